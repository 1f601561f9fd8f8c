package org.labelupscaler.points.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.Coordinate;
import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowMeaning;
import org.labelupscaler.points.RowPointFile;
import org.labelupscaler.source.HeaderFields;

/**
 * The nodes of traced neurons (.swc): a line of number, type, x, y, z, radius and parent for each, with any spaces between.
 * The format has no unit; programs write micrometres, which is said. Vaa3D (.eswc) writes further numbers behind these.
 */
public final class Swc {

	private static final List<String> COLUMNS = List.of("id", "type", "x", "y", "z", "radius", "parent");
	private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
	private static final List<String> NOTES = List.of("The file does not say its unit: micrometres are taken, as programs write them " +
		"(coordinates).", "Every node is taken; type=1 takes somata only (where).");

	private Swc() {}

	/**
	 * @param start the beginning of a text
	 * @return whether it is that of such a file: numbers, the first of them a root
	 */
	public static boolean isStart(final String start) {
		final String[] first = start.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).findFirst().map(line -> line
			.split("[ \t]+")).orElse(new String[0]);
		return first.length == COLUMNS.size() && WHOLE.matcher(first[0]).matches() && WHOLE.matcher(first[1]).matches() && first[6].equals("-1") &&
			Arrays.stream(first).allMatch(Coordinate::isNumber);
	}

	/**
	 * @param input the file
	 * @param said which columns are taken
	 * @return the file
	 * @throws org.labelupscaler.InvalidInputException if it cannot be read
	 */
	public static RowPointFile describe(final PointInput input, final PointColumns said) {
		final Optional<String> moved;
		final List<String> columns = new ArrayList<>(COLUMNS);
		try (SwcRows rows = new SwcRows(input)) {
			final String[] first = rows.next();
			while (first != null && columns.size() < first.length)
				columns.add("column" + (columns.size() + 1));
			moved = rows.moved();
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
		final CoordinateColumns coordinates = CoordinateColumns.find(input.path(), columns, said).with(new Convention(Optional.of(
			LengthUnit.MICROMETER), Convention.Zero.CORNER, false));
		return new RowPointFile(input, "SWC, " + coordinates.text(columns), columns, List.of(), coordinates, PointFilter.ALL, moved.map(
			line -> RowMeaning.asking("the line '" + HeaderFields.shown(line) + "' is not applied")).orElse(RowMeaning.of(NOTES)),
			badRows -> new SwcRows(input));
	}
}
