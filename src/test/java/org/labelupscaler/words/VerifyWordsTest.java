package org.labelupscaler.words;

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
import org.labelupscaler.job.VerifyOptions;

/** The words of a verification, right and wrong. */
class VerifyWordsTest {

	@Test
	void emptyWordsLeaveTheDefaults() {
		final int processors = Runtime.getRuntime().availableProcessors();
		final VerifyOptions expected = new VerifyOptions(Path.of("a.n5"), Optional.empty(), 200, true, processors, Optional
			.empty());
		assertEquals(expected, new VerifyWords().set(VerifyKey.INPUT, "a.n5").build());
		assertEquals(expected, new VerifyWords().set(VerifyKey.INPUT, "a.n5").build());
		assertEquals(expected, new VerifyWords().set(VerifyKey.INPUT, "a.n5").set(VerifyKey.SOURCE, " ").set(VerifyKey.BLOCKS, " ").set(VerifyKey.THREADS, " ").set(VerifyKey.TEMP, " ").build());
	}

	@Test
	void allWordsAreTaken() {
		assertEquals(new VerifyOptions(Path.of("/my data/a.n5"), Optional.of(Path.of("b.nrrd")), 17, true, 3, Optional.of(Path.of(
			"tmp"))), new VerifyWords().set(VerifyKey.INPUT, "/my data/a.n5").set(VerifyKey.SOURCE, "b.nrrd").set(VerifyKey.BLOCKS, " 17 ").set(VerifyKey.THREADS, "3").set(VerifyKey.TEMP, "tmp").build());
	}

	@ParameterizedTest
	@CsvSource({ "all,9223372036854775807", "ALL,9223372036854775807", "' All ',9223372036854775807", "voxels,9223372036854775807", "1,1",
		"9223372036854775807,9223372036854775807" })
	void blocksAreANumberOrAll(final String words, final long blocks) {
		final VerifyOptions options = new VerifyWords().set(VerifyKey.INPUT, "a").set(VerifyKey.BLOCKS, words).build();
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
		assertEquals(1024, new VerifyWords().set(VerifyKey.INPUT, "a").set(VerifyKey.THREADS, "1024").build().threads());
	}

	@Test
	void allThatIsWrongIsSaidAtOnce() {
		assertEquals(List.of("input", "blocks", "threads"), wrong(null, "x", "y"));
		assertEquals(List.of("input"), wrong("  ", "all", "1"));
		assertEquals(List.of("input"), wrong("a\0b", "all", "1"));
	}

	private static List<String> wrong(final String container, final String blocks, final String threads) {
		return assertThrows(InvalidInputException.class, () -> new VerifyWords().set(VerifyKey.INPUT, container).set(VerifyKey.BLOCKS, blocks).set(VerifyKey.THREADS, threads).build())
			.getMessage().lines().map(line -> line.substring(0, line.indexOf(':'))).toList();
	}
}
