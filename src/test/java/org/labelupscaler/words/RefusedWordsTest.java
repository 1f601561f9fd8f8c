package org.labelupscaler.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;

/** What is refused of the words for a job is said with the word, and with what there is instead. */
class RefusedWordsTest {

	@ParameterizedTest
	@CsvSource(delimiter = '#', value = { "CROP#1:2,:#1:2,:|three|100:300,50:200,:", "CROP#7:7,:,:#7:7|along x|end after it begins",
		"CROP#:,-3:5,:#-3:5|along y|from:to", "AXES#x,x,y#x,x,y|x, y and z", "AXES#x,y#x,y|three|-z,y,x", "AXES#x,y,w#w|x, y or z",
		"LABELS#abc#abc|315,500-520,!512", "FACTORS#1e300#1e300|100 digits", "FACTORS#2,2#2,2|one, or three",
		"OFFSET#1,q,2#1,q,2|three numbers|1e30", "COMPRESSION#zip#zip|gzip|1-9|lz4|zstd|1-22|raw", "COMPRESSION#gzip:x#x|gzip|1 to 9",
		"COMPRESSION#zstd:99#99|zstd|1 to 22", "COMPRESSION#lz4:2#2|no levels", "LEVELS#many#many|auto|none|2,2,1;4,4,2",
		"UNIT#parsec#parsec|nm, um, mm, cm or m", "VALUES#two#two|ids, mask, compact", "BACKGROUND#hide#hide|skip or write",
		"EXISTING#foo#foo|fail, resume, overwrite", "SYNC#may#may|no or yes", "THREADS#0#0|1 to 1024", "ROUNDED_IDS#may#may|refuse or accept",
		"RAW#1,2,3 int3#int3|uint8, uint16|float64", "RAW#1,2,3 uint8 middle#middle|little or big", "BLOCK#99999#99999|268,435,455" })
	void theWordAndTheChoicesAreNamed(final String key, final String word, final String expected) {
		final OptionsBuilder options = new OptionsBuilder().source("a.nrrd").target("b.n5").factors("2");
		options.set(OptionKey.valueOf(key), word);
		final String message = assertThrows(InvalidInputException.class, options::build).getMessage();
		assertEquals(1, message.lines().count(), message);
		for (final String part : expected.split("\\|"))
			assertTrue(message.contains(part), () -> message + " lacks " + part);
	}

	@Test
	void anOptionOfAMacroIsSuggested() {
		final String message = assertThrows(InvalidInputException.class, () -> UpscaleWords.parse("input=a factor=2")).getMessage();
		assertTrue(message.startsWith("factor:") && message.contains("factors"), message);
		assertTrue(assertThrows(InvalidInputException.class, () -> UpscaleWords.parse("qqqq=2")).getMessage().contains(
			"input, output, factors"));
	}
}
