package org.labelupscaler.cli;

import java.io.PrintStream;

import org.labelupscaler.job.ProgressListener;

/** Shows progress on a terminal, and is told to stop by ctrl-C. */
final class TerminalProgress implements ProgressListener {

	/** How progress is shown. */
	enum Style {
			bar, plain, none
	}

	private static final int WIDTH = 30;
	private static final double PLAIN_SECONDS = 10;

	private final PrintStream out;
	private final Style style;
	private volatile boolean cancelled;
	private double nextLine = PLAIN_SECONDS;
	private int lineLength;

	/** @param style null chooses a bar on a terminal, plain lines otherwise */
	TerminalProgress(final PrintStream out, final Style style) {
		this.out = out;
		this.style = style != null ? style : System.console() != null ? Style.bar : Style.plain;
	}

	void cancel() {
		cancelled = true;
	}

	/** Ends the line that a bar stands in, if there is one. */
	void endLine() {
		if (lineLength > 0)
			out.println();
		lineLength = 0;
	}

	@Override
	public boolean cancelled() {
		return cancelled;
	}

	@Override
	public void progress(final Progress p) {
		final boolean last = p.isLast();
		final String line = p.text();
		switch (style) {
			case bar -> {
				final int done = (int) (WIDTH * p.done() / Math.max(1, p.all()));
				final String bar = "\r[" + "#".repeat(done) + "-".repeat(WIDTH - done) + "] " + line;
				out.print(bar + " ".repeat(Math.max(0, lineLength - bar.length())));
				lineLength = bar.length();
				if (last)
					endLine();
				out.flush();
			}
			case plain -> {
				if (!last && p.seconds() < nextLine)
					return;
				nextLine = p.seconds() + PLAIN_SECONDS;
				out.println(line);
			}
			case none -> {}
		}
	}
}
