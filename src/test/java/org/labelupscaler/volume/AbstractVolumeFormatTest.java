package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeRecord.State;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * The contract of all formats, second part: what is written is there for every reader, whatever the order and the threads, and is known
 * for what it is. {@link AbstractFolderFormatTest} and {@link AbstractFileFormatTest} have the rest.
 */
abstract class AbstractVolumeFormatTest extends AbstractFormatStatementsTest {

	/** Every portion goes through blocks of its own; all together through each block once. */
	@Test
	void portionsHaveEachBlockOnce() {
		for (final RandomVolume volume : List.of(small(1, LabelType.UINT8, RAW), large(1, LabelType.UINT8, RAW)))
			for (int l = 0; l < volume.spec().pyramid().levels(); l++) {
				final Portions order = format().portions(volume.spec(), l);
				final BlockGrid grid = volume.spec().grids().get(l);
				final Set<Long> seen = new HashSet<>();
				for (long n = 0; n < order.count() * order.numbers(); n++) {
					final Optional<long[]> position = order.position(n);
					if (position.isEmpty())
						continue;
					assertEquals(n, order.number(position.get()));
					final long[] portion = order.portion(position.get());
					assertEquals(n / order.numbers() * order.numbers(), order.firstNumber(portion));
					assertTrue(seen.add(grid.block(position.get())));
				}
				assertEquals(grid.blocks(), seen.size());
				assertTrue(order.count() > 0 && order.numbers() > 0);
			}
	}

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void allCompressionsAreReadBack(final LabelType type) throws Exception {
		if (refusedTypes().contains(type))
			return;
		for (final Compression compression : compressions())
			for (final boolean background : new boolean[] { false, true }) {
				final String what = type + " " + compression + (background ? " background" : "");
				final RandomVolume volume = background == (type.ordinal() % 2 == 0) ? small(type.ordinal(), type, compression) : large(type
					.ordinal(), type, compression);
				final Store store = newStore();
				final Written written = whole(store, volume, background ? BACKGROUND : PLAIN);
				assertEquals(volume.blocks().size(), written.written() + written.background());
				assertEquals(0, written.kept());
				assertTrue(written.bytes() > 0);
				checkVoxels(store, volume, background, what);
				format().checkMetadata(store, volume.spec());
				if (format().isFile())
					checkPlainly(store, volume, what);
			}
	}

	/** Of any shape, with the levels that the format has unless others are asked for. */
	@Test
	void volumesOfAnyShapeAreRead() throws Exception {
		final List<Compression> all = compressions();
		final List<LabelType> types = List.copyOf(types());
		int n = 0;
		for (final long[] size : new long[][] { { 1, 1, 1 }, { 1, 17, 1 }, { 133, 1, 2 }, { 5, 1, 64 }, { 32, 32, 32 }, { 31, 67, 3 } }) {
			final int[] block = { 16, 16, 5 };
			final VolumeSpec spec = new VolumeSpec(types.get(n % types.size()), size, EDGES.get(1), new double[3], block, all.get(n++ % all
				.size()), format().automaticLevels(size, EDGES.get(1), block));
			assertEquals(Optional.empty(), format().obstacle(spec));
			final RandomVolume volume = RandomVolume.of(n, spec);
			final Store store = newStoreOnDisk();
			whole(store, volume, PLAIN);
			checkVoxels(store, volume, false, spec.toString());
			checkPlainly(store, volume, spec.toString());
		}
	}

	/** As whoever gives the volume to this program again has it. */
	@Test
	void theSourceIsTheVolume() throws Exception {
		for (final LabelType type : List.of(LabelType.UINT8, List.copyOf(types()).get(types().size() - 1))) {
			final RandomVolume volume = small(type.ordinal(), type, RAW);
			final Path path = newPath();
			whole(format().store(path), volume, PLAIN);
			try (LabelSource source = Sources.describe(named(path)).open(SourceOptions.defaults())) {
				assertEquals(type, source.type());
				assertArrayEquals(volume.spec().size(), source.size());
				assertArrayEquals(volume.level(0), MemorySource.all(source), type.toString());
				assertEquals(volume.spec().voxelSize().known(), source.voxelSize().known());
				if (source.voxelSize().hasUnit())
					assertEquals(volume.spec().voxelSize().in(LengthUnit.MICROMETER), source.voxelSize().in(LengthUnit.MICROMETER));
			}
		}
	}

	/** Pieces that several threads take in any order, some of them twice, and some that one has given up. */
	@Test
	void theOrderAndTheThreadsDoNotMatter() throws Exception {
		final int threads = 4;
		final RandomVolume volume = large(9, LabelType.UINT16, RAW);
		final Store store = newStoreOnDisk();
		begin(store, volume.spec());
		final List<long[]> pieces = new ArrayList<>();
		for (int l = 0; l < volume.spec().pyramid().levels(); l++)
			for (long p = 0; p < format().portions(volume.spec(), l).count(); p++)
				pieces.add(new long[] { l, p });
		Collections.shuffle(pieces, new Random(9));
		final ExecutorService workers = Executors.newFixedThreadPool(threads);
		try {
			final List<Future<?>> running = new ArrayList<>();
			for (int t = 0; t < threads; t++) {
				final List<long[]> mine = new ArrayList<>();
				for (int i = t; i < pieces.size(); i += threads)
					mine.addAll(Collections.nCopies(1 + i % 2, pieces.get(i)));
				Collections.shuffle(mine, new Random(t));
				running.add(workers.submit(() -> {
					final BlockSink sink = format().sink(store, volume.spec(), PLAIN);
					for (final long[] piece : mine) {
						if (piece[1] % 3 == 0) {
							final long[] first = format().portions(volume.spec(), (int) piece[0]).position(piece[1] * format().portions(volume.spec(),
								(int) piece[0]).numbers()).orElseThrow();
							sink.put((int) piece[0], first, volume.block((int) piece[0], first));
							sink.abandon();
						}
						writePortion(sink, volume, (int) piece[0], piece[1]);
					}
				}));
			}
			for (final Future<?> thread : running)
				thread.get();
		}
		finally {
			workers.shutdownNow();
		}
		complete(store, volume.spec());
		checkVoxels(store, volume, false, "many threads");
		checkPlainly(store, volume, "many threads");
	}

	@Test
	void equalJobsAreEqual() throws Exception {
		final RandomVolume volume = small(3, LabelType.UINT16, compressions().get(0));
		final Store one = newStore();
		final Store other = newStore();
		whole(one, volume, PLAIN);
		whole(other, volume, PLAIN);
		assertEquals(RandomVolume.content(one), RandomVolume.content(other));
	}

	/** A piece that is not done, as a run that is stopped leaves it, does no harm to one that was. */
	@Test
	void whatIsGivenUpDoesNoHarm() {
		final RandomVolume volume = large(10, LabelType.UINT8, RAW);
		final Store store = newStore();
		begin(store, volume.spec());
		final BlockSink sink = format().sink(store, volume.spec(), PLAIN);
		final Portions order = format().portions(volume.spec(), 0);
		assertEquals(Written.NONE, sink.end());
		for (final boolean whole : new boolean[] { false, true, false }) {
			final long count = whole ? order.numbers() : 3;
			for (long n = 0; n < count; n++) {
				final long[] position = order.position(n).orElseThrow();
				sink.put(0, position, RunBlock.uniform(LabelType.UINT8, n + 1, volume.spec().grids().get(0).blockSize(position)));
			}
			final Written written = whole ? sink.end() : sink.abandon();
			assertEquals(whole || !order.whole() ? count : 0, written.written());
			assertEquals(Written.NONE, sink.end());
		}
		complete(store, volume.spec());
		final BlockReader reader = format().reader(store, volume.spec(), false);
		for (long n = 0; n < order.numbers(); n++)
			assertEquals(n + 1, reader.voxels(0, order.position(n).orElseThrow()).orElseThrow()[0]);
	}

	@Test
	void whatIsNotPutIsBackground() throws Exception {
		final VolumeSpec spec = small(1, LabelType.UINT16, RAW).spec();
		final Store store = newStoreOnDisk();
		begin(store, spec);
		complete(store, spec);
		format().checkMetadata(store, spec);
		final BlockReader reader = format().reader(store, spec, false);
		for (int l = 0; l < spec.pyramid().levels(); l++) {
			assertArrayEquals(new long[(int) spec.grids().get(l).voxels()], readPlainly(store, spec, l));
			assertFalse(reader.exists(l, new long[3]));
			assertEquals(Optional.empty(), reader.voxels(l, new long[3]));
		}
	}

	@Test
	void onlyTheFormatItselfKnowsItsVolume() throws Exception {
		final RandomVolume volume = small(2, LabelType.UINT8, RAW);
		final Path path = newPath();
		whole(format().store(path), volume, PLAIN);
		for (final VolumeFormat other : VolumeFormats.all()) {
			final boolean own = other.word().equals(format().word());
			if (own || other.isFile() == format().isFile())
				assertEquals(own, other.record(other.store(path)).isPresent(), other.word());
		}
		final OwnVolume own = OwnVolume.of(path).orElseThrow();
		assertEquals(format().word(), own.format().word());
		assertEquals(new VolumeRecord(State.COMPLETE, job()), own.record());
		assertTrue(own.isComplete());
	}

	@Test
	void longRecordsAreRead() {
		final JsonObject job = job();
		for (int i = 0; i < 20_000; i++)
			job.add("region " + i, new JsonPrimitive("ä \"" + i));
		final VolumeSpec spec = small(1, LabelType.UINT8, RAW).spec();
		final Store store = newStore();
		begin(store, spec);
		format().writeRecord(store, spec, new VolumeRecord(State.COMPLETE, job), false);
		assertEquals(job, format().record(store).orElseThrow().job());
	}

	@Test
	void anotherVolumeIsRefused() {
		final Store store = newStore();
		final VolumeSpec spec = small(1, LabelType.UINT8, RAW).spec();
		assertEquals(Optional.empty(), format().record(store));
		assertOneLine(assertThrows(InvalidInputException.class, () -> format().checkMetadata(store, spec)));
		begin(store, spec);
		complete(store, spec);
		final VolumeSpec other = large(1, LabelType.UINT8, RAW).spec();
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> format().checkMetadata(store, other));
		assertOneLine(e);
		assertTrue(e.getMessage().contains(store.describe(Key.ROOT)), e.getMessage());
	}
}
