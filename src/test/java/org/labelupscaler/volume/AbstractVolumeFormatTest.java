package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.LocalStore;
import org.labelupscaler.store.MemoryStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeRecord.State;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/** What every format has to keep, in a folder and in memory. */
abstract class AbstractVolumeFormatTest {

	static final WriteMode PLAIN = new WriteMode(false, false, false);
	static final WriteMode RESUMING = new WriteMode(false, true, false);
	static final WriteMode BACKGROUND = new WriteMode(true, false, false);

	private static final Display DISPLAY = new Display(0, 7, 9, List.of(new Display.Label(3, "3", "3", "CA", "Ammon's horn",
		OptionalInt.of(0x102030)), new Display.Label(4, "4", "4", "", "", OptionalInt.empty())));

	/** Where a volume is. */
	enum Place {
			FOLDER, MEMORY
	}

	@TempDir
	Path folder;

	private int stores;

	/** The format. */
	abstract VolumeFormat format();

	/** Where the format keeps a block, by its specification. */
	abstract Key key(VolumeSpec spec, int level, long[] position);

	/** What is no part of the format. */
	abstract List<String> foreignKeys();

	/** The labels of a level as somebody else reads them, x fastest. */
	abstract long[] readPlainly(Store store, int level) throws Exception;

	Store newStore(final Place place) {
		return place == Place.MEMORY ? MemoryStore.create() : LocalStore.at(folder.resolve("v" + stores++ + format().endings().get(
			0)));
	}

	@AfterEach
	void forgetStores() {
		MemoryStore.forgetAll();
	}

	static JsonObject job() {
		return JsonParser.parseString("{\"program\":\"test\",\"size\":[1,2,3]}").getAsJsonObject();
	}

	List<Compression> compressions() {
		return format().compressions().stream().map(kind -> Compression.parse(kind.word())).toList();
	}

	/** Puts all blocks, portion by portion. */
	Written write(final Store store, final RandomVolume volume, final WriteMode mode) {
		Written written = Written.NONE;
		for (int l = 0; l < volume.spec().pyramid().levels(); l++) {
			final BlockSink sink = format().sink(store, volume.spec(), mode);
			for (long p = 0; p < format().portions(volume.spec(), l).count(); p++)
				written = written.plus(writePortion(sink, volume, l, p));
		}
		return written;
	}

	private Written writePortion(final BlockSink sink, final RandomVolume volume, final int level, final long portion) {
		final Portions order = format().portions(volume.spec(), level);
		for (long n = portion * order.numbers(); n < (portion + 1) * order.numbers(); n++)
			order.position(n).ifPresent(position -> sink.put(level, position, volume.block(level, position)));
		return sink.end();
	}

	void checkVoxels(final Store store, final RandomVolume volume, final boolean background, final String what) {
		final BlockReader reader = format().reader(store, volume.spec(), background);
		for (int l = 0; l < volume.spec().pyramid().levels(); l++)
			for (final long[] position : volume.positions(l)) {
				final String which = what + ", level " + l + ", " + Arrays.toString(position);
				final boolean leftOut = !background && volume.isBackground(l, position);
				assertEquals(!leftOut, reader.exists(l, position), which);
				final Optional<byte[]> voxels = reader.voxels(l, position);
				assertEquals(!leftOut, voxels.isPresent(), which);
				if (!leftOut)
					assertArrayEquals(volume.labels(l, position), labels(volume.spec().type(), voxels.orElseThrow()), which);
				assertTrue(reader.isAsWritten(l, position, volume.block(l, position)), which);
			}
	}

	static long[] labels(final LabelType type, final byte[] bigEndian) {
		final long[] labels = new long[bigEndian.length / type.bytes()];
		for (int i = 0; i < labels.length; i++)
			labels[i] = type.get(ByteBuffer.wrap(bigEndian), i * type.bytes());
		return labels;
	}

	static void assertOneLine(final Exception e) {
		assertTrue(e.getMessage() != null && !e.getMessage().contains("\n") && !e.getMessage().contains("Exception"), e.getMessage());
	}

	/** Every portion goes through blocks of its own; all together through each block once. */
	@Test
	void portionsHaveEachBlockOnce() {
		for (final RandomVolume volume : List.of(RandomVolume.small(1, LabelType.UINT8, Compression.parse("raw")), RandomVolume.large(
			1, LabelType.UINT8, Compression.parse("raw"))))
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
		for (final Compression compression : compressions())
			for (final boolean background : new boolean[] { false, true }) {
				final RandomVolume volume = background ? RandomVolume.small(type.ordinal(), type, compression) : RandomVolume.large(type
					.ordinal(), type, compression);
				final Store store = newStore(Place.MEMORY);
				final Written written = write(store, volume, background ? BACKGROUND : PLAIN);
				assertEquals(volume.blocks().size(), written.written() + written.background());
				assertEquals(0, written.kept());
				checkVoxels(store, volume, background, type + " " + compression);
			}
	}

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void foldersAndMemoryHoldTheSame(final LabelType type) throws Exception {
		final List<Compression> all = compressions();
		final RandomVolume volume = RandomVolume.small(7, type, all.get(type.ordinal() % all.size()));
		final List<Map<Key, String>> contents = new ArrayList<>();
		for (final Place place : Place.values()) {
			final Store store = newStore(place);
			whole(store, volume);
			checkVoxels(store, volume, false, place.toString());
			format().checkMetadata(store, volume.spec());
			contents.add(RandomVolume.content(store));
		}
		assertEquals(contents.get(0), contents.get(1));
	}

	/** Everything that a run does. */
	private Written whole(final Store store, final RandomVolume volume) {
		format().writeRecord(store, volume.spec(), new VolumeRecord(State.RUNNING, job()), true);
		format().begin(store, volume.spec(), "a title");
		final Written written = write(store, volume, PLAIN);
		format().finish(store, volume.spec(), DISPLAY);
		format().writeRecord(store, volume.spec(), new VolumeRecord(State.COMPLETE, job()), false);
		return written;
	}

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void anotherProgramReadsTheSame(final LabelType type) throws Exception {
		for (final Compression compression : compressions()) {
			final boolean large = (type.ordinal() + compression.kind().ordinal()) % 4 == 0;
			final RandomVolume volume = large ? RandomVolume.large(3, type, compression) : RandomVolume.small(3, type, compression);
			final Store store = newStore(Place.FOLDER);
			whole(store, volume);
			for (int l = 0; l < volume.spec().pyramid().levels(); l++)
				assertArrayEquals(volume.level(l), readPlainly(store, l), compression + ", level " + l);
		}
	}

	@ParameterizedTest
	@EnumSource(Place.class)
	void anyDamageOfAByteIsSeen(final Place place) throws Exception {
		final Random random = new Random(5);
		for (final Compression compression : compressions()) {
			final RandomVolume volume = RandomVolume.large(random.nextLong(), LabelType.UINT16, compression);
			final Store store = newStore(place);
			write(store, volume, PLAIN);
			final long[] position = volume.positions(0).stream().filter(p -> !volume.isBackground(0, p)).toList().get(random.nextInt(
				200));
			final Key key = key(volume.spec(), 0, position);
			final byte[] good = store.get(key).orElseThrow().array();
			final List<long[]> there = volume.positions(0).stream().filter(p -> key(volume.spec(), 0, p).equals(key)).toList();
			for (int i = 0; i < good.length; i += 1 + random.nextInt(1 + good.length / (place == Place.MEMORY ? 50 : 10))) {
				final byte[] bad = good.clone();
				bad[i] ^= 1 << random.nextInt(8);
				store.put(key, ByteBuffer.wrap(bad));
				assertDamaged(store, volume, key, there, compression + ", byte " + i + " of " + good.length);
			}
			for (int i = 0; i < good.length; i += 1 + good.length / 8) {
				store.put(key, ByteBuffer.wrap(Arrays.copyOf(good, i)));
				assertDamaged(store, volume, key, there, compression + ", only " + i + " bytes of " + good.length);
			}
			store.put(key, ByteBuffer.wrap(good));
			checkVoxels(store, volume, false, "mended");
		}
	}

	/** One of the blocks that are kept there is not as it was; none is a surprise to who decodes it. */
	private void assertDamaged(final Store store, final RandomVolume volume, final Key key, final List<long[]> there,
		final String what)
	{
		final BlockReader reader = format().reader(store, volume.spec(), false);
		boolean seen = false;
		for (final long[] position : there) {
			seen |= !reader.isAsWritten(0, position, volume.block(0, position));
			try {
				reader.voxels(0, position);
			}
			catch (final LabelUpscalerException e) {
				assertOneLine(e);
				assertTrue(e.getMessage().contains(key.name()), e.getMessage());
			}
		}
		assertTrue(seen, what);
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
			final RandomVolume volume = RandomVolume.large(random.nextLong(), LabelType.UINT32, compression);
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
		final RandomVolume volume = RandomVolume.large(8, LabelType.UINT8, Compression.parse("gzip"));
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

	@ParameterizedTest
	@EnumSource(Place.class)
	void theOrderAndTheSinksDoNotMatter(final Place place) throws Exception {
		final Random random = new Random(9);
		final RandomVolume volume = RandomVolume.large(9, LabelType.INT32, Compression.parse("zstd"));
		final Store one = newStore(place);
		write(one, volume, PLAIN);
		final Store many = newStore(place);
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

	/** A piece that is not done, as a run that is stopped leaves it, does no harm to one that was. */
	@ParameterizedTest
	@EnumSource(Place.class)
	void whatIsGivenUpDoesNoHarm(final Place place) throws Exception {
		final RandomVolume volume = RandomVolume.large(10, LabelType.UINT8, Compression.parse("raw"));
		final Store store = newStore(place);
		final BlockSink sink = format().sink(store, volume.spec(), PLAIN);
		final Portions order = format().portions(volume.spec(), 0);
		long stored = sink.end().written();
		for (final boolean whole : new boolean[] { false, true, false }) {
			long there = 0;
			for (long n = 0; n < (whole ? order.numbers() : 3); n++) {
				final long[] position = order.position(n).orElseThrow();
				sink.put(0, position, RunBlock.uniform(LabelType.UINT8, n + 1, volume.spec().grids().get(0).blockSize(position)));
				there++;
			}
			final Written written = whole ? sink.end() : sink.abandon();
			assertEquals(whole || !order.whole() ? there : 0, written.written());
			stored += written.written();
			assertEquals(Written.NONE, sink.end());
		}
		assertTrue(stored > 0);
		final BlockReader reader = format().reader(store, volume.spec(), false);
		for (long n = 0; n < order.numbers(); n++)
			assertEquals(n + 1, reader.voxels(0, order.position(n).orElseThrow()).orElseThrow()[0]);
		final Store empty = newStore(place);
		final BlockSink other = format().sink(empty, volume.spec(), PLAIN);
		other.put(0, new long[3], RunBlock.uniform(LabelType.UINT8, 1, volume.spec().blockSize()));
		other.abandon();
		assertEquals(order.whole(), empty.list(Key.ROOT).isEmpty() || RandomVolume.content(empty).isEmpty());
		if (place == Place.FOLDER)
			try (java.util.stream.Stream<Path> files = java.nio.file.Files.walk(folder)) {
				assertFalse(files.anyMatch(file -> file.toString().endsWith(".part")));
			}
	}

	@Test
	void everyBlockIsSynced() throws Exception {
		final MemoryStore store = MemoryStore.create();
		final RandomVolume volume = RandomVolume.large(2, LabelType.UINT8, Compression.parse("raw"));
		for (final boolean resuming : new boolean[] { false, true }) {
			write(store, volume, new WriteMode(false, resuming, true));
			assertEquals(store.all().keySet(), store.synced());
		}
		final RandomVolume small = RandomVolume.small(2, LabelType.UINT8, Compression.parse("raw"));
		final MemoryStore other = MemoryStore.create();
		format().begin(other, small.spec(), "t");
		assertTrue(other.all().keySet().containsAll(format().metadata(small.spec())));
		format().writeRecord(other, small.spec(), new VolumeRecord(State.RUNNING, job()), true);
		assertEquals(1, other.synced().size());
		final Store onDisk = newStore(Place.FOLDER);
		write(onDisk, small, new WriteMode(false, false, true));
		onDisk.syncNames();
		checkVoxels(onDisk, small, false, "synced");
	}

	@ParameterizedTest
	@EnumSource(Place.class)
	void recordsAreRead(final Place place) throws Exception {
		final Store store = newStore(place);
		final VolumeSpec spec = RandomVolume.small(1, LabelType.UINT8, Compression.parse("raw")).spec();
		assertEquals(Optional.empty(), format().record(store));
		for (final State state : State.values()) {
			format().writeRecord(store, spec, new VolumeRecord(state, job()), state == State.COMPLETE);
			format().begin(store, spec, "t");
			assertEquals(Optional.of(new VolumeRecord(state, job())), format().record(store));
			final OwnVolume own = OwnVolume.of(store).orElseThrow();
			assertEquals(format().word(), own.format().word());
			assertEquals(state == State.COMPLETE, own.isComplete());
		}
		final Key key = keyOfRecord(store);
		final String text = StandardCharsets.UTF_8.decode(store.get(key).orElseThrow()).toString();
		put(store, key, text.replace("\"deleting\"", "\"resting\""));
		assertEquals(Optional.of(new VolumeRecord(Optional.empty(), job())), format().record(store));
		put(store, key, text.replace("\"labelUpscaler\"", "\"somethingElse\""));
		assertEquals(Optional.empty(), format().record(store));
		for (final String bad : damagedRecords()) {
			put(store, key, bad);
			assertOneLine(assertThrows(InvalidInputException.class, () -> format().record(store), bad));
		}
		put(store, key, "{\"labelUpscaler\": 3, \"attributes\": 4}");
		assertEquals(Optional.empty(), format().record(store));
	}

	/** What may have become of where the record is, so that nobody can tell whose it is. */
	List<String> damagedRecords() {
		return List.of("", "[]", "{", "\"labelUpscaler\"", "\0");
	}

	private static Key keyOfRecord(final Store store) throws Exception {
		for (final Entry entry : RandomVolume.entries(store, Key.ROOT))
			if (entry.kind() == Entry.Kind.BYTES && StandardCharsets.UTF_8.decode(store.get(entry.key()).orElseThrow()).toString()
				.contains("labelUpscaler"))
				return entry.key();
		throw new AssertionError("no record");
	}

	static void put(final Store store, final Key key, final String text) throws Exception {
		store.put(key, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
	}

	@ParameterizedTest
	@EnumSource(Place.class)
	void knowsWhatItMakes(final Place place) throws Exception {
		for (final RandomVolume volume : List.of(RandomVolume.small(4, LabelType.UINT8, Compression.parse("raw")), RandomVolume.large(
			4, LabelType.UINT8, Compression.parse("raw")))) {
			final Store store = newStore(place);
			whole(store, volume);
			final int levels = volume.spec().pyramid().levels();
			final List<Entry> entries = RandomVolume.entries(store, Key.ROOT);
			assertTrue(entries.size() > 15);
			for (final Entry entry : entries)
				assertTrue(format().isOwn(store, entry, levels), entry.toString());
			for (final String foreign : foreignKeys())
				for (final Entry.Kind kind : Entry.Kind.values())
					assertFalse(format().isOwn(store, new Entry(new Key(foreign), kind), levels), kind + " " + foreign);
			for (final Entry entry : entries) {
				final Entry.Kind other = entry.kind() == Entry.Kind.BYTES ? Entry.Kind.PREFIX : Entry.Kind.BYTES;
				assertFalse(format().isOwn(store, new Entry(entry.key(), other), levels), other + " " + entry.key());
			}
			assertEquals(Optional.empty(), format().findForeign(store));
			assertTrue(store.clear(Key.ROOT, entry -> format().isOwn(store, entry, levels), format()::stays, () -> {}, () -> false));
			assertEquals(List.of(), store.list(Key.ROOT));
		}
	}

	@ParameterizedTest
	@EnumSource(Place.class)
	void changedMetadataAreRefused(final Place place) throws Exception {
		for (final RandomVolume volume : List.of(RandomVolume.small(4, LabelType.INT16, Compression.parse("zstd:3")), RandomVolume
			.large(4, LabelType.UINT8, Compression.parse("gzip")))) {
			final Store store = newStore(place);
			format().begin(store, volume.spec(), "t");
			format().checkMetadata(store, volume.spec());
			for (int l = 0; l < volume.spec().pyramid().levels(); l++) {
				final Key key = metadataOfLevel(store, l);
				final JsonObject good = JsonParser.parseString(StandardCharsets.UTF_8.decode(store.get(key).orElseThrow()).toString())
					.getAsJsonObject();
				for (final String field : good.keySet())
					for (final Optional<JsonElement> value : List.of(Optional.<JsonElement>empty(), Optional.<JsonElement>of(
						new JsonPrimitive(77)), Optional.<JsonElement>of(new JsonObject()))) {
						final JsonObject changed = good.deepCopy();
						changed.remove(field);
						value.ifPresent(v -> changed.add(field, v));
						if (changed.equals(good))
							continue;
						put(store, key, changed.toString());
						final InvalidInputException e = assertThrows(InvalidInputException.class, () -> format().checkMetadata(store,
							volume.spec()), field);
						assertOneLine(e);
						assertTrue(e.getMessage().contains(field) && e.getMessage().contains(key.name()), e.getMessage());
					}
				store.delete(key);
				assertOneLine(assertThrows(InvalidInputException.class, () -> format().checkMetadata(store, volume.spec())));
				put(store, key, good.toString());
			}
			format().checkMetadata(store, volume.spec());
		}
	}

	/** Where it says what a level is. */
	Key metadataOfLevel(final Store store, final int level) throws Exception {
		return store.list(format().level(level)).stream().filter(entry -> entry.kind() == Entry.Kind.BYTES).findFirst().orElseThrow()
			.key();
	}

	/** A link among the prefixes, at any depth, is found before anything is written through it. */
	@Test
	void linksAreFound() throws Exception {
		final RandomVolume volume = RandomVolume.large(4, LabelType.UINT8, Compression.parse("raw"));
		final MemoryStore clean = MemoryStore.create();
		whole(clean, volume);
		final Set<Key> prefixes = new TreeSet<>();
		for (final Entry entry : RandomVolume.entries(clean, Key.ROOT))
			if (entry.kind() == Entry.Kind.PREFIX)
				prefixes.add(entry.key());
		for (final Key prefix : prefixes) {
			final MemoryStore store = MemoryStore.create();
			format().begin(store, volume.spec(), "t");
			store.all().keySet().stream().filter(key -> key.name().startsWith(prefix.name() + "/")).forEach(key -> {
				try {
					store.delete(key);
				}
				catch (final java.io.IOException e) {
					throw new AssertionError(e);
				}
			});
			store.putForeign(prefix);
			assertEquals(Optional.of(prefix), format().findForeign(store).map(Entry::key));
		}
	}

	/** What stands for a block, but is no bytes. */
	@Test
	void whatIsNoBytesIsNoBlock() throws Exception {
		final RandomVolume volume = RandomVolume.large(4, LabelType.UINT8, Compression.parse("raw"));
		final MemoryStore store = MemoryStore.create();
		final long[] position = { 1, 1, 1 };
		store.putForeign(key(volume.spec(), 0, position));
		final BlockReader reader = format().reader(store, volume.spec(), false);
		final RunBlock background = RunBlock.uniform(LabelType.UINT8, 0, volume.spec().grids().get(0).blockSize(position));
		assertFalse(reader.isAsWritten(0, position, background));
		assertOneLine(assertThrows(LabelUpscalerException.class, () -> reader.voxels(0, position)));
		assertTrue(reader.exists(0, position));
		assertTrue(reader.describe(0, position).contains(key(volume.spec(), 0, position).name()));
	}
}
