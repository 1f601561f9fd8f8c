package org.labelupscaler.points.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.points.AssignedTable;
import org.labelupscaler.points.ColumnHabit;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.Coordinate;
import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.DecimalMark;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.points.PointFormat;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowMeaning;
import org.labelupscaler.points.RowPointFile;
import org.labelupscaler.points.SlicerSpace;
import org.labelupscaler.points.UnitWord;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.text.PlainText;

/**
 * Tables of text. What programs write:
 * <ul>
 * <li>ImageJ's Results: the first column has no name but a space; X and Y count from the corner of the first pixel (in
 * units, if the image has any); Slice counts from 1.</li>
 * <li>TrackMate's spots: the columns POSITION_X, POSITION_Y, POSITION_Z, from the centre of the first voxel in the unit of
 * the image. Since version 7 up to three rows below the first say names and units; earlier versions wrote a Results table
 * without units.</li>
 * <li>Mastodon's spots: three rows of names, of axes and of units.</li>
 * <li>Imaris's positions: two lines of a title, then names with a column Unit.</li>
 * <li>Slicer's points (.fcsv): comments that say the columns, and in which axes of the patient the coordinates are.</li>
 * <li>NumPy's savetxt: no header, or one that starts with #.</li>
 * <li>spreadsheets: {@code sep=;} in the first line, rows filled up with empty fields, decimal commas.</li>
 * <li>other programs: see {@link ColumnHabit}.</li>
 * </ul>
 */
public final class Tables {

	private static final PointColumns TRACKMATE = PointColumns.of("POSITION_X", "POSITION_Y", "POSITION_Z");
	/** Indices of voxels. */
	private static final Convention CENTRES = new Convention(Optional.empty(), Convention.Zero.CENTRE, false);
	private static final int MOST_FURTHER = 3;
	private static final Pattern COLUMNS = Pattern.compile("#\\s*columns\\s*=\\s*");
	private static final Pattern SPACE = Pattern.compile("#\\s*CoordinateSystem\\s*=\\s*");
	private static final String UNSAID = "The table does not say whether its coordinates are voxels or lengths: they are taken for " +
		"voxels, as in an image without a scale (coordinates).";

	private Tables() {}

	/**
	 * @param input the file
	 * @param said which columns are taken
	 * @param format what it is; nothing to see it from the names of the columns
	 * @param decimal what stands before the decimals of coordinates; nothing to see it from the first rows
	 * @return the file
	 * @throws InvalidInputException if it is no table, or the columns are not plain
	 */
	public static RowPointFile describe(final PointInput input, final PointColumns said, final Optional<PointFormat> format,
		final Optional<DecimalMark> decimal)
	{
		try {
			final String start = start(input);
			final Delimiter delimiter = Delimiter.of(input, start);
			try (TableRows rows = new TableRows(input, delimiter.character())) {
				return new Tables.Reading(input, said, format, decimal, delimiter).describe(TableStart.of(input, rows, Delimiter.isTold(start),
					said));
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

	/** One table and what the user says of it. */
	private record Reading(PointInput input, PointColumns said, Optional<PointFormat> format, Optional<DecimalMark> decimal,
		Delimiter delimiter)
	{

		RowPointFile describe(final TableStart start) {
			if (start.header() < 0) {
				final int count = start.below().get(0).length;
				final List<String> names = count == 3 && !said.areNumbers() ? List.of("x", "y", "z") : IntStream.rangeClosed(1, count).mapToObj(
					n -> "column" + n).toList();
				final CoordinateColumns coordinates = CoordinateColumns.find(input.path(), names, said);
				final Optional<String> kind = elastix(start);
				return file(delimiter.format() + " without a header", start, names, kind.isEmpty() ? coordinates : coordinates.with(CENTRES), kind.filter(
					"point"::equals).map(word -> RowMeaning.asking("the first line, 'point', says as elastix has it that these are coordinates in the space " +
						"of an image, with its origin and its directions")).orElse(RowMeaning.PLAIN));
			}
			final List<String> names = start.names();
			final boolean spots = names.containsAll(List.of("POSITION_X", "POSITION_Y", "POSITION_Z"));
			if (format.orElse(PointFormat.TABLE) == PointFormat.TRACKMATE && !spots)
				throw new InvalidInputException(input.path() + " is no table of TrackMate's spots: it has no columns POSITION_X, " +
					"POSITION_Y, POSITION_Z; export the spots, not the tracks");
			if (spots && format.orElse(PointFormat.TRACKMATE) == PointFormat.TRACKMATE)
				return trackMate(start, names);
			if (isFiducials(start))
				return fiducials(start, names);
			if (names.stream().filter(name -> name.equals("Spot position")).count() >= 2 && !start.below().isEmpty())
				return mastodon(start, names);
			if (names.contains("Spot position X"))
				return ofUnits("Mastodon", start, names, CoordinateColumns.find(input.path(), names, said));
			return plain(start, names);
		}

		/** The points of elastix and transformix: "index" or "point", and the number of points, are lines of their own. */
		private static Optional<String> elastix(final TableStart start) {
			final List<String[]> titles = start.rows().subList(0, start.data());
			return titles.size() == 2 && titles.stream().allMatch(row -> row.length == 1) && titles.get(1)[0].strip().matches("[0-9]+") ? Optional.of(
				titles.get(0)[0].strip()).filter(word -> word.equals("index") || word.equals("point")) : Optional.empty();
		}

		private RowPointFile plain(final TableStart start, final List<String> names) {
			final CoordinateColumns found = CoordinateColumns.find(input.path(), names, said);
			final Optional<ColumnHabit> habit = found.habit(names);
			final boolean results = names.get(0).isBlank() && names.contains("X") && names.contains("Y") || format.equals(Optional.of(
				PointFormat.IMAGEJ));
			final int column = TableStart.unitColumn(names);
			final String title = habit.map(ColumnHabit::program).orElse(results ? "ImageJ Results" : delimiter.format());
			final Optional<String> question = AssignedTable.question(names);
			final Optional<Convention> convention = AssignedTable.convention(names).filter(c -> !c.slices() || names.indexOf("z") == found.z());
			if (question.isPresent() || convention.isPresent())
				return file(title, start, names, found.with(convention.orElse(found.convention())), question.map(RowMeaning::asking).orElse(
					RowMeaning.PLAIN));
			if (start.unitRow(found).isPresent() && !found.isMeasured(names) && found.question(names).isEmpty())
				return ofRows(title, start, names, found, 1, start.unitRow(found), found.convention());
			if (column >= 0 && habit.isEmpty() && !found.isMeasured(names) && found.question(names).isEmpty())
				return ofUnit(start, names, found, column, title);
			final Optional<String> comment = start.unitComment().filter(line -> !found.isMeasured(names) && found.convention().unit().isEmpty());
			if (comment.isPresent())
				return file(title, start, names, found, RowMeaning.asking("the comment '" + HeaderFields.shown(comment.get()) + "' says a unit, and " +
					"the names of the columns do not"));
			final boolean unsaid = results && habit.isEmpty() && !found.isMeasured(names);
			final List<String> notes = new ArrayList<>(unsaid ? List.of(UNSAID) : List.of());
			if (unsaid && found.z() >= 0 && !found.convention().slices())
				notes.add("Z is taken to count from 0; if it is the number of a slice, as of the 3D Objects Counter, name that column Slice.");
			return file(title, start, names, found, RowMeaning.of(notes));
		}

		/** A table that says the unit of each row. A number in that column is the number of a unit of another kind. */
		private RowPointFile ofUnit(final TableStart start, final List<String> names, final CoordinateColumns found, final int column,
			final String title)
		{
			final Optional<String> unit = start.unit(column).filter(word -> !Coordinate.isNumber(word));
			if (unit.isEmpty())
				return file(title, start, names, found, start.unit(column).isPresent() || start.below().isEmpty() ? RowMeaning.PLAIN : RowMeaning.asking(
					"column '" + HeaderFields.shown(names.get(column)) + "' says no unit"));
			final Convention convention = found.convention();
			final Optional<LengthUnit> length = UnitWord.length(unit.get());
			final Optional<String> question = length.isPresent() || UnitWord.isVoxels(unit.get()) ? Optional.empty() : Optional.of(
				"the unit '" + HeaderFields.shown(unit.get()) + "' of column '" + HeaderFields.shown(names.get(column)) + "' is not known");
			return file(title, start, names, found.with(convention.with(length)), new RowMeaning(
				DecimalMark.POINT, column, unit.get(), List.of(), question));
		}

		/** NB: the columns are said in a comment; some versions write more fields than they say. */
		private static boolean isFiducials(final TableStart start) {
			return start.rows().subList(0, start.data()).stream().anyMatch(row -> row[0].matches("#\\s*(CoordinateSystem|Markups fiducial file).*"));
		}

		private RowPointFile fiducials(final TableStart start, final List<String> names) {
			final List<String[]> comments = start.rows().subList(0, start.data());
			final String[] said = comments.stream().filter(row -> COLUMNS.matcher(row[0]).lookingAt()).findFirst().orElse(null);
			if (said == null)
				throw new InvalidInputException(input.path() + " is a list of points of Slicer without a line '# columns = ...'; save it again");
			final List<String> all = new ArrayList<>(List.of(said));
			all.set(0, COLUMNS.matcher(said[0]).replaceFirst(""));
			final int count = start.below().stream().mapToInt(row -> row.length).max().orElse(all.size());
			while (all.size() < Math.min(count, said.length + 8))
				all.add("");
			final String axes = comments.stream().map(row -> row[0]).filter(row -> SPACE.matcher(row).lookingAt()).map(
				row -> SPACE.matcher(row).replaceFirst("").strip()).findFirst().orElse("");
			final CoordinateColumns found = CoordinateColumns.find(input.path(), all, this.said);
			return file("Slicer points", start, all, found.with(new Convention(Optional.of(LengthUnit.MILLIMETER), Convention.Zero.CENTRE,
				false)), RowMeaning.asking(SlicerSpace.question(axes, "mm")));
		}

		private RowPointFile trackMate(final TableStart start, final List<String> names) {
			final PointColumns columns = new PointColumns(said.x().or(TRACKMATE::x), said.y().or(TRACKMATE::y), said.z().or(
				TRACKMATE::z));
			final CoordinateColumns coordinates = CoordinateColumns.find(input.path(), names, columns);
			return ofUnits("TrackMate spots", start, names, coordinates);
		}

		/** Names, axes and units are rows of their own: Spot position, X, (µm). */
		private RowPointFile mastodon(final TableStart start, final List<String> names) {
			final String[] axes = start.below().get(0);
			final List<String> all = new ArrayList<>();
			for (int i = 0; i < names.size(); i++)
				all.add(i >= axes.length || axes[i].isBlank() ? names.get(i) : names.get(i).strip() + " " + axes[i].strip());
			final TableStart below = new TableStart(start.rows(), start.header(), start.data() + 1);
			return ofUnits("Mastodon spots", below, all, CoordinateColumns.find(input.path(), all, said));
		}

		/** The last row above the points says the units. */
		private RowPointFile ofUnits(final String title, final TableStart start, final List<String> names, final CoordinateColumns coordinates) {
			final int further = further(start, names, coordinates);
			final Optional<String> unit = further == 0 || coordinates.x() < 0 ? Optional.empty() : Optional.of(TableStart.unbracketed(start.below().get(
				further - 1)[coordinates.x()]));
			return ofRows(title, start, names, coordinates, further, unit, new Convention(Optional.empty(), Convention.Zero.CENTRE, false));
		}

		/** Rows below the names that are no points: they have no numbers where coordinates are. */
		private static int further(final TableStart start, final List<String> names, final CoordinateColumns coordinates) {
			int further = 0;
			for (final String[] row : start.below())
				if (further == MOST_FURTHER || row.length != names.size() || IntStream.range(0, 3).map(coordinates::axis).filter(c -> c >= 0).anyMatch(
					c -> row[c].isBlank() || Coordinate.isNumber(row[c]) || Coordinate.isWithComma(row[c])))
					break;
				else
					further++;
			return further;
		}

		private RowPointFile ofRows(final String title, final TableStart start, final List<String> names, final CoordinateColumns coordinates,
			final int further, final Optional<String> unit, final Convention convention)
		{
			final Optional<LengthUnit> length = unit.flatMap(UnitWord::length);
			final CoordinateColumns measured = coordinates.with(convention.with(length));
			final RowMeaning meaning = unit.isEmpty() || unit.get().isBlank() ? AssignedTable.question(names).map(RowMeaning::asking).orElse(RowMeaning
				.of(List.of(UNSAID))) : length.isPresent() || UnitWord
				.isVoxels(unit.get()) ? RowMeaning.PLAIN : RowMeaning.asking("the unit '" + HeaderFields.shown(unit.get()) + "' of column '" +
					HeaderFields.shown(names.get(coordinates.x())) + "' is not known");
			return file(title, new TableStart(start.rows(), start.header(), start.data() + further), start.below().subList(0, further).stream().map(
				List::of).toList(), names, measured, meaning);
		}

		private RowPointFile file(final String title, final TableStart start, final List<String> names, final CoordinateColumns coordinates,
			final RowMeaning meaning)
		{
			return file(title, start, List.of(), names, coordinates, meaning);
		}

		private RowPointFile file(final String title, final TableStart start, final List<List<String>> further, final List<String> names,
			final CoordinateColumns coordinates, final RowMeaning meaning)
		{
			final DecimalMark mark = decimal.orElseGet(() -> start.decimal(input, IntStream.range(0, 3).map(coordinates::axis).filter(c -> c >= 0)
				.boxed().toList()));
			final List<String> notes = new ArrayList<>(meaning.notes());
			if (start.header() >= 0 && start.isNamedByRow() && names.get(0).equals("row"))
				notes.add("There is one name less than columns: the first column is taken for the names of rows, as R writes them.");
			if (mark == DecimalMark.COMMA && decimal.isEmpty())
				notes.add("Numbers are read with a decimal comma, as the first rows have it (decimal).");
			return new RowPointFile(input, title + ", " + coordinates.text(names), names, further, coordinates, PointFilter.ALL, new RowMeaning(mark,
				meaning.unitColumn(), meaning.unit(), notes, meaning.question()), badRows -> {
					final TableRows rows = new TableRows(input, delimiter.character());
					for (int i = 0; i < start.data(); i++)
						rows.next();
					return rows;
				});
		}
	}
}
