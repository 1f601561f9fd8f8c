package org.labelupscaler.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How many letters a line of the terminal has. */
final class TerminalWidth {

	/** What is taken if nobody knows. */
	static final int USUAL = 80;

	private static final int LEAST = 20;
	private static final int MOST_OF_HELP = 100;
	private static final int LEAST_OF_HELP = 60;

	/** NB: the standard input may be something else. */
	private static final File TERMINAL = new File("/dev/tty");

	private TerminalWidth() {}

	/** What the variable COLUMNS says, else the terminal, else {@value #USUAL}. */
	static int columns() {
		return parsed(System.getenv("COLUMNS")).orElseGet(() -> System.console() == null ? USUAL : asked().orElse(USUAL));
	}

	/** The same for texts, which are hard to read in very long lines. */
	static int ofHelp() {
		return Math.max(LEAST_OF_HELP, Math.min(MOST_OF_HELP, columns()));
	}

	/** NB: shells know COLUMNS, but most do not hand it on. */
	private static Optional<Integer> asked() {
		try {
			final Process stty = new ProcessBuilder("stty", "size").redirectInput(TERMINAL).redirectError(
				ProcessBuilder.Redirect.DISCARD).start();
			if (!stty.waitFor(1, TimeUnit.SECONDS)) {
				stty.destroy();
				return Optional.empty();
			}
			final String said = new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII);
			return parsed(said.strip().replaceFirst("^[0-9]+ ", ""));
		}
		catch (final IOException e) {
			// NB: Windows has no such program.
			return Optional.empty();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	/** A number of columns, if it is one that can be. */
	static Optional<Integer> parsed(final String columns) {
		if (columns == null || !columns.matches("[0-9]{1,4}"))
			return Optional.empty();
		return Optional.of(Integer.parseInt(columns)).filter(n -> n >= LEAST);
	}
}
