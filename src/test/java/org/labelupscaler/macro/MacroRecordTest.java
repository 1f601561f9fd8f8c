package org.labelupscaler.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** Lines for the recorder. */
class MacroRecordTest {

	private static Map<String, String> words(final String... keysAndWords) {
		final Map<String, String> words = new LinkedHashMap<>();
		for (int i = 0; i < keysAndWords.length; i += 2)
			words.put(keysAndWords[i], keysAndWords[i + 1]);
		return words;
	}

	@Test
	void aLineRunsTheCommandAgain() {
		final Map<String, String> words = words("ontology", "/a/b.csv", "y", "Y (um)", "input", "C:\\my data\\a.nrrd", "output", "/x \"y\".n5");
		final String options = "\"ontology=/a/b.csv y=[Y (um)] input=[C:/my data/a.nrrd] output=[/x \\\"y\\\".n5]\"";
		assertEquals("run(\"Assign...\", " + options + ");\n", MacroRecord.line("Assign...", words, false));
		assertEquals("IJ.run(\"Assign...\", " + options + ");\n", MacroRecord.line("Assign...", words, true));
	}

	@Test
	void whatNoMacroCanHoldIsSaid() {
		final String line = MacroRecord.line("Assign...", words("input", "/a]b [c.csv"), false);
		assertTrue(line.startsWith("// Assign... cannot be recorded: input:"), line);
	}
}
