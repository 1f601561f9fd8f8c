package org.labelupscaler.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;

import picocli.CommandLine.Option;

/** The options that say what is shown, which all commands have. */
@Section.Of(Section.OUTPUT)
final class OutputArguments {

	@Option(names = "--json", description = "The result as JSON, for programs; notes and progress go to the standard error.")
	private boolean json;

	@Option(names = { "-q", "--quiet" }, description = "Show nothing but errors, and with --json the result.")
	private boolean quiet;

	@Option(names = "--log", paramLabel = "FILE", description = "Write all that is said to a file too, with the time; an older log is continued.")
	private String log;

	@Option(names = "--progress", paramLabel = "P", description = "${COMPLETION-CANDIDATES}. Default: bar on a terminal, else plain.")
	private TerminalProgress.Style progress;

	private boolean step;
	private Output output;
	private String taken = "";

	/** Opens the log, if there is one, at the first call. */
	Output output() {
		if (output == null)
			output = new Output(System.out, System.err, quiet, json, step, log().map(name -> LogFile.open(path(name), Clock.systemUTC())));
		return output;
	}

	/** Makes the command a step of another one, which says what comes next. */
	void setStep() {
		step = true;
	}

	private static Path path(final String log) {
		try {
			return Path.of(log);
		}
		catch (final InvalidPathException e) {
			throw new InvalidInputException("log: '" + log + "' is no valid path: " + e.getReason(), e);
		}
	}

	/** Takes yes or no for what they were before there were logs: an answer to another question. Empty if there is none. */
	String takeAnswer() {
		if (log != null && log.strip().toLowerCase(Locale.ROOT).matches("yes|no")) {
			taken = log;
			log = null;
		}
		return taken;
	}

	/** How progress is shown. */
	TerminalProgress progress() {
		return output().progress(progress);
	}

	/** What is open, if anything has been said. */
	Optional<Output> opened() {
		return Optional.ofNullable(output);
	}

	/** What is open, or can be opened now; nothing if the log cannot. */
	Optional<Output> openable() {
		try {
			return Optional.of(output());
		}
		catch (final InvalidInputException e) {
			return Optional.empty();
		}
	}

	boolean isQuiet() {
		return quiet || json;
	}

	/** Whether a program reads the result. */
	boolean isJson() {
		return json;
	}

	/** The log's name, if there is one. */
	Optional<String> log() {
		return Optional.ofNullable(log);
	}
}
