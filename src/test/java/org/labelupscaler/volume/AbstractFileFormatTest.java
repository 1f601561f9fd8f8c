package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.Sources;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Lease;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeRecord.State;

/** The contract of formats whose volumes are one file each: it is seen when it is whole, and any damage that matters is seen. */
abstract class AbstractFileFormatTest extends AbstractVolumeFormatTest {

	/** Where there is a byte by which the program knows its own files; no other reader looks at it. */
	abstract int mark();

	@Override
	final Store newStore() {
		return newStoreOnDisk();
	}

	/** All files but those that are known to stand beside one. */
	private List<String> names() throws Exception {
		try (Stream<Path> files = Files.list(folder)) {
			final List<Path> all = new ArrayList<>(files.sorted().toList());
			all.removeAll(all.stream().flatMap(file -> format().beside(format().store(file)).files().stream()).toList());
			return all.stream().map(file -> file.getFileName().toString()).toList();
		}
	}

	@Test
	void itIsOneFile() {
		assertTrue(format().isFile());
		final Store store = newStore();
		whole(store, small(1, LabelType.UINT8, RAW), PLAIN);
		assertEquals(Optional.of(FileStore.CONTENT), store.path(FileStore.CONTENT).map(path -> FileStore.CONTENT));
		assertEquals(FileStore.CONTENT, format().level(2));
		assertEquals(Optional.empty(), format().recordKey());
		assertEquals(List.of(), format().metadata(small(1, LabelType.UINT8, RAW).spec()));
		assertTrue(format().isOwn(store, new Entry(FileStore.CONTENT, Entry.Kind.BYTES), 1));
		assertFalse(format().isOwn(store, new Entry(new Key("other"), Entry.Kind.BYTES), 1));
		assertFalse(format().stays(FileStore.CONTENT));
	}

	@Test
	void nothingIsSeenBeforeItIsWhole() throws Exception {
		final RandomVolume volume = small(1, LabelType.UINT8, RAW);
		for (final String old : new String[] { null, "old" }) {
			final Path path = newPath();
			if (old != null)
				Files.writeString(path, old);
			final Store store = format().store(path);
			try (Lease lease = store.lease()) {
				begin(store, volume.spec());
				assertUnchanged(path, old);
				write(store, volume, PLAIN);
				assertUnchanged(path, old);
				format().finish(store, volume.spec(), DISPLAY);
				format().writeRecord(store, volume.spec(), new VolumeRecord(State.DELETING, job()), true);
				assertUnchanged(path, old);
				format().writeRecord(store, volume.spec(), new VolumeRecord(State.COMPLETE, job()), true);
				lease.check();
			}
			checkVoxels(store, volume, false, "whole");
		}
		assertEquals(List.of("v0", "v1"), names().stream().map(name -> name.substring(0, 2)).toList());
	}

	private static void assertUnchanged(final Path path, final String old) throws Exception {
		assertEquals(Optional.ofNullable(old), Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty());
	}

	@Test
	void aRunThatFailsChangesNothing() throws Exception {
		final RandomVolume volume = small(1, LabelType.UINT8, RAW);
		final Path path = Files.writeString(newPath(), "old");
		final Store store = format().store(path);
		try (Lease lease = store.lease()) {
			begin(store, volume.spec());
			write(store, volume, PLAIN);
			lease.check();
		}
		assertUnchanged(path, "old");
		assertEquals(List.of(path.getFileName().toString()), names());
		// NB: as if the process had been killed, then begun once more.
		begin(store, volume.spec());
		writePortion(format().sink(store, volume.spec(), PLAIN), volume, 0, 0);
		whole(format().store(path), volume, PLAIN);
		checkVoxels(store, volume, false, "again");
		assertEquals(List.of(path.getFileName().toString()), names());
	}

	@Test
	void whatIsNotBegunIsRefused() throws Exception {
		final VolumeSpec spec = small(1, LabelType.UINT8, RAW).spec();
		final Store store = newStore();
		assertOneLine(assertThrows(LabelUpscalerException.class, () -> format().sink(store, spec, PLAIN)));
		assertOneLine(assertThrows(LabelUpscalerException.class, () -> complete(store, spec)));
		whole(store, small(1, LabelType.UINT8, RAW), PLAIN);
		assertOneLine(assertThrows(LabelUpscalerException.class, () -> complete(store, spec)));
		final Store nowhere = format().store(Files.writeString(newPath(), "a file").resolve("v" + format().endings().get(0)));
		assertOneLine(assertThrows(LabelUpscalerException.class, () -> format().begin(nowhere, spec, "t")));
	}

	@Test
	void filesOfOthersAreForeign() throws Exception {
		final Path path = newPath();
		whole(format().store(path), small(1, LabelType.UINT8, RAW), PLAIN);
		final byte[] good = Files.readAllBytes(path);
		final byte[] random = new byte[5000];
		new Random(1).nextBytes(random);
		final byte[] unmarked = good.clone();
		unmarked[mark()] ^= 1;
		final byte[] hidden = good.clone();
		hidden[0] ^= 1;
		for (final byte[] foreign : new byte[][] { {}, new byte[1000], random, "a text that somebody wrote, ".repeat(20).getBytes(
			StandardCharsets.UTF_8), Arrays.copyOf(good, 8), Arrays.copyOf(good, mark()), Arrays.copyOf(good, mark() + 4), unmarked, hidden }) {
			Files.write(path, foreign);
			assertEquals(Optional.empty(), format().record(format().store(path)));
			assertEquals(Optional.empty(), OwnVolume.of(path));
			assertOneLine(assertThrows(InvalidInputException.class, () -> format().checkMetadata(format().store(path), small(1,
				LabelType.UINT8, RAW).spec())));
		}
		assertEquals(Optional.empty(), format().record(format().store(folder)));
		assertEquals(Optional.empty(), format().record(format().store(folder.resolve("none"))));
	}

	/** Whatever bit is changed, and wherever the file ends: it is seen, or all readers read what they would have. */
	@Test
	void damageIsSeenOrDoesNoHarm() throws Exception {
		final Random random = new Random(5);
		for (final Compression compression : compressions()) {
			final boolean background = compression.equals(RAW);
			final RandomVolume volume = small(random.nextLong(), LabelType.UINT16, compression);
			final Path path = newPath();
			final Store store = format().store(path);
			whole(store, volume, background ? BACKGROUND : PLAIN);
			final ImageSize measured = Sources.measure(path);
			final byte[] good = Files.readAllBytes(path);
			for (int i = 0; i < 200; i++) {
				final byte[] bad = good.clone();
				final int at = i % 4 == 0 ? i / 4 + random.nextInt(64) : random.nextInt(good.length);
				bad[at] ^= 1 << random.nextInt(8);
				Files.write(path, bad);
				assertSeenOrHarmless(store, volume, background, measured, compression + ", byte " + at + " of " + good.length);
			}
			for (int i = 0; i < good.length; i += 1 + random.nextInt(i < 300 ? 30 : 1 + good.length / 8)) {
				Files.write(path, Arrays.copyOf(good, i));
				assertTrue(isSeen(store, volume, background), compression + ", only " + i + " of " + good.length + " bytes");
			}
			Files.write(path, Arrays.copyOf(good, good.length + 1));
			assertSeenOrHarmless(store, volume, background, measured, compression + ", a byte more");
			Files.write(path, good);
			assertFalse(isSeen(store, volume, background));
		}
	}

	private void assertSeenOrHarmless(final Store store, final RandomVolume volume, final boolean background, final ImageSize measured,
		final String what) throws Exception
	{
		if (isSeen(store, volume, background))
			return;
		checkPlainly(store, volume, what);
		assertEquals(measured, Sources.measure(store.path(FileStore.CONTENT).orElseThrow()), what);
	}

	/** Whether the file is none of the program's, or is not what was written. Nothing is a surprise to who asks. */
	private boolean isSeen(final Store store, final RandomVolume volume, final boolean background) {
		boolean seen = false;
		try {
			seen = format().record(store).isEmpty();
			format().checkMetadata(store, volume.spec());
		}
		catch (final InvalidInputException e) {
			assertTold(store, e);
			seen = true;
		}
		final BlockReader reader = format().reader(store, volume.spec(), background);
		for (int l = 0; l < volume.spec().pyramid().levels(); l++)
			for (final long[] position : volume.positions(l))
				if (!reader.isAsWritten(l, position, volume.block(l, position))) {
					seen = true;
					try {
						reader.exists(l, position);
						final Optional<byte[]> voxels = reader.voxels(l, position);
						voxels.ifPresent(v -> assertEquals(volume.labels(0, new long[3]).length > 0, v.length > 0));
					}
					catch (final LabelUpscalerException e) {
						assertTold(store, e);
					}
				}
		return seen;
	}

	private static void assertTold(final Store store, final LabelUpscalerException e) {
		assertOneLine(e);
		assertTrue(e.getMessage().contains(store.describe(FileStore.CONTENT)), e.getMessage());
	}
}
