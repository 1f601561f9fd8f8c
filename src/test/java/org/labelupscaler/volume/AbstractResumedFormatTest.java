package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.MemoryStore;
import org.labelupscaler.store.Store;

/** The contract of formats of folders, first part: a volume that is partly there is completed, and is what it would have been. */
abstract class AbstractResumedFormatTest extends AbstractVolumeFormatTest {

	/** Where a volume is. */
	enum Place {
			FOLDER, MEMORY
	}

	/** Where the format keeps a block, by its specification. */
	abstract Key key(VolumeSpec spec, int level, long[] position);

	@Override
	Store newStore() {
		return MemoryStore.create();
	}

	Store newStore(final Place place) {
		return place == Place.MEMORY ? newStore() : newStoreOnDisk();
	}

	@AfterEach
	void forgetStores() {
		MemoryStore.forgetAll();
	}

	/** And a folder and memory hold the same. */
	@ParameterizedTest
	@EnumSource(LabelType.class)
	void anotherProgramReadsTheSame(final LabelType type) throws Exception {
		final List<Compression> all = compressions();
		for (final Compression compression : all) {
			final boolean large = (type.ordinal() + compression.kind().ordinal()) % 4 == 0;
			final RandomVolume volume = large ? large(3, type, compression) : small(3, type, compression);
			final Store store = newStore(Place.FOLDER);
			whole(store, volume, PLAIN);
			checkPlainly(store, volume, compression.toString());
			if (!compression.equals(all.get(type.ordinal() % all.size())))
				continue;
			checkVoxels(store, volume, false, compression.toString());
			format().checkMetadata(store, volume.spec());
			final Store memory = newStore();
			whole(memory, volume, PLAIN);
			assertEquals(RandomVolume.content(memory), RandomVolume.content(store));
		}
	}

	/** The positions of what is kept together with a block. */
	private Set<List<Long>> together(final RandomVolume volume, final Set<Key> keys) {
		final Set<List<Long>> blocks = new HashSet<>();
		for (int l = 0; l < volume.spec().pyramid().levels(); l++)
			for (final long[] position : volume.positions(l))
				if (keys.contains(key(volume.spec(), l, position)) && !volume.isBackground(l, position))
					blocks.add(List.of((long) l, position[0], position[1], position[2]));
		return blocks;
	}

	@ParameterizedTest
	@EnumSource(Place.class)
	void resumingMendsAndKeeps(final Place place) throws Exception {
		final Random random = new Random(6);
		for (final Compression compression : compressions()) {
			final RandomVolume volume = large(random.nextLong(), LabelType.UINT32, compression);
			final Store store = newStore(place);
			final Written first = write(store, volume, PLAIN);
			final Map<Key, String> wanted = RandomVolume.content(store);
			assertEquals(wanted.values().stream().mapToLong(hex -> hex.length() / 2).sum(), first.bytes());

			final Written kept = write(store, volume, RESUMING);
			assertEquals(new Written(0, first.written(), first.background(), 0), kept);
			assertEquals(wanted, RandomVolume.content(store));

			final Set<Key> damaged = new TreeSet<>();
			final List<Key> keys = List.copyOf(wanted.keySet());
			for (int i = 0; i < 12; i++) {
				final Key key = keys.get(random.nextInt(keys.size()));
				final byte[] content = store.get(keys.get(random.nextInt(keys.size()))).map(ByteBuffer::array).orElse(new byte[3]);
				damaged.add(key);
				switch (i % 4) {
					case 0 -> store.delete(key);
					case 1 -> store.put(key, ByteBuffer.wrap(Arrays.copyOf(content, content.length / 2)));
					case 2 -> store.put(key, ByteBuffer.wrap(Arrays.copyOf(content, content.length + 1)));
					default -> store.put(key, ByteBuffer.allocate(0));
				}
			}
			for (int l = 0; l < 2; l++)
				for (final long[] position : volume.positions(l))
					if (!wanted.containsKey(key(volume.spec(), l, position)) && random.nextBoolean())
						store.put(key(volume.spec(), l, position), ByteBuffer.wrap(new byte[] { 1, 2, 3 }));
			final Written mended = write(store, volume, RESUMING);
			assertEquals(wanted, RandomVolume.content(store));
			final long anew = together(volume, damaged).size();
			assertEquals(first.written() - anew, mended.kept(), compression.toString());
			assertEquals(anew, mended.written());
			assertEquals(first.background(), mended.background());
		}
	}

	/** As a job does it that knows which blocks are not empty. */
	@ParameterizedTest
	@EnumSource(Place.class)
	void othersAreRemovedWithinTheirPortions(final Place place) throws Exception {
		final RandomVolume volume = large(8, LabelType.UINT8, Compression.parse("gzip"));
		final Store clean = newStore(place);
		write(clean, volume, PLAIN);
		final Map<Key, String> wanted = RandomVolume.content(clean);
		final Store store = newStore(place);
		for (int l = 0; l < 2; l++)
			for (final long[] position : volume.positions(l))
				store.put(key(volume.spec(), l, position), ByteBuffer.wrap(new byte[] { 1, 2, 3 }));
		for (int l = 0; l < 2; l++) {
			final Portions order = format().portions(volume.spec(), l);
			for (long p = 0; p < order.count(); p += 3) {
				final int level = l;
				final long from = p * order.numbers();
				final long to = Math.min(order.count(), p + 3) * order.numbers();
				final BlockSink sink = format().sink(store, volume.spec(), RESUMING);
				final Set<Long> put = new HashSet<>();
				final Set<Key> before = RandomVolume.content(store).keySet();
				for (long n = from; n < to; n++) {
					final Optional<long[]> position = order.position(n);
					if (position.isEmpty() || volume.isBackground(l, position.get()))
						continue;
					put.add(n);
					sink.put(level, position.get(), volume.block(level, position.get()));
				}
				sink.end();
				sink.removeOthers(level, from, to, put::contains);
				final Set<Key> gone = new TreeSet<>(before);
				gone.removeAll(RandomVolume.content(store).keySet());
				for (final long[] position : volume.positions(l)) {
					final long number = order.number(position);
					if (number < from || number >= to)
						assertFalse(gone.contains(key(volume.spec(), l, position)), Arrays.toString(position));
				}
			}
		}
		assertEquals(wanted, RandomVolume.content(store));
		// NB: only when resuming may there be others.
		store.put(key(volume.spec(), 0, new long[3]), ByteBuffer.wrap(new byte[] { 1 }));
		format().sink(store, volume.spec(), PLAIN).removeOthers(0, 0, 1000, n -> false);
		assertTrue(store.exists(key(volume.spec(), 0, new long[3])));
	}

	@Test
	void theOrderAndTheSinksDoNotMatter() throws Exception {
		final Random random = new Random(9);
		final RandomVolume volume = large(9, LabelType.INT32, Compression.parse("zstd"));
		final Store one = newStore();
		write(one, volume, PLAIN);
		final Store many = newStore();
		final List<long[]> pieces = new ArrayList<>();
		for (int l = 0; l < 2; l++)
			for (long p = 0; p < format().portions(volume.spec(), l).count(); p++)
				pieces.add(new long[] { l, p });
		// NB: some twice.
		pieces.addAll(List.copyOf(pieces.subList(0, pieces.size() / 2)));
		Collections.shuffle(pieces, random);
		final List<BlockSink> sinks = new ArrayList<>();
		for (int s = 0; s < 3; s++)
			sinks.add(format().sink(many, volume.spec(), s == 0 ? RESUMING : PLAIN));
		for (final long[] piece : pieces)
			writePortion(sinks.get(random.nextInt(3)), volume, (int) piece[0], piece[1]);
		assertEquals(RandomVolume.content(one), RandomVolume.content(many));
	}


	/** Of what is stored as a whole nothing is there before it is whole. */
	@ParameterizedTest
	@EnumSource(Place.class)
	void whatIsGivenUpLeavesNothing(final Place place) throws Exception {
		final RandomVolume volume = large(10, LabelType.UINT8, RAW);
		final Store store = newStore(place);
		final BlockSink sink = format().sink(store, volume.spec(), PLAIN);
		sink.put(0, new long[3], RunBlock.uniform(LabelType.UINT8, 1, volume.spec().blockSize()));
		sink.abandon();
		assertEquals(format().portions(volume.spec(), 0).whole(), RandomVolume.content(store).isEmpty());
		if (place == Place.FOLDER)
			try (Stream<Path> files = Files.walk(folder)) {
				assertFalse(files.anyMatch(file -> file.toString().endsWith(".part")));
			}
	}
}
