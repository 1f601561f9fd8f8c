package org.labelupscaler.points.table;

import java.util.List;

/** What stands between the fields of a table. */
enum Delimiter {

	TAB('\t', "TSV"), SEMICOLON(';', "table with semicolons"), COMMA(',', "CSV"), SPACE(' ', "table with spaces");

	private final char character;
	private final String format;

	Delimiter(final char character, final String format) {
		this.character = character;
		this.format = format;
	}

	char character() {
		return character;
	}

	String format() {
		return format;
	}

	/**
	 * Tells it by the first lines: the one that the first line has most of, among those that all of these lines have as many
	 * of; else, as when a row is malformed, among all. A space only counts if there is nothing else.
	 *
	 * Lines of a title before all others, without any delimiter, are passed over.
	 *
	 * @param start the beginning of the text
	 * @return the delimiter; the comma if there is none
	 */
	static Delimiter of(final String start) {
		final List<String> all = start.lines().filter(line -> !line.isBlank()).limit(Tables.MOST_TITLES + 5).toList();
		final List<String> table = all.stream().dropWhile(line -> TAB.count(line) + SEMICOLON.count(line) + COMMA.count(
			line) == 0).toList();
		final List<String> lines = (table.isEmpty() ? all : table).stream().limit(5).toList();
		Delimiter best = COMMA;
		int most = 0;
		boolean even = false;
		for (final Delimiter delimiter : values()) {
			final int count = lines.isEmpty() ? 0 : delimiter.count(lines.get(0));
			final boolean evenly = lines.stream().allMatch(line -> delimiter.count(line) == count);
			if (delimiter == SPACE ? most == 0 && count > 0 : count > 0 && (evenly && !even || evenly == even && count > most)) {
				best = delimiter;
				most = count;
				even = evenly;
			}
		}
		return best;
	}

	/** How many there are outside quotes. */
	private int count(final String line) {
		int count = 0;
		boolean quoted = false;
		for (int i = 0; i < line.length(); i++) {
			quoted ^= line.charAt(i) == '"';
			count += !quoted && line.charAt(i) == character ? 1 : 0;
		}
		return count;
	}
}
