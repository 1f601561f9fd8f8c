package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;

/** Small arrays of N5 and Zarr, written by hand. */
abstract class HandMadeArrays {

	static final String ZARR = "{\"zarr_format\":2,\"shape\":[2,3,4],\"chunks\":[2,3,4],\"dtype\":\"|u1\"," +
		"\"compressor\":null,\"filters\":null,\"order\":\"C\",\"fill_value\":0,\"dimension_separator\":\"/\"}";
	static final String N5 = "{\"dimensions\":[4,3,2],\"blockSize\":[4,3,2],\"dataType\":\"uint8\"," +
		"\"compression\":{\"type\":\"raw\"}}";

	@TempDir
	Path folder;

	Path write(final String name, final String text) throws IOException {
		final Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, text);
	}

	String refused(final String name) {
		final String message = assertThrows(InvalidInputException.class, () -> assertTimeoutPreemptively(Duration.ofSeconds(10),
			() -> Sources.describe(folder.resolve(name)))).getMessage();
		assertFalse(message.contains("\n"), message);
		assertTrue(message.contains(folder.toString()), message);
		return message;
	}

	static void contains(final String message, final Path... paths) {
		for (final Path path : paths)
			assertTrue(message.contains(path.toString()) && Files.exists(path), path + " in " + message);
	}
}
