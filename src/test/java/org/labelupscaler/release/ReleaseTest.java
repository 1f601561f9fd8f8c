package org.labelupscaler.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands beside the downloads. */
class ReleaseTest {

	@TempDir
	private Path folder;

	@Test
	void timesAreInUtc() {
		assertEquals(20261129000000L, Release.timestamp("2026-11-29T00:00:00Z"));
		assertEquals(20270101223009L, Release.timestamp("2027-01-02T00:30:09+02:00"));
	}

	/** The sum of "abc" is that of FIPS 180-4. */
	@Test
	void sumsAreAsSha256sumWritesThem() throws Exception {
		Files.writeString(folder.resolve("b.zip"), "abc");
		Files.writeString(folder.resolve("a.zip"), "");
		Files.writeString(folder.resolve("SHA256SUMS"), "old");
		Release.sums(folder);
		assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.zip\n" +
			"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.zip\n", Files.readString(folder.resolve("SHA256SUMS")));
	}
}
