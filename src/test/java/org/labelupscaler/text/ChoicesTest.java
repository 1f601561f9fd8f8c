package org.labelupscaler.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What there is to choose, in words. */
class ChoicesTest {

	@TempDir
	private Path folder;

	@Test
	void longListsAreCut() {
		assertEquals("nothing", Choices.listed(List.of()));
		assertEquals("a, b", Choices.listed(List.of("a", "b")));
		final List<String> ten = IntStream.range(0, 10).mapToObj(i -> "n" + i).toList();
		assertEquals(String.join(", ", ten), Choices.listed(ten));
		assertEquals("n0, n1, n2, n3, n4, n5, n6, n7, n8, n9 and 3 more", Choices.listed(IntStream.range(0, 13).mapToObj(i -> "n" + i)
			.toList()));
	}

	@Test
	void namesThatComeFromFilesAreFitForALine() {
		final String listed = Choices.listed(List.of("a\nb\u001b[2J", "x".repeat(5000)));
		assertTrue(listed.startsWith("a?b?[2J, xxx") && listed.length() < 100, listed);
	}

	@Test
	void whatIsNearIsMeant() {
		final List<String> names = List.of("--factors", "--size", "--match", "--ontology", "--regions");
		assertEquals("; did you mean --factors?", Choices.meant("--factor", names));
		assertEquals("; did you mean --ontology?", Choices.meant("--ONTOLOGIE", names));
		assertEquals("", Choices.meant("--zzz", names));
		assertEquals("", Choices.meant("s", names));
		assertEquals(3, Choices.near("abcd", List.of("abce", "abcd1", "abcf", "abcg", "abch")).size());
		assertEquals(List.of("abc", "abcdefghijk"), Choices.near("abc", List.of("abcdefghijk", "abc")));
	}

	@Test
	void filesAreMeantByTheirNames() throws Exception {
		Files.createFile(folder.resolve("annotation.nrrd"));
		Files.createFile(folder.resolve("other.txt"));
		assertEquals("; did you mean annotation.nrrd?", NearFiles.meant(folder.resolve("anotation.nrrd").toString()));
		assertEquals("", NearFiles.meant(folder.resolve("annotation.nrrd").toString()), "it is there");
		assertEquals("", NearFiles.meant(folder.resolve("none/annotation.nrrd").toString()));
		assertEquals("", NearFiles.meant("a\0b"));
	}
}
