package org.labelupscaler.points.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.Coordinate;
import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFormat;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowPointFile;
import org.labelupscaler.text.PlainText;

/**
 * Tables of text. What programs write:
 * <ul>
 * <li>ImageJ's Results: the first column has no name but a space; X and Y count from the corner of the first pixel (in
 * units, if the image has any); Slice counts from 1.</li>
 * <li>TrackMate's spots: the columns POSITION_X, POSITION_Y, POSITION_Z, from the centre of the first voxel in the unit of
 * the image. Since version 7 up to three rows below the first say names and units; earlier versions wrote a Results table
 * without units.</li>
 * <li>Imaris's positions: two lines of a title, then names with a column Unit.</li>
 * <li>NumPy's savetxt: no header, or one that starts with #.</li>
 * </ul>
 */
public final class Tables {

	private static final PointColumns TRACKMATE = PointColumns.of("POSITION_X", "POSITION_Y", "POSITION_Z");
	private static final int MOST_FURTHER = 3;
	/** Rows of one field before the names; more are no title. */
	static final int MOST_TITLES = 10;

	private Tables() {}

	/**
	 * @param input the file
	 * @param said which columns are taken
	 * @param format what it is; nothing to see it from the names of the columns
	 * @return the file
	 * @throws InvalidInputException if it is no table, or the columns are not plain
	 */
	public static RowPointFile describe(final PointInput input, final PointColumns said, final Optional<PointFormat> format) {
		try {
			final Delimiter delimiter = Delimiter.of(start(input));
			try (TableRows rows = new TableRows(input, delimiter.character())) {
				return describe(input, said, format, delimiter, rows);
			}
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
	}

	private static String start(final PointInput input) throws IOException {
		try (PlainText text = new PlainText(new ByteArrayInputStream(input.start()))) {
			final StringBuilder start = new StringBuilder();
			final char[] some = new char[1 << 13];
			for (int n = text.read(some); n >= 0; n = text.read(some))
				start.append(some, 0, n);
			if (start.indexOf("\0") >= 0)
				throw new InvalidInputException(input.path() + " is no table: it is not text");
			return start.toString();
		}
	}

	private static RowPointFile describe(final PointInput input, final PointColumns said, final Optional<PointFormat> format,
		final Delimiter delimiter, final TableRows rows) throws IOException
	{
		String[] first = rows.next();
		int titles = 0;
		for (String[] row = first; row != null && row.length == 1 && titles < MOST_TITLES; titles++) {
			row = rows.next();
			first = row == null ? first : row;
		}
		if (first == null)
			throw new InvalidInputException(input.path() + " is empty");
		if (!hasHeader(input, first, said)) {
			final List<String> names = first.length == 3 && !said.areNumbers() ? List.of("x", "y", "z") : IntStream.rangeClosed(1,
				first.length).mapToObj(n -> "column" + n).toList();
			final CoordinateColumns coordinates = CoordinateColumns.find(input.path(), names, said);
			return file(input, delimiter.format() + " without a header", delimiter, names, List.of(), coordinates, titles);
		}
		final List<String> names = List.of(first);
		final boolean spots = names.containsAll(List.of("POSITION_X", "POSITION_Y", "POSITION_Z"));
		if (format.orElse(PointFormat.TABLE) == PointFormat.TRACKMATE && !spots)
			throw new InvalidInputException(input.path() + " is no table of TrackMate's spots: it has no columns POSITION_X, " +
				"POSITION_Y, POSITION_Z; export the spots, not the tracks");
		if (spots && format.orElse(PointFormat.TRACKMATE) == PointFormat.TRACKMATE)
			return trackMate(input, delimiter, names, said, rows, titles);
		CoordinateColumns coordinates = CoordinateColumns.find(input.path(), names, said);
		if (titles > 0 && names.contains("Unit") && coordinates.convention().equals(Convention.VOXELS))
			coordinates = coordinates.with(new Convention(unit(rows.next(), names.indexOf("Unit")), Convention.Zero.CORNER, false));
		final boolean results = first[0].isBlank() && names.contains("X") && names.contains("Y");
		return file(input, results || format.equals(Optional.of(PointFormat.IMAGEJ)) ? "ImageJ Results" : delimiter.format(),
			delimiter, names, List.of(), coordinates, titles + 1);
	}

	/**
	 * Whether the first row has names. Rows of numbers are points, but for 0, 1, 2 ..., which pandas writes if the columns
	 * have no names; so are rows with numbers where the user says the coordinates are.
	 */
	private static boolean hasHeader(final PointInput input, final String[] first, final PointColumns said) {
		final boolean counted = first.length > 1 && IntStream.range(0, first.length).allMatch(i -> first[i].equals("" + i));
		if (counted)
			return true;
		if (Arrays.stream(first).allMatch(Coordinate::isNumber))
			return false;
		if (!said.areNumbers() || new HashSet<>(List.of(first)).contains(""))
			return true;
		for (int d = 0; d < 3; d++) {
			final int column = said.axis(d).map(word -> Integer.parseInt(word.strip())).orElse(0);
			if (column > first.length || column > 0 && !Coordinate.isNumber(first[column - 1]))
				return true;
		}
		return false;
	}

	private static RowPointFile trackMate(final PointInput input, final Delimiter delimiter, final List<String> names,
		final PointColumns said, final TableRows rows, final int titles) throws IOException
	{
		final PointColumns columns = new PointColumns(said.x().or(TRACKMATE::x), said.y().or(TRACKMATE::y), said.z().or(
			TRACKMATE::z));
		final CoordinateColumns coordinates = CoordinateColumns.find(input.path(), names, columns);
		final List<List<String>> further = new ArrayList<>();
		while (further.size() < MOST_FURTHER) {
			final String[] row = rows.next();
			if (row == null || row.length != names.size() || IntStream.range(0, 3).map(coordinates::axis).filter(c -> c >= 0)
				.anyMatch(c -> row[c].isBlank() || Coordinate.isNumber(row[c])))
				break;
			further.add(List.of(row));
		}
		final Optional<LengthUnit> unit = unit(further.isEmpty() ? null : further.get(further.size() - 1).toArray(String[]::new),
			coordinates.x());
		return file(input, "TrackMate spots", delimiter, names, further, coordinates.with(new Convention(unit,
			Convention.Zero.CENTRE, false)), titles + 1 + further.size());
	}

	private static Optional<LengthUnit> unit(final String[] row, final int column) {
		return row == null || column >= row.length ? Optional.empty() : LengthUnit.parse(row[column].strip().replaceAll(
			"^\\(|\\)$", ""));
	}

	private static RowPointFile file(final PointInput input, final String format, final Delimiter delimiter,
		final List<String> names, final List<List<String>> further, final CoordinateColumns coordinates, final int headers)
	{
		return new RowPointFile(input, format + ", " + coordinates.text(names), names, further, coordinates, badRows -> {
			final TableRows rows = new TableRows(input, delimiter.character());
			for (int i = 0; i < headers; i++)
				rows.next();
			return rows;
		});
	}
}
