package org.labelupscaler.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are written whole or not at all, whatever lies in their way. */
class AtomicFileTest {

	@TempDir
	private Path folder;

	private Set<String> names(final Path where) throws IOException {
		try (Stream<Path> entries = Files.list(where)) {
			return entries.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 1_000_000 })
	void holdsEveryByte(final int length) throws IOException {
		final byte[] bytes = new byte[length + 7];
		new Random(length).nextBytes(bytes);
		final ByteBuffer content = ByteBuffer.wrap(bytes, 7, length);
		final Path file = folder.resolve("a/b/c");
		AtomicFile.write(file, content);
		assertEquals(7, content.position());
		assertEquals(content, ByteBuffer.wrap(Files.readAllBytes(file)));
		assertEquals(Set.of("c"), names(file.getParent()));
	}

	private static ByteBuffer bytes(final String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void replacesAFileAndLeavesNothingElse() throws IOException {
		final Path file = folder.resolve("t.txt");
		AtomicFile.write(file, bytes("one"), true);
		AtomicFile.write(file, bytes("zwölf"), false);
		assertEquals("zwölf", Files.readString(file));
		assertEquals(Set.of("t.txt"), names(folder));
	}

	/** What a killed run left is replaced; what others see under another name is not written to. */
	@ParameterizedTest
	@ValueSource(strings = { "left over", "hard link", "link" })
	void aPartIsNeverWrittenThrough(final String kind) throws IOException {
		final Path precious = Files.writeString(folder.resolve("precious"), "precious");
		final Path file = folder.resolve("t.txt");
		final Path part = folder.resolve("t.txt" + AtomicFile.PART);
		switch (kind) {
			case "link" -> Files.createSymbolicLink(part, precious);
			case "hard link" -> Files.createLink(part, precious);
			default -> Files.writeString(part, "half of a tex");
		}
		AtomicFile.write(file, bytes("whole"));
		assertEquals("whole", Files.readString(file));
		assertEquals("precious", Files.readString(precious));
		assertEquals(Set.of("t.txt", "precious"), names(folder));
	}

	/** A link in place of the file itself is replaced, not followed. */
	@Test
	void aLinkIsReplaced() throws IOException {
		final Path precious = Files.writeString(folder.resolve("precious"), "precious");
		final Path file = Files.createSymbolicLink(folder.resolve("t.txt"), precious);
		AtomicFile.write(file, bytes("mine"));
		assertEquals("precious", Files.readString(precious));
		assertFalse(Files.isSymbolicLink(file));
	}

	@Test
	void aFailureLeavesNothing() throws IOException {
		final Path file = folder.resolve("t");
		Files.createDirectories(file.resolve("in the way"));
		assertThrows(IOException.class, () -> AtomicFile.write(file, bytes("mine"), true));
		assertEquals(Set.of("t"), names(folder));
	}

	@Test
	void foldersAndFilesCanBeSynced() throws IOException {
		AtomicFile.write(folder.resolve("a/b/c"), ByteBuffer.wrap(new byte[] { 1 }));
		DiskSync.file(folder.resolve("a/b/c"));
		DiskSync.tree(folder, file -> true);
		assertEquals(1, Files.size(folder.resolve("a/b/c")));
		assertThrows(IOException.class, () -> DiskSync.file(folder.resolve("missing")));
		assumeTrue(!System.getProperty("os.name").startsWith("Windows"));
		assertThrows(IOException.class, () -> DiskSync.tree(folder.resolve("missing"), file -> true));
	}

	/** What somebody else holds for a moment is tried again, but not for ever. */
	@Test
	void whatIsRefusedForAMomentIsTriedAgain() throws IOException {
		final int[] tries = { 0 };
		AtomicFile.insist(() -> {
			if (++tries[0] < 4)
				throw new AccessDeniedException("held");
		}, 1000);
		assertEquals(4, tries[0]);
		for (final long most : new long[] { 0, 20 }) {
			tries[0] = 0;
			assertThrows(AccessDeniedException.class, () -> AtomicFile.insist(() -> {
				tries[0]++;
				throw new AccessDeniedException("held");
			}, most));
			// NB: after 1, 2, 4, 8 and 16 milliseconds.
			assertEquals(most == 0 ? 1 : 6, tries[0]);
		}
	}
}
