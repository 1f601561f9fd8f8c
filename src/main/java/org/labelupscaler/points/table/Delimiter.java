package org.labelupscaler.points.table;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.Coordinate;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.source.HeaderFields;

/** What stands between the fields of a table. */
enum Delimiter {

	TAB('\t', "TSV"), SEMICOLON(';', "table with semicolons"), COMMA(',', "CSV"), SPACE(' ', "table with spaces");

	private static final Pattern TOLD = Pattern.compile("\\A\\s*\"?(?i:sep)=(.)\"?[ ,;\t]*\\R");

	/** The two lines above the points of elastix. Other titles above spaces are those of meshes and the like. */
	static final Pattern ELASTIX = Pattern.compile("\\A\\s*(index|point)\\s*\\R\\s*[0-9]+\\s*\\R");

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
	 * Comments, lines that begin with #, are passed over too, if there are other lines. What the first line says holds.
	 *
	 * @param input the file, for messages
	 * @param start the beginning of the text
	 * @return the delimiter; the comma if there is none
	 * @throws InvalidInputException if the first line says one that is not read
	 */
	static Delimiter of(final PointInput input, final String start) {
		final Matcher told = TOLD.matcher(start);
		if (told.find())
			return Arrays.stream(values()).filter(d -> d.character == told.group(1).charAt(0)).findFirst().orElseThrow(
				() -> new InvalidInputException(input.path() + ": the first line says that fields are separated by '" + HeaderFields.shown(told
					.group(1)) + "'; save it with commas, semicolons or tabs"));
		final List<String> every = start.lines().filter(line -> !line.isBlank()).toList();
		final List<String> plain = every.stream().filter(line -> !line.startsWith("#")).toList();
		final List<String> all = (plain.isEmpty() ? every : plain).stream().limit(TableStart.MOST_TITLES + 5).toList();
		final List<String> table = all.stream().dropWhile(line -> TAB.count(line) + SEMICOLON.count(line) + COMMA.count(
			line) == 0).toList();
		final List<String> lines = (!table.isEmpty() ? table : ELASTIX.matcher(start).find() ? all.subList(2, all.size()) : all).stream().limit(5)
			.toList();
		Delimiter best = COMMA;
		int most = 0;
		boolean even = false;
		for (final Delimiter delimiter : values()) {
			final int count = lines.isEmpty() ? 0 : delimiter.count(lines.get(0));
			final boolean evenly = lines.stream().allMatch(line -> delimiter.count(line) == count);
			// NB: the commas of 1,5;2,5;3,5 are as even as its semicolons.
			if (delimiter == COMMA && even && best.splitsDecimals(lines.get(0)))
				continue;
			if (delimiter == SPACE ? most == 0 && count > 0 : count > 0 && (evenly && !even || evenly == even && count > most)) {
				best = delimiter;
				most = count;
				even = evenly;
			}
		}
		return best;
	}

	/** Whether the first line says what stands between fields, as spreadsheets write it. */
	static boolean isTold(final String start) {
		return TOLD.matcher(start).find();
	}

	private boolean splitsDecimals(final String line) {
		return Arrays.stream(line.split("" + character, -1)).allMatch(field -> field.isBlank() || Coordinate.isWithComma(field) || Coordinate
			.isNumber(field));
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
