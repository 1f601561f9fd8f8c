package org.labelupscaler.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.LabelUpscalerException;

/** Files among those of others. */
class AtomicStreamTest {

	@TempDir
	private Path folder;

	private Set<String> names() throws IOException {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
		}
	}

	private static void write(final Path file, final String text) {
		AtomicStream.write(file, text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void replacesAFileAndLeavesNothingElse() throws IOException {
		final Path file = folder.resolve("t.txt");
		write(file, "one");
		write(file, "zwölf");
		assertEquals("zwölf", Files.readString(file));
		assertEquals(Set.of("t.txt"), names());
	}

	/** A link in place of the file itself is replaced, not followed. */
	@Test
	void aLinkIsReplaced() throws IOException {
		final Path precious = Files.writeString(folder.resolve("precious"), "precious");
		final Path file = Files.createSymbolicLink(folder.resolve("t.txt"), precious);
		write(file, "mine");
		assertEquals("precious", Files.readString(precious));
		assertFalse(Files.isSymbolicLink(file));
	}

	/** Others keep their files there, under any name. */
	@Test
	void amongOtherFilesNoneIsTouched() throws IOException {
		final Path foreign = Files.writeString(folder.resolve("t.txt.part"), "somebody's");
		write(folder.resolve("t.txt"), "mine");
		assertEquals("somebody's", Files.readString(foreign));
		assertEquals(Set.of("t.txt", "t.txt.part"), names());
	}

	@Test
	void aFailureIsOneLineAndLeavesNothing() throws IOException {
		final Path file = folder.resolve("t");
		Files.createDirectories(file.resolve("in the way"));
		final String message = assertThrows(LabelUpscalerException.class, () -> write(file, "mine")).getMessage();
		assertEquals(1, message.lines().count());
		assertEquals(Set.of("t"), names());
	}

	/** What is not finished leaves the file that was there. */
	@Test
	void anUnfinishedOneLeavesNothing() throws IOException {
		write(folder.resolve("t"), "old");
		try (AtomicStream out = new AtomicStream(folder.resolve("t"))) {
			out.write(new byte[1_000_000]);
			assertEquals(1_000_000, out.bytes());
		}
		assertEquals("old", Files.readString(folder.resolve("t")));
		assertEquals(Set.of("t"), names());
	}
}
