package org.labelupscaler.macro;

import java.util.LinkedHashMap;
import java.util.Map;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.words.MacroOptions;

import ij.plugin.frame.Recorder;

/**
 * Writes commands into ImageJ's recorder. NB: not option by option, as ImageJ does it: it looks for a key anywhere in what stands there
 * already, finds y= in ontology=, and opens a window about keys that stand twice.
 */
public final class MacroRecord {

	private MacroRecord() {}

	/**
	 * Writes a line that runs a command again, if the recorder is open.
	 *
	 * @param command the command, as in the menu
	 * @param words its words, by key
	 */
	public static void add(final String command, final Map<String, String> words) {
		if (!Recorder.record)
			return;
		forget();
		Recorder.recordString(line(command, words, Recorder.scriptMode()));
	}

	/** Has ImageJ record nothing for the command that runs, which was cancelled or is recorded here. */
	public static void forget() {
		if (Recorder.record)
			Recorder.setCommand(null);
	}

	/** A line of a macro or of a script. */
	static String line(final String command, final Map<String, String> words, final boolean script) {
		final Map<String, String> plain = new LinkedHashMap<>();
		words.forEach((key, word) -> plain.put(key, word.matches("[A-Za-z]:\\\\.*") ? word.replace('\\', '/') : word));
		final String run = script ? "IJ.run(" : "run(";
		try {
			return run + quoted(command) + ", " + quoted(MacroOptions.print(plain)) + ");\n";
		}
		catch (final InvalidInputException e) {
			return "// " + command + " cannot be recorded: " + e.getMessage() + "\n";
		}
	}

	/** NB: in a string of the macro language backslash and quote mean something. */
	private static String quoted(final String text) {
		return '"' + Recorder.fixString(text) + '"';
	}
}
