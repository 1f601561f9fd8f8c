package org.labelupscaler.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

class FileStoreTest {

	@TempDir
	Path folder;

	private static ByteBuffer bytes(final int... values) {
		final ByteBuffer bytes = ByteBuffer.allocate(values.length);
		for (final int value : values)
			bytes.put((byte) value);
		return bytes.flip();
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void theFileHasItsNameWhenItIsWhole() throws Exception {
		final Path file = folder.resolve("deep/below/a.ims");
		final FileStore store = FileStore.at(file);
		try (Lease lease = store.lease()) {
			assertEquals(Optional.empty(), store.get(FileStore.CONTENT));
			try (Appender appender = store.append(FileStore.CONTENT)) {
				appender.append(bytes(1, 2, 3));
				appender.replace(1, bytes(7));
				assertFalse(store.exists(FileStore.CONTENT));
				assertEquals(List.of(), store.list(Key.ROOT));
				appender.sync();
				appender.finish();
			}
			store.syncNames();
			lease.check();
		}
		assertEquals(bytes(1, 7, 3), store.get(FileStore.CONTENT).orElseThrow());
		assertEquals(bytes(7, 3), store.get(FileStore.CONTENT, 1, 2).orElseThrow());
		assertThrows(IOException.class, () -> store.get(FileStore.CONTENT, 2, 2));
		assertEquals(List.of(new Entry(FileStore.CONTENT, Entry.Kind.BYTES)), store.list(Key.ROOT));
		try (Stream<Path> files = Files.list(file.getParent())) {
			assertEquals(List.of(file), files.toList());
		}
	}

	@Test
	void whatWasThereStaysUntilTheNewOneIsWhole() throws Exception {
		final Path file = Files.write(folder.resolve("a.tif"), new byte[] { 9 });
		final FileStore store = FileStore.at(file);
		try (Lease lease = store.lease()) {
			store.append(FileStore.CONTENT).append(ByteBuffer.allocate(1 << 20));
			assertEquals(3, names().size());
		}
		// NB: a run that failed leaves nothing
		assertEquals(List.of("a.tif"), names());
		assertEquals(bytes(9), store.get(FileStore.CONTENT).orElseThrow());
	}

	@Test
	void whatAKilledRunLeftIsReplaced() throws Exception {
		final FileStore killed = FileStore.at(folder.resolve("a.tif"));
		killed.append(FileStore.CONTENT).append(ByteBuffer.allocate(1 << 20));
		Files.write(folder.resolve(".a.tif.label-upscaler.lock"), new byte[5]);
		final FileStore next = FileStore.at(folder.resolve("a.tif"));
		try (Lease lease = next.lease()) {
			next.put(FileStore.CONTENT, bytes(4));
		}
		assertEquals(List.of("a.tif"), names());
	}

	@Test
	void whatIsAppendedStaysOnlyIfSomethingIsReplaced() throws Exception {
		final Path file = Files.writeString(folder.resolve("a"), "old tail");
		final FileStore store = FileStore.at(file);
		try (Appender appender = store.extend(4)) {
			appender.append(ByteBuffer.wrap("new".getBytes()));
			appender.sync();
			assertEquals("old new", Files.readString(file));
			appender.replace(5, ByteBuffer.wrap("N".getBytes()));
		}
		assertEquals("old ", Files.readString(file));
		try (Appender appender = store.extend(4)) {
			appender.append(ByteBuffer.wrap("new".getBytes()));
			appender.replace(0, ByteBuffer.wrap("O".getBytes()));
		}
		assertEquals("Old new", Files.readString(file));
		assertThrows(NoSuchFileException.class, () -> FileStore.at(folder.resolve("none")).extend(0));
	}

	@Test
	void oneRunAtATime() throws Exception {
		final Path file = folder.resolve("a.tif");
		try (Lease lease = FileStore.at(file).lease()) {
			assertTrue(assertThrows(InvalidInputException.class, () -> FileStore.at(file).lease()).getMessage().contains(
				"is being written by another run"));
			try (Lease other = FileStore.at(folder.resolve("b.tif")).lease()) {
				other.check();
			}
			Files.delete(folder.resolve(".a.tif.label-upscaler.lock"));
			assertTrue(assertThrows(LabelUpscalerException.class, lease::check).getMessage().contains("lock file"));
		}
		FileStore.at(file).lease().close();
	}

	@Test
	void aLinkStaysALink() throws Exception {
		final Path file = Files.write(Files.createDirectory(folder.resolve("real")).resolve("a.tif"), new byte[] { 9 });
		final Path link = Files.createSymbolicLink(folder.resolve("link.tif"), file);
		try (Lease lease = FileStore.at(link).lease()) {
			FileStore.at(link).put(FileStore.CONTENT, bytes(1, 2));
			assertThrows(InvalidInputException.class, () -> FileStore.at(file).lease());
		}
		assertTrue(Files.isSymbolicLink(link));
		assertEquals(bytes(1, 2), FileStore.at(file).get(FileStore.CONTENT).orElseThrow());
	}

	@Test
	void otherKeysAreNone() throws Exception {
		final FileStore store = FileStore.at(Files.write(folder.resolve("a.tif"), new byte[] { 9 }));
		assertEquals(Optional.empty(), store.get(new Key("attributes.json")));
		assertFalse(store.exists(new Key("attributes.json")));
		assertEquals(Optional.empty(), store.path(new Key("attributes.json")));
		assertThrows(IOException.class, () -> store.put(new Key("attributes.json"), bytes(1)));
		assertTrue(store.clear(Key.ROOT, entry -> true, key -> false, () -> {}, () -> false));
		assertEquals(List.of(), names());
		assertFalse(store.delete(FileStore.CONTENT));
	}

	@Test
	void aReferenceIsTheSameFileElsewhere() throws Exception {
		final FileStore store = FileStore.at(folder.resolve("a.tif"));
		assertSame(store, store.ref().open());
		final ByteArrayOutputStream sent = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
			out.writeObject(store.ref());
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
			final StoreRef there = (StoreRef) in.readObject();
			assertEquals(store.ref(), there);
			assertEquals(store.ref().hashCode(), there.hashCode());
			store.put(FileStore.CONTENT, bytes(3));
			assertEquals(bytes(3), there.open().get(FileStore.CONTENT).orElseThrow());
		}
	}
}
