package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.MemoryStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeRecord.State;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/** The contract of formats of folders, second part: damage, foreign keys and foreign metadata are seen, in a folder and in memory. */
abstract class AbstractFolderFormatTest extends AbstractResumedFormatTest {

	/** What is no part of the format. */
	abstract List<String> foreignKeys();

	@ParameterizedTest
	@EnumSource(Place.class)
	void anyDamageOfAByteIsSeen(final Place place) throws Exception {
		final Random random = new Random(5);
		for (final Compression compression : compressions()) {
			final RandomVolume volume = large(random.nextLong(), LabelType.UINT16, compression);
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

	@Test
	void everyBlockIsSynced() throws Exception {
		final MemoryStore store = MemoryStore.create();
		final RandomVolume volume = large(2, LabelType.UINT8, RAW);
		for (final boolean resuming : new boolean[] { false, true }) {
			write(store, volume, new WriteMode(false, resuming, true));
			assertEquals(store.all().keySet(), store.synced());
		}
		final RandomVolume small = small(2, LabelType.UINT8, RAW);
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
		final VolumeSpec spec = small(1, LabelType.UINT8, RAW).spec();
		assertEquals(Optional.empty(), format().record(store));
		for (final State state : State.values()) {
			format().writeRecord(store, spec, new VolumeRecord(state, job()), state == State.COMPLETE);
			format().begin(store, spec, "t");
			assertEquals(Optional.of(new VolumeRecord(state, job())), format().record(store));
			final OwnVolume own = OwnVolume.of(store).orElseThrow();
			assertEquals(format().word(), own.format().word());
			assertEquals(state == State.COMPLETE, own.isComplete());
		}
		final Key key = format().recordKey().orElseThrow();
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

	/** One key says that the volume is there, and is all that has to be left until all else is deleted. */
	@ParameterizedTest
	@EnumSource(Place.class)
	void theRecordHasOneKey(final Place place) throws Exception {
		final RandomVolume volume = small(3, LabelType.UINT8, RAW);
		final VolumeSpec spec = volume.spec();
		final Store store = newStore(place);
		final Key key = format().recordKey().orElseThrow();
		final VolumeRecord deleting = new VolumeRecord(State.DELETING, job());
		format().writeRecord(store, spec, deleting, false);
		assertEquals(Set.of(key), RandomVolume.content(store).keySet());
		whole(store, volume, PLAIN);
		assertFalse(format().stays(key));
		final Map<Key, String> before = RandomVolume.content(store);
		assertTrue(before.keySet().containsAll(format().metadata(spec)));
		format().writeRecord(store, spec, deleting, false);
		final Map<Key, String> after = RandomVolume.content(store);
		assertNotEquals(before.remove(key), after.remove(key));
		assertEquals(before, after);
		assertTrue(store.clear(Key.ROOT, entry -> format().isOwn(store, entry, spec.pyramid().levels()), key::equals, () -> {}, () -> false));
		assertEquals(Set.of(key), RandomVolume.content(store).keySet());
		assertEquals(Optional.of(deleting), format().record(store));
		assertEquals(format().word(), OwnVolume.of(store).orElseThrow().format().word());
		store.delete(key);
		assertEquals(Optional.empty(), OwnVolume.of(store));
		whole(store, volume, PLAIN);
		store.delete(key);
		assertEquals(Optional.empty(), format().record(store));
		assertEquals(Optional.empty(), OwnVolume.of(store));
	}

	/** What may have become of where the record is, so that nobody can tell whose it is. */
	List<String> damagedRecords() {
		return List.of("", "[]", "{", "\"labelUpscaler\"", "\0");
	}

	static void put(final Store store, final Key key, final String text) throws Exception {
		store.put(key, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
	}

	@ParameterizedTest
	@EnumSource(Place.class)
	void knowsWhatItMakes(final Place place) throws Exception {
		for (final RandomVolume volume : List.of(small(4, LabelType.UINT8, RAW), large(
			4, LabelType.UINT8, RAW))) {
			final Store store = newStore(place);
			whole(store, volume, PLAIN);
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
		for (final RandomVolume volume : List.of(small(4, LabelType.INT16, Compression.parse("zstd:3")), large(4, LabelType.UINT8, Compression.parse("gzip")))) {
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
		final RandomVolume volume = large(4, LabelType.UINT8, RAW);
		final MemoryStore clean = MemoryStore.create();
		whole(clean, volume, PLAIN);
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
		final RandomVolume volume = large(4, LabelType.UINT8, RAW);
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
