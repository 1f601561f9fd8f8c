package org.labelupscaler.cli;

import java.util.Map;

import org.labelupscaler.Remedy;

/** What a terminal is told: exit codes, and texts as it can show them. */
final class Terminal {

	static final int OK = 0;
	static final int FAILED = 1;
	static final int WRONG_INPUT = 2;
	static final int CANCELLED = 130;

	/** Options whose names are several words. */
	private static final Map<String, String> NAMES = Map.of("roundedids", "rounded-ids", "badrows", "bad-rows", "pointsin", "points-in");

	/** Settings as options. */
	static final Remedy.Dialect DIALECT = setting -> "--" + NAMES.getOrDefault(setting.key(), setting.key()) + (setting.value().isEmpty() ? ""
		: " " + setting.value());

	private Terminal() {}

	/**
	 * @param text a text that may come from a file
	 * @return it, without characters that a terminal takes for commands
	 */
	static String shown(final String text) {
		return text.replaceAll("[\\p{Cntrl}\\x80-\\x9F&&[^\n\t]]", "?");
	}
}
