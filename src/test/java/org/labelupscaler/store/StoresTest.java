package org.labelupscaler.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;

/** Which store a name is in. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "names have no colons there")
class StoresTest {

	@ParameterizedTest
	@ValueSource(strings = { "a.n5", "./a", "/a/b.zarr", "a b", "c:/a", "c:a", "12:30", "other:a", "a/memory:b", "/memory:b", "1ab:/c", "" })
	void mostNamesAreFolders(final String name) {
		assertFalse(Stores.isElsewhere(Path.of(name)));
		assertEquals(LocalStore.at(Path.of(name)).ref(), Stores.at(Path.of(name)).ref());
	}

	@ParameterizedTest
	@CsvSource({ "memory:a,a", "MEMORY:a/b,a/b", "memory://bucket/a.n5,bucket/a.n5", "memory:a:b,a:b" })
	void schemesAreOfTheirStores(final String name, final String place) {
		assertTrue(Stores.isElsewhere(Path.of(name)));
		assertEquals(MemoryStore.named(place).ref(), Stores.at(Path.of(name)).ref());
	}

	@ParameterizedTest
	@ValueSource(strings = { "gcs://bucket/a.n5", "ftp://host/a", "gs:/a", "file:///a" })
	void noFolderIsMadeOfAnAddress(final String name) {
		assertFalse(Stores.isElsewhere(Path.of(name)));
		final String message = assertThrows(InvalidInputException.class, () -> Stores.at(Path.of(name))).getMessage();
		assertTrue(message.contains("there is no store for " + name.substring(0, name.indexOf(':') + 1)), message);
		assertTrue(message.contains("a folder or http: or https: or memory: or s3: or scratch:"), message);
	}
}
