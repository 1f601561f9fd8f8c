package org.labelupscaler.points.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.Coordinate;
import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.DecimalMark;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.UnitWord;

/**
 * The first rows of a table: which of them are a title or comments, which has the names of columns, where points begin.
 *
 * @param rows as many as were looked at, from the first; at least one
 * @param header the row of names; −1 if there is none
 * @param data the first row below it; may be beyond the rows
 */
record TableStart(List<String[]> rows, int header, int data) {

	/** Rows of one field before the names; more are no title. */
	static final int MOST_TITLES = 10;
	private static final int MOST_ROWS = 200;
	private static final int MOST_LETTERS = 1 << 20;
	/** Words in brackets, and units that are not known. */
	private static final Pattern NO_NUMBER = Pattern.compile("[(\\[][^()\\[\\]0-9]{1,20}[)\\]]|inch(es)?|in|feet|foot|ft|mils?|[?\\x{FFFD}dpk]m",
		Pattern.CASE_INSENSITIVE);
	private static final Pattern UNIT = Pattern.compile("#[^:=]{0,40}\\bunits?\\b[^:=]{0,40}[:=]\\s*\\S", Pattern.CASE_INSENSITIVE);

	/**
	 * @param input the file, for messages
	 * @param table its rows, from the first
	 * @param told whether the first row says what stands between fields: {@code sep=;}
	 * @param said which columns are taken
	 */
	static TableStart of(final PointInput input, final TableRows table, final boolean told, final PointColumns said) throws IOException {
		final List<String[]> rows = new ArrayList<>();
		int letters = 0;
		for (String[] row = table.next(); row != null; row = table.next()) {
			rows.add(row);
			for (final String field : row)
				letters += field.length() + 1;
			if (rows.size() == MOST_ROWS || letters > MOST_LETTERS)
				break;
		}
		int first = told ? 1 : 0;
		final int titles = first + MOST_TITLES;
		while (first < titles && first + 1 < rows.size() && isTitle(rows.get(first)))
			first++;
		if (first >= rows.size())
			throw new InvalidInputException(input.path() + " is empty");
		final TableStart commented = ofComments(rows, first, said);
		if (commented != null)
			return commented;
		return hasHeader(rows.get(first), said) ? new TableStart(rows, first, first + 1) : new TableStart(rows, -1, first);
	}

	/** NB: spreadsheets fill up the rows of a title with empty fields. */
	private static boolean isTitle(final String[] row) {
		return !row[0].startsWith("#") && !Coordinate.isNumber(row[0]) && Arrays.stream(row).skip(1).allMatch(String::isBlank) || row.length == 1;
	}

	/**
	 * Lines that begin with # are comments, one of which may have the names, unless the row below them has. Null if there are
	 * none.
	 */
	private static TableStart ofComments(final List<String[]> rows, final int first, final PointColumns said) {
		int points = first;
		while (points < rows.size() && rows.get(points)[0].startsWith("#"))
			points++;
		if (points == first || points == rows.size())
			return null;
		final String[] row = rows.get(points);
		final boolean numbers = Arrays.stream(row).anyMatch(TableStart::isAnyNumber);
		if (!numbers)
			return new TableStart(rows, points, points + 1);
		for (int i = points - 1; i >= first; i--)
			if (rows.get(i).length == row.length)
				return new TableStart(rows, i, points);
		return hasHeader(row, said) ? new TableStart(rows, points, points + 1) : new TableStart(rows, -1, points);
	}

	private static boolean isAnyNumber(final String field) {
		return Coordinate.isNumber(field) || Coordinate.isWithComma(field);
	}

	/**
	 * Whether a row has names. Rows of numbers are points, but for 0, 1, 2 ..., which pandas writes if the columns
	 * have no names; so are rows with numbers where the user says the coordinates are.
	 */
	private static boolean hasHeader(final String[] first, final PointColumns said) {
		final boolean counted = first.length > 1 && IntStream.range(0, first.length).allMatch(i -> first[i].equals("" + i));
		if (counted)
			return true;
		if (Arrays.stream(first).allMatch(TableStart::isAnyNumber))
			return false;
		if (!said.areNumbers() || new HashSet<>(List.of(first)).contains(""))
			return true;
		for (int d = 0; d < 3; d++) {
			final int column = said.axis(d).map(word -> Integer.parseInt(word.strip())).orElse(0);
			if (column > first.length || column > 0 && !isAnyNumber(first[column - 1]))
				return true;
		}
		return false;
	}

	/** The rows below the names that have been looked at. */
	List<String[]> below() {
		return rows.subList(Math.min(data, rows.size()), rows.size());
	}

	/** The names of the columns. */
	List<String> names() {
		final List<String> all = new ArrayList<>(List.of(rows.get(header)));
		if (isNamedByRow())
			all.add(0, "row");
		return all;
	}

	/**
	 * Whether the first column, that of the names of rows, has no name, as R's write.table has it: all rows have a field more than
	 * there are names, and in the first are 1, 2, 3 ..., or words.
	 */
	boolean isNamedByRow() {
		final String[] names = rows.get(header);
		final List<String[]> below = below();
		if (below.isEmpty() || Arrays.stream(names).anyMatch(String::isBlank))
			return false;
		boolean last = false;
		for (int i = 0; i < below.size(); i++) {
			final String[] row = below.get(i);
			if (row.length != names.length + 1 || isAnyNumber(row[0]) && !row[0].equals("" + (i + 1)))
				return false;
			last |= !row[names.length].isBlank();
		}
		return last;
	}

	/**
	 * Whether coordinates have a decimal comma, as far as it is plain from the rows that have been looked at.
	 *
	 * @param input the file, for messages
	 * @param columns the columns of the coordinates
	 * @throws InvalidInputException if commas may as well be those of thousands
	 */
	DecimalMark decimal(final PointInput input, final List<Integer> columns) {
		boolean plain = false;
		Optional<String> some = Optional.empty();
		for (final String[] row : below())
			for (final int column : columns) {
				final String word = column < row.length ? row[column].strip() : "";
				if (word.indexOf('.') >= 0)
					return DecimalMark.POINT;
				if (Coordinate.isWithComma(word)) {
					some = some.or(() -> Optional.of(word));
					plain |= !word.matches("[+-]?[1-9]\\d{0,2},\\d{3}");
				}
			}
		if (some.isPresent() && !plain)
			throw new InvalidInputException(input.path() + ": is the comma of " + some.get() + " that of decimals or of thousands? Say so " +
				"(decimal: comma) if it is that of decimals; else write the numbers without it.");
		return plain ? DecimalMark.COMMA : DecimalMark.POINT;
	}

	/** The word of a row in a column of units: what there is in the first that has something. */
	Optional<String> unit(final int column) {
		return below().stream().filter(row -> column < row.length).map(row -> row[column].strip()).findFirst().filter(unit -> !unit.isEmpty());
	}

	/** A unit without brackets around it. */
	static String unbracketed(final String unit) {
		return unit.strip().replaceAll("^[(\\[]|[)\\]]$", "").strip();
	}

	/**
	 * @param coordinates the columns of the coordinates
	 * @return the unit that the row below the names says in all of them, known or not; nothing if it is something else
	 */
	Optional<String> unitRow(final CoordinateColumns coordinates) {
		if (below().isEmpty() || below().get(0).length != names().size())
			return Optional.empty();
		final List<String> words = IntStream.range(0, coordinates.convention().slices() ? 2 : 3).map(coordinates::axis).filter(c -> c >= 0).mapToObj(
			c -> below().get(0)[c].strip()).distinct().toList();
		if (words.size() != 1)
			return Optional.empty();
		final String unit = unbracketed(words.get(0));
		return UnitWord.length(unit).isPresent() || UnitWord.isVoxels(unit) || NO_NUMBER.matcher(words.get(0)).matches() ? Optional.of(unit) : Optional
			.empty();
	}

	/** A comment above the points that says a unit, as in "# units: um"; nothing if there is none. */
	Optional<String> unitComment() {
		return rows.subList(0, Math.min(data, rows.size())).stream().filter(row -> row[0].startsWith("#")).map(row -> String.join(" ", row)
			.strip()).filter(line -> UNIT.matcher(line).lookingAt()).findFirst();
	}

	/** The column that says the units of rows; −1 if there is none. */
	static int unitColumn(final List<String> names) {
		for (int i = 0; i < names.size(); i++)
			if (List.of("unit", "units").contains(names.get(i).strip().toLowerCase(Locale.ROOT)))
				return i;
		return -1;
	}
}
