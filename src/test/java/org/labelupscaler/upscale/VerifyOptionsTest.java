package org.labelupscaler.upscale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;

/** The words of a verification, right and wrong. */
class VerifyOptionsTest {

	@Test
	void emptyWordsLeaveTheDefaults() {
		final int processors = Runtime.getRuntime().availableProcessors();
		final VerifyOptions expected = new VerifyOptions(Path.of("a.n5"), Optional.empty(), 200, true, processors, Optional
			.empty());
		assertEquals(expected, VerifyOptions.of("a.n5", null, null, null, null));
		assertEquals(expected, VerifyOptions.of("a.n5", "", "", "", ""));
		assertEquals(expected, VerifyOptions.of("a.n5", " ", " ", " ", " "));
	}

	@Test
	void allWordsAreTaken() {
		assertEquals(new VerifyOptions(Path.of("/my data/a.n5"), Optional.of(Path.of("b.nrrd")), 17, true, 3, Optional.of(Path.of(
			"tmp"))), VerifyOptions.of("/my data/a.n5", "b.nrrd", " 17 ", "3", "tmp"));
	}

	@ParameterizedTest
	@CsvSource({ "all,9223372036854775807", "ALL,9223372036854775807", "' All ',9223372036854775807", "voxels,9223372036854775807", "1,1",
		"9223372036854775807,9223372036854775807" })
	void blocksAreANumberOrAll(final String words, final long blocks) {
		final VerifyOptions options = VerifyOptions.of("a", "", words, "", "");
		assertEquals(blocks, options.blocks());
		assertEquals(!words.strip().equalsIgnoreCase("all"), options.decode());
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "none", "1.5", "9223372036854775808", "all blocks" })
	void otherBlocksAreRefused(final String words) {
		assertEquals(List.of("blocks"), wrong("a", words, ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "1025", "many", "4294967297" })
	void otherThreadsAreRefused(final String words) {
		assertEquals(List.of("threads"), wrong("a", "", words));
		assertEquals(1024, VerifyOptions.of("a", "", "", "1024", "").threads());
	}

	@Test
	void allThatIsWrongIsSaidAtOnce() {
		assertEquals(List.of("input", "blocks", "threads"), wrong(null, "x", "y"));
		assertEquals(List.of("input"), wrong("  ", "all", "1"));
		assertEquals(List.of("input"), wrong("a\0b", "all", "1"));
	}

	private static List<String> wrong(final String container, final String blocks, final String threads) {
		return assertThrows(InvalidInputException.class, () -> VerifyOptions.of(container, "", blocks, threads, ""))
			.getMessage().lines().map(line -> line.substring(0, line.indexOf(':'))).toList();
	}
}
