package org.labelupscaler.points;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.source.HeaderFields;

/** Makes points of rows of text. */
final class RowPointReader implements PointReader {

	private final PointInput input;
	private final List<String> names;
	private final CoordinateColumns places;
	private final RowMeaning meaning;
	private final RowSource rows;
	private final BadRows badRows;
	private final double[][] coordinates = new double[3][];
	private long first;

	/**
	 * @param input the file
	 * @param names all columns
	 * @param places the columns of the coordinates
	 * @param meaning what the beginning of the file says of all rows
	 * @param rows the rows; closed with this
	 * @param badRows hears of rows that are no points
	 */
	RowPointReader(final PointInput input, final List<String> names, final CoordinateColumns places, final RowMeaning meaning,
		final RowSource rows, final BadRows badRows)
	{
		this.input = input;
		this.names = names;
		this.places = places;
		this.meaning = meaning;
		this.rows = rows;
		this.badRows = badRows;
	}

	@Override
	public Optional<PointBatch> next() {
		final String[][] fields = new String[PointBatch.MOST][];
		for (int d = 0; d < 3; d++)
			coordinates[d] = new double[PointBatch.MOST];
		int count = 0;
		try {
			while (count < PointBatch.MOST) {
				final String[] next = rows.next();
				if (next == null)
					break;
				final String[] row = next.length == names.size() ? next : fitted(next);
				if (isPoint(row, count))
					fields[count++] = row;
			}
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
		if (count == 0)
			return Optional.empty();
		if (count < PointBatch.MOST)
			for (int d = 0; d < 3; d++)
				coordinates[d] = Arrays.copyOf(coordinates[d], count);
		first += count;
		return Optional.of(new PointBatch(first - count, coordinates[0], coordinates[1], coordinates[2], i -> fields[i]));
	}

	/** NB: spreadsheets fill up rows with empty fields; Imaris ends lines with a comma, some of them. */
	private String[] fitted(final String[] row) {
		for (int i = names.size(); i < row.length; i++)
			if (!row[i].isBlank())
				return row;
		for (int i = row.length; i < names.size(); i++)
			if (!names.get(i).isBlank())
				return row;
		final String[] fitted = Arrays.copyOf(row, names.size());
		Arrays.fill(fitted, Math.min(row.length, names.size()), names.size(), "");
		return fitted;
	}

	private boolean isPoint(final String[] row, final int at) {
		if (row.length != names.size()) {
			badRows.found(input.path(), rows.place(), "it has " + row.length + (row.length == 1 ? " field" : " fields") +
				", but there are " + names.size() + " columns");
			return false;
		}
		for (int d = 0; d < 3; d++) {
			final int column = places.axis(d);
			try {
				coordinates[d][at] = column == CoordinateColumns.NONE ? 0 : Coordinate.parse(row[column], meaning.decimal());
			}
			catch (final NumberFormatException e) {
				badRows.found(input.path(), rows.place(), ColumnName.AXES.get(d) + " " + e.getMessage());
				return false;
			}
		}
		if (meaning.unitColumn() != CoordinateColumns.NONE && !row[meaning.unitColumn()].strip().equals(meaning.unit())) {
			badRows.found(input.path(), rows.place(), "its unit is '" + HeaderFields.shown(row[meaning.unitColumn()].strip()) + "', that of the first " +
				"row '" + HeaderFields.shown(meaning.unit()) + "'");
			return false;
		}
		return true;
	}

	@Override
	public long done() {
		return rows.bytes().done();
	}

	@Override
	public long all() {
		return rows.bytes().all();
	}

	@Override
	public void close() {
		try {
			rows.close();
		}
		catch (final IOException e) {
			// NB: what was read of it was read well.
		}
	}
}
