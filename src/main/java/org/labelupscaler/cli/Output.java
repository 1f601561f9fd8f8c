package org.labelupscaler.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * What a command says: lines for people, or one JSON document for programs, on the standard output; notes, progress and errors on the
 * standard error; and a copy of all of it in a log file.
 */
final class Output implements AutoCloseable {

	private final PrintStream out;
	private final PrintStream err;
	private final boolean quiet;
	private final boolean json;
	private final Optional<LogFile> log;

	/**
	 * @param quiet whether nothing but errors is said, and the result if it is to be JSON
	 * @param json whether the result is JSON
	 */
	Output(final PrintStream out, final PrintStream err, final boolean quiet, final boolean json,
		final Optional<LogFile> log) {
		this.out = out;
		this.err = err;
		this.quiet = quiet;
		this.json = json;
		this.log = log;
	}

	/** Says a line, or several. */
	void say(final String lines) {
		final String shown = Terminal.shown(lines);
		if (!quiet && !json) {
			out.println(Terminal.encodable(shown));
			out.flush();
		}
		log.ifPresent(l -> l.line(shown));
	}

	/** Says what the user should know, beside the result. */
	void warn(final String note) {
		final String shown = Terminal.shown("Note: " + note);
		if (!quiet)
			err.println(Terminal.encodable(shown));
		log.ifPresent(l -> l.line(shown));
	}

	/** Says what went wrong. */
	void fail(final String message) {
		final String shown = "label-upscaler: " + Terminal.shown(message);
		err.println(Terminal.encodable(shown));
		log.ifPresent(l -> l.line(shown));
	}

	/** Hands the result to a program, if that is wanted. */
	void result(final JsonObject result) {
		if (json)
			out.println(Terminal.shown(new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create().toJson(result)));
	}

	/** Sentences as JSON has them. */
	static JsonArray array(final List<String> texts) {
		final JsonArray array = new JsonArray();
		texts.forEach(array::add);
		return array;
	}

	/** A text, each line of it. */
	static JsonArray lines(final String text) {
		return array(Terminal.shown(text).lines().toList());
	}

	/** Shows progress, in the style that was asked for. */
	TerminalProgress progress(final TerminalProgress.Style style) {
		return new TerminalProgress(err, quiet ? TerminalProgress.Style.none : style, line -> log.ifPresent(l -> l.line(line)));
	}

	@Override
	public void close() {
		log.ifPresent(LogFile::close);
	}
}
