package org.labelupscaler.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/** A folder as a store: links, what killed runs leave, and what happens to the folder itself. */
class LocalStoreTest extends AbstractStoreTest {

	@TempDir
	Path folder;

	@Override
	Store store(final String name) {
		return LocalStore.at(folder.resolve("stores").resolve(name));
	}

	@Override
	void putForeign(final Store store, final Key key) throws IOException {
		final Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
		Files.writeString(elsewhere.resolve("x"), "not to be touched");
		final Path link = store.path(key).orElseThrow();
		Files.createDirectories(link.getParent());
		Files.createSymbolicLink(link, elsewhere);
	}

	@Override
	void takeLeaseAway(final Store store) throws IOException {
		Files.delete(store.path(new Key(ContainerLock.FILE)).orElseThrow());
	}

	@Test
	void whatIsBehindLinksIsNotTouched() throws Exception {
		nothingIsReadOrPutThroughWhatIsForeign();
		assertEquals("not to be touched", Files.readString(folder.resolve("elsewhere/x")));
		try (java.util.stream.Stream<Path> left = Files.list(folder.resolve("elsewhere"))) {
			assertEquals(1, left.count());
		}
	}

	/** As copies of a slow task do on two machines; the one that is killed must not leave its half under the name. */
	@Test
	void twoProcessesThatWriteTheSameFileKeepApart() throws Exception {
		final Store here = store("s");
		final Store there = new LocalStore.Ref(here.ref() instanceof LocalStore.Ref ref ? ref.folder() : "", "another process").open();
		assertEquals(here.ref(), there.ref());
		try (Appender one = here.append(DEEP); Appender other = there.append(DEEP)) {
			one.append(bytes(1, 2, 3));
			other.append(bytes(1));
			one.finish();
			assertEquals(bytes(1, 2, 3), here.get(DEEP).orElseThrow());
			other.append(bytes(2, 3));
			other.finish();
		}
		assertEquals(bytes(1, 2, 3), here.get(DEEP).orElseThrow());
		final Appender killed = there.append(new Key("p/x"));
		killed.append(bytes(7));
		// NB: what is left of it is as much its own as the file.
		here.clear(Key.ROOT, entry -> true, key -> false, () -> {}, () -> false);
		assertEquals(Set.of(), names(here.list(Key.ROOT)));
		killed.close();
	}

	@Test
	void theRootMayBeALink() throws Exception {
		final Store store = store("s");
		store.put(DEEP, bytes(1));
		final Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("stores/s"));
		final Store linked = LocalStore.at(link);
		assertEquals(bytes(1), linked.get(DEEP).orElseThrow());
		assertEquals(Set.of("p PREFIX"), names(linked.list(Key.ROOT)));
		try (Lease lease = linked.lease()) {
			assertThrows(InvalidInputException.class, store::lease);
		}
		assertTrue(linked.clear(Key.ROOT, entry -> true, key -> false, () -> {}, () -> false));
		assertTrue(Files.isSymbolicLink(link));
		assertEquals(Set.of(), names(store.list(Key.ROOT)));
	}

	/** What a killed run left half-written is not listed, is replaced, and goes with what it would have become. */
	@Test
	void partsAreNobodys() throws Exception {
		final Store store = store("s");
		store.put(DEEP, bytes(1));
		final Path part = store.path(DEEP).orElseThrow().resolveSibling("s.part");
		final Path secret = Files.writeString(folder.resolve("secret"), "secret");
		Files.createLink(part, secret);
		assertEquals(Set.of("p/q/r/s BYTES"), names(store.list(DEEP.parent())));
		store.put(DEEP, bytes(2));
		assertFalse(Files.exists(part));
		Files.createSymbolicLink(part, secret);
		try (Appender appender = store.append(DEEP)) {
			appender.append(bytes(3));
			appender.finish();
		}
		assertEquals(bytes(3), store.get(DEEP).orElseThrow());
		assertEquals("secret", Files.readString(secret));
		Files.write(part, new byte[9]);
		assertThrows(InvalidInputException.class, () -> store.clear(Key.ROOT, entry -> entry.kind() == Entry.Kind.PREFIX, key -> false,
			() -> {}, () -> false));
		assertTrue(store.clear(Key.ROOT, entry -> "p/q/r/s".startsWith(entry.key().name()), key -> false, () -> {}, () -> false));
		assertFalse(Files.exists(part));
	}

	/** NB: but for Windows, where there are none. */
	@Test
	void namesThatAreNoKeysAreForeign() throws Exception {
		final Store store = store("s");
		store.put(DEEP, bytes(1));
		final Path odd;
		try {
			odd = Files.write(store.path(new Key("p")).orElseThrow().resolve("q\\r"), new byte[3]);
		}
		catch (final IOException | java.nio.file.InvalidPathException e) {
			return;
		}
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> store.clear(Key.ROOT, entry -> true, key -> false,
			() -> {}, () -> false));
		assertTrue(e.getMessage().contains("q\\r"), e.getMessage());
		assertTrue(store.list(new Key("p")).stream().anyMatch(entry -> entry.kind() == Entry.Kind.FOREIGN));
		assertArrayEquals(new byte[3], Files.readAllBytes(odd));
		assertEquals(bytes(1), store.get(DEEP).orElseThrow());
	}

	@Test
	void aFolderThatHasGoneIsNoticed() throws Exception {
		for (final String how : new String[] { "moved", "deleted", "replaced" }) {
			final Store store = store(how);
			final Path root = store.path(Key.ROOT).orElseThrow();
			store.put(A, bytes(1));
			final Lease lease = store.lease();
			lease.check();
			Files.move(root, folder.resolve("away-" + how));
			if (how.equals("deleted"))
				org.labelupscaler.PlainN5.delete(folder.resolve("away-" + how));
			if (how.equals("replaced"))
				store(how).put(A, bytes(2));
			final LabelUpscalerException e = assertThrows(LabelUpscalerException.class, lease::check);
			assertTrue(e.getMessage().contains("was moved, deleted or unmounted"), e.getMessage());
			if (how.equals("replaced"))
				assertThrows(InvalidInputException.class, LocalStore.at(folder.resolve("away-replaced"))::lease, "it is locked still");
			lease.close();
			assertEquals(how.equals("replaced"), Files.exists(root));
		}
	}

	@Test
	void aLockThatAnotherRunTookIsNotDeleted() throws Exception {
		final Store store = store("s");
		final Lease lease = store.lease();
		final Path lock = store.path(new Key(ContainerLock.FILE)).orElseThrow();
		Files.delete(lock);
		Files.write(lock, new byte[2_000_000]);
		assertThrows(LabelUpscalerException.class, lease::check);
		lease.close();
		assertTrue(Files.exists(lock));
		assertThrows(InvalidInputException.class, store::lease, "what is too long is no lock");
	}

	@Test
	void whatTheLeaseMadeGoesWithIt() {
		final Path root = folder.resolve("new");
		LocalStore.at(root).lease().close();
		assertFalse(Files.exists(root));
	}

	/** What parts and workers leave that are killed has the number of their process in its name; other names are other people's. */
	@Test
	void whatKilledProcessesLeftOfKnownKeysIsRemoved() throws Exception {
		final Store store = store("s");
		store.put(DEEP, bytes(1));
		final Path file = store.path(DEEP).orElseThrow();
		final Path other = folder.resolve("other");
		Files.writeString(other, "not to be touched");
		final Path link = file.resolveSibling(file.getFileName() + "~00112233445566aa.part");
		Files.createSymbolicLink(link, other);
		final Set<String> stay = new HashSet<>(Set.of(file.getFileName().toString(), link.getFileName().toString()));
		for (final String ending : new String[] { "~0123456789abcdef.par", "~0123456789ABCDEF.part", "~0123456789abcde.part", "~.part", "~note.txt", ".bak" })
			stay.add(Files.write(file.resolveSibling(file.getFileName() + ending), new byte[1]).getFileName().toString());
		for (final String name : new String[] { "notes~0123456789abcdef.part", "~0123456789abcdef.part", ".part", "notes.part" })
			stay.add(Files.write(file.resolveSibling(name), new byte[1]).getFileName().toString());
		for (final String ending : new String[] { "~0123456789abcdef.part", "~fedcba9876543210.part", ".part" })
			Files.write(file.resolveSibling(file.getFileName() + ending), new byte[1]);
		store.removeUnfinished(entry -> entry.kind() == Entry.Kind.BYTES && entry.key().equals(DEEP));
		try (Stream<Path> left = Files.list(file.getParent())) {
			assertEquals(stay, left.map(path -> path.getFileName().toString()).collect(Collectors.toSet()));
		}
		assertEquals("not to be touched", Files.readString(other));
		assertEquals(bytes(1), store.get(DEEP).orElseThrow());
	}
}
