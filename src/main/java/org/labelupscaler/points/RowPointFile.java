package org.labelupscaler.points;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file of points that is read row by row as text.
 *
 * @param input the file
 * @param format what it is in words
 * @param columns all columns
 * @param furtherHeaderRows rows that are no points
 * @param coordinates the columns of the coordinates
 * @param usual which rows are taken unless the user says something else
 * @param meaning what the beginning of the file says of all rows
 * @param rows opens the rows
 */
public record RowPointFile(PointInput input, String format, List<String> columns, List<List<String>> furtherHeaderRows,
	CoordinateColumns coordinates, PointFilter usual, RowMeaning meaning, Opening rows) implements PointFile
{

	/** Copies the lists. */
	public RowPointFile {
		columns = List.copyOf(columns);
		furtherHeaderRows = furtherHeaderRows.stream().map(List::copyOf).toList();
	}

	/**
	 * A file whose rows are all points.
	 *
	 * @param input the file
	 * @param format what it is in words
	 * @param columns all columns
	 * @param furtherHeaderRows rows that are no points
	 * @param coordinates the columns of the coordinates
	 * @param rows opens the rows
	 */
	public RowPointFile(final PointInput input, final String format, final List<String> columns,
		final List<List<String>> furtherHeaderRows, final CoordinateColumns coordinates, final Opening rows)
	{
		this(input, format, columns, furtherHeaderRows, coordinates, PointFilter.ALL, RowMeaning.PLAIN, rows);
	}

	/** Opens the rows of a file. */
	public interface Opening {

		/**
		 * @param badRows hears of what is there in place of a point, if the source finds it; rows with missing or wrong
		 *          coordinates are found by who reads them
		 * @return the rows; the caller closes them
		 * @throws IOException if the file cannot be read
		 */
		RowSource open(BadRows badRows) throws IOException;
	}

	@Override
	public Path path() {
		return input.path();
	}

	@Override
	public Convention convention() {
		return coordinates.convention();
	}

	@Override
	public DecimalMark decimal() {
		return meaning.decimal();
	}

	/** NB: TrackMate multiplies pixels by their size, whatever the origin of the image. */
	@Override
	public boolean isFromFirstVoxel() {
		return columns.containsAll(List.of("POSITION_X", "POSITION_Y"));
	}

	@Override
	public List<String> notes() {
		final List<String> notes = new ArrayList<>(meaning.notes());
		coordinates.habit(columns).map(ColumnHabit::note).ifPresent(notes::add);
		return notes;
	}

	@Override
	public Optional<String> question() {
		return meaning.question().or(() -> coordinates.question(columns));
	}

	@Override
	public PointReader open(final BadRows badRows) {
		try {
			return new RowPointReader(input, columns, coordinates, meaning, rows.open(badRows), badRows);
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
	}

	/** NB: how rows are opened follows from what the file is. */
	@Override
	public boolean equals(final Object other) {
		return other instanceof RowPointFile o && Arrays.equals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { input, format, columns, furtherHeaderRows, coordinates, usual, meaning };
	}
}
