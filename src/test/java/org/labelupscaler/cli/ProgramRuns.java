package org.labelupscaler.cli;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

/** Runs the program within this process, in a folder of its own, and keeps what the last run said. */
abstract class ProgramRuns {

	@TempDir
	Path folder;
	String out;
	String err;

	/** Runs with words in which names of files in the folder are written as @name; returns the exit code. */
	final int run(final String line) {
		final CapturedRun ran = CapturedRun.of(folder, line);
		out = ran.out();
		err = ran.err();
		return ran.code();
	}
}
