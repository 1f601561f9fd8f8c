package org.labelupscaler.cli;

import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import org.labelupscaler.job.ProgressListener;

/** Shows progress on a terminal, and is told to stop by ctrl-C. */
final class TerminalProgress implements ProgressListener {

	/** How progress is shown. */
	enum Style {
			bar, plain, none
	}

	private static final int WIDTH = 30;
	/** A shorter bar says nothing. */
	private static final int LEAST = 5;
	private static final double PLAIN_SECONDS = 10;

	private final PrintStream out;
	private final Style style;
	private final Consumer<String> log;
	private final IntSupplier columns;
	private volatile boolean cancelled;
	private double nextLine = PLAIN_SECONDS;
	private int lineLength;
	private int width;

	/** @param style null chooses a bar on a terminal, plain lines otherwise */
	TerminalProgress(final PrintStream out, final Style style, final Consumer<String> log) {
		this(out, style != null ? style : System.console() != null ? Style.bar : Style.plain, log, TerminalWidth::columns);
	}

	/** @param columns letters of a line; asked once, when there is something to show */
	TerminalProgress(final PrintStream out, final Style style, final Consumer<String> log, final IntSupplier columns) {
		this.out = out;
		this.style = style;
		this.log = log;
		this.columns = columns;
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
		if (style == Style.bar)
			bar(p, last);
		if (!last && p.seconds() < nextLine)
			return;
		nextLine = p.seconds() + PLAIN_SECONDS;
		if (style == Style.plain)
			out.println(Terminal.encodable(p.text()));
		log.accept(p.text());
	}

	private void bar(final Progress p, final boolean last) {
		if (width == 0)
			width = columns.getAsInt();
		final String line = line(p, width);
		out.print("\r" + line + " ".repeat(Math.max(0, lineLength - line.length())));
		lineLength = line.length();
		if (last)
			endLine();
		out.flush();
	}

	/** A bar and words that fit a line, the last column of which stays free: some terminals wrap when it is written to. */
	static String line(final Progress p, final int columns) {
		final String words = Terminal.encodable(p.text());
		final int room = Math.min(WIDTH, columns - 1 - words.length() - 3);
		if (room < LEAST)
			return words.length() < columns ? words : words.substring(0, columns - 1);
		final int done = (int) (room * p.done() / Math.max(1, p.all()));
		return "[" + "#".repeat(done) + "-".repeat(room - done) + "] " + words;
	}
}
