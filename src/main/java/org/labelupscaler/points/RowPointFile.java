package org.labelupscaler.points;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of points that is read row by row as text.
 *
 * @param input the file
 * @param format what it is in words
 * @param columns all columns
 * @param furtherHeaderRows rows that are no points
 * @param coordinates the columns of the coordinates
 * @param rows opens the rows
 */
public record RowPointFile(PointInput input, String format, List<String> columns, List<List<String>> furtherHeaderRows,
	CoordinateColumns coordinates, Opening rows) implements PointFile
{

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
	public PointReader open(final BadRows badRows) {
		try {
			return new RowPointReader(this, rows.open(badRows), badRows);
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
	}
}
