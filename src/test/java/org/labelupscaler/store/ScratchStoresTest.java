package org.labelupscaler.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;

/** The stores of docs/extending.md, found by their names, keep what every store does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "names have no colons there")
class ScratchStoresTest extends AbstractStoreTest {

	@TempDir
	Path disk;

	@BeforeEach
	void mount() {
		System.setProperty("scratch.disk", disk.toString());
	}

	@AfterEach
	void unmount() {
		System.clearProperty("scratch.disk");
	}

	@Override
	Store store(final String name) {
		return Stores.at(Path.of("scratch:stores/" + name));
	}

	@Override
	void putForeign(final Store store, final Key key) throws Exception {
		final Path link = store.path(key).orElseThrow();
		Files.createDirectories(link.getParent());
		Files.createSymbolicLink(link, Files.createDirectories(disk.resolve("elsewhere")));
	}

	@Override
	void takeLeaseAway(final Store store) throws Exception {
		Files.delete(store.path(new Key(ContainerLock.FILE)).orElseThrow());
	}

	@Test
	void placesAreOnTheDisk() throws Exception {
		store("s").put(A, bytes(7));
		assertEquals(1, Files.size(disk.resolve("stores/s/a")));
		assertThrows(InvalidInputException.class, () -> Stores.at(Path.of("scratch:../s")));
		unmount();
		assertThrows(InvalidInputException.class, () -> store("s"));
	}
}
