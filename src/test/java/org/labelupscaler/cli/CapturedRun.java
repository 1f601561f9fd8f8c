package org.labelupscaler.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of the program within this process, and what it said.
 *
 * @param code its exit code
 * @param out what it wrote to the standard output
 * @param err what it wrote to the standard error
 */
record CapturedRun(int code, String out, String err) {

	/** Runs with words in which names of files in a folder are written as @name, '' for a word of no letters. */
	static CapturedRun of(final Path folder, final String line) {
		final List<String> words = new ArrayList<>();
		for (final String word : line.isEmpty() ? new String[0] : line.split(" "))
			words.add(word.equals("''") ? "" : word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word);
		final PrintStream realOut = System.out;
		final PrintStream realErr = System.err;
		final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
		final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
		System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
		System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
		try {
			final int code = Main.run(words.toArray(new String[0]));
			return new CapturedRun(code, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
		}
		finally {
			System.setOut(realOut);
			System.setErr(realErr);
		}
	}
}
