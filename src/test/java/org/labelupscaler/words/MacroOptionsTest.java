package org.labelupscaler.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;

import ij.Macro;

/** Option texts are read back as they were written, and as ImageJ itself reads them. */
class MacroOptionsTest {

	private static final String[] PIECES = { "a", "B7", " ", "  ", "/", "\\", ".", ",", ";", ":", "ä", "Ü ß", "µm", "'", "&",
		"-", "(x)", "脑", "\t", "\"", "#", "100%" };

	@Test
	void whatIsPrintedIsReadBack() {
		final Random random = new Random(1);
		for (int i = 0; i < 2000; i++) {
			final Map<String, String> options = options(random, true);
			final String text = MacroOptions.print(options);
			options.values().removeIf(String::isEmpty);
			assertEquals(options, MacroOptions.parse(text), text);
			assertEquals(options, MacroOptions.parse(" " + text + "  "), text);
			assertEquals(String.join(",", options.keySet()), String.join(",", MacroOptions.parse(text).keySet()));
		}
	}

	@Test
	void imageJReadsWhatIsPrinted() {
		final Random random = new Random(2);
		for (int i = 0; i < 2000; i++) {
			final Map<String, String> options = options(random, false);
			final String text = MacroOptions.print(options) + " ";
			options.values().removeIf(String::isEmpty);
			options.forEach((key, words) -> assertEquals(words, Macro.getValue(text, key, null), text));
		}
	}

	@Test
	void whatImageJRecordsIsReadAsImageJReadsIt() {
		final Random random = new Random(3);
		for (int i = 0; i < 2000; i++) {
			final Map<String, String> options = options(random, false);
			final StringBuilder recorded = new StringBuilder();
			options.forEach((key, words) -> {
				// As ij.plugin.frame.Recorder quotes: what is empty or has a space.
				final String plain = words.replaceFirst("^[\\['].*", "");
				recorded.append(key).append('=').append(plain.isEmpty() || plain.indexOf(' ') >= 0 ? "[" + plain + "]" : plain)
					.append(' ');
			});
			final String text = recorded.toString();
			final Map<String, String> found = MacroOptions.parse(text);
			for (final String key : options.keySet())
				assertEquals(Macro.getValue(text, key, null), found.get(key), text);
			assertEquals(options.keySet(), found.keySet());
		}
	}

	@Test
	void wordsInSingleQuotesAreReadAsImageJReadsThem() {
		final String text = "input='/my data/a [1.nrrd' factors=[2,2,2] unit='um' block=[] ";
		final Map<String, String> found = MacroOptions.parse(text);
		assertEquals(Map.of("input", "/my data/a [1.nrrd", "factors", "2,2,2", "unit", "um", "block", ""), found);
		found.forEach((key, words) -> assertEquals(Macro.getValue(text, key, null), words));
	}

	@Test
	void aKeyInsideTheWordsOfAnotherIsNoKey() {
		final Map<String, String> options = new LinkedHashMap<>();
		options.put("input", "/scans/size=3 factors=[9]/a.nrrd");
		options.put("output", "x=1.n5");
		options.put("factors", "2");
		assertEquals(options, MacroOptions.parse(MacroOptions.print(options)));
	}

	@Test
	void emptyWordsAreLeftOut() {
		final Map<String, String> options = new LinkedHashMap<>();
		options.put("input", "");
		options.put("factors", "2");
		options.put("unit", "");
		assertEquals("factors=2", MacroOptions.print(options));
		assertEquals("", MacroOptions.print(Map.of("input", "")));
		assertEquals(Map.of(), MacroOptions.parse(""));
		assertEquals(Map.of(), MacroOptions.parse("   "));
		assertEquals(Map.of("unit", "", "factors", "2", "block", ""), MacroOptions.parse("unit= factors=2 block="));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "]", "a]", "][", "a [b", "[[a]", "a]b[c", "x] [y" })
	void bracketsThatDoNotMatchAreNotWritten(final String words) {
		final String message = assertThrows(InvalidInputException.class, () -> MacroOptions.print(Map.of("output", words)))
			.getMessage();
		assertTrue(message.startsWith("output:") && message.contains(words), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "factors", "factors=2 block", "=2", "factors=2 =3", "my key=2", "x2=3", "factors=[2", "factors='2",
		"factors=[a[b] unit=um", "factors=2\nunit=um x", "größe=2" })
	void whatIsNoOptionTextIsRefused(final String text) {
		assertThrows(InvalidInputException.class, () -> MacroOptions.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "factors=2 factors=2", "factors=2 unit=um Factors=3", "a= a=" })
	void aKeyThatStandsTwiceIsRefused(final String text) {
		final String message = assertThrows(InvalidInputException.class, () -> MacroOptions.parse(text)).getMessage();
		assertTrue(message.contains("twice"), message);
	}

	private static Map<String, String> options(final Random random, final boolean equals) {
		final Map<String, String> options = new LinkedHashMap<>();
		for (int i = random.nextInt(6); i > 0; i--) {
			final StringBuilder key = new StringBuilder();
			for (int n = 1 + random.nextInt(6); n > 0; n--)
				key.append((char) ('a' + random.nextInt(26)));
			options.put(key.toString(), words(random, equals, 0));
		}
		return options;
	}

	/** Words whose brackets match. */
	private static String words(final Random random, final boolean equals, final int depth) {
		final StringBuilder words = new StringBuilder();
		for (int n = random.nextInt(5); n > 0; n--)
			if (depth < 3 && random.nextInt(6) == 0)
				words.append('[').append(words(random, equals, depth + 1)).append(']');
			else
				words.append(equals && random.nextInt(10) == 0 ? "=" : PIECES[random.nextInt(PIECES.length)]);
		return words.toString();
	}
}
