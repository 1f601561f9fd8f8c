package org.labelupscaler.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * What a command says: lines for people, or one JSON document for programs, on the standard output; notes, progress and errors on the
 * standard error; and a copy of all of it in a log file. Whoever ends a run says how, by {@link #end}.
 */
final class Output implements AutoCloseable {

	private final PrintStream out;
	private final PrintStream err;
	private final boolean quiet;
	private final boolean json;
	private final Optional<LogFile> log;
	private final boolean step;
	private volatile TerminalProgress progress;
	private JsonObject result;
	private String error;
	private boolean ended;

	/**
	 * @param quiet whether nothing but errors is said, and the result if it is to be JSON
	 * @param json whether the result is JSON
	 * @param step whether another command goes on from here
	 */
	Output(final PrintStream out, final PrintStream err, final boolean quiet, final boolean json, final boolean step,
		final Optional<LogFile> log) {
		this.out = out;
		this.err = err;
		this.quiet = quiet;
		this.json = json;
		this.step = step;
		this.log = log;
	}

	/** For what fails before its log can be opened. */
	static Output withoutLog(final boolean json) {
		return new Output(System.out, System.err, false, json, false, Optional.empty());
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

	/** Says what to type next. */
	void next(final String command) {
		if (!step)
			say("Next:    " + command);
	}

	/** Says what the user should know, beside the result. */
	void warn(final String note) {
		final String shown = Terminal.shown("Note: " + note);
		if (!quiet)
			err.println(Terminal.encodable(shown));
		log.ifPresent(l -> l.line(shown));
	}

	/** Says what went wrong. */
	synchronized void fail(final String message) {
		// NB: a bar has no end of its line yet.
		if (progress != null)
			progress.endLine();
		error = message;
		final String shown = "label-upscaler: " + Terminal.shown(message);
		err.println(Terminal.encodable(shown));
		log.ifPresent(l -> l.line(shown));
	}

	/** Takes the result for a program, which gets it when the run ends. */
	synchronized void result(final JsonObject document) {
		result = document;
	}

	/** Tells the work to stop, if there is some that asks whether to. */
	boolean cancel() {
		if (progress != null)
			progress.cancel();
		return progress != null;
	}

	/** Tells a program alone what went wrong, and that this is the end. */
	synchronized void fail(final String message, final int exit) {
		error = message;
		end(exit);
	}

	/**
	 * Says how the run ended, once: hands a program its one document, if that is wanted. What failed has the last message and the exit code
	 * in it.
	 */
	synchronized void end(final int exit) {
		if (!json || ended || exit == Terminal.OK && result == null)
			return;
		ended = true;
		final JsonObject document = result == null ? new JsonObject() : result;
		if (exit != Terminal.OK) {
			document.addProperty("error", error);
			document.addProperty("exit", exit);
		}
		out.println(Terminal.json(Terminal.shown(new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create().toJson(
			document)), Terminal.charset("stdout", System::getProperty)));
		out.flush();
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

	/** Shows progress, in the style that was asked for, and tells the work that asks it when to stop. */
	TerminalProgress progress(final TerminalProgress.Style style) {
		progress = new TerminalProgress(err, quiet ? TerminalProgress.Style.none : style, line -> log.ifPresent(l -> l.line(line)));
		return progress;
	}

	@Override
	public void close() {
		log.ifPresent(LogFile::close);
	}
}
