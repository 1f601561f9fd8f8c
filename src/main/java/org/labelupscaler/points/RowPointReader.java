package org.labelupscaler.points;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Makes points of rows of text. */
final class RowPointReader implements PointReader {

	private final RowPointFile file;
	private final RowSource rows;
	private final BadRows badRows;
	private final int columns;
	private final double[][] coordinates = new double[3][];
	private long first;

	RowPointReader(final RowPointFile file, final RowSource rows, final BadRows badRows) {
		this.file = file;
		this.rows = rows;
		this.badRows = badRows;
		this.columns = file.columns().size();
	}

	@Override
	public Optional<PointBatch> next() {
		final String[][] fields = new String[PointBatch.MOST][];
		for (int d = 0; d < 3; d++)
			coordinates[d] = new double[PointBatch.MOST];
		int count = 0;
		try {
			while (count < PointBatch.MOST) {
				final String[] row = rows.next();
				if (row == null)
					break;
				if (isPoint(row, count))
					fields[count++] = row;
			}
		}
		catch (final IOException e) {
			throw file.input().unreadable(e);
		}
		if (count == 0)
			return Optional.empty();
		if (count < PointBatch.MOST)
			for (int d = 0; d < 3; d++)
				coordinates[d] = Arrays.copyOf(coordinates[d], count);
		first += count;
		return Optional.of(new PointBatch(first - count, coordinates[0], coordinates[1], coordinates[2], i -> fields[i]));
	}

	private boolean isPoint(final String[] row, final int at) {
		if (row.length != columns) {
			badRows.found(file.path(), rows.place(), "it has " + row.length + (row.length == 1 ? " field" : " fields") +
				", but there are " + columns + " columns");
			return false;
		}
		for (int d = 0; d < 3; d++) {
			final int column = file.coordinates().axis(d);
			try {
				coordinates[d][at] = column == CoordinateColumns.NONE ? 0 : Coordinate.parse(row[column]);
			}
			catch (final NumberFormatException e) {
				badRows.found(file.path(), rows.place(), ColumnName.AXES.get(d) + " " + e.getMessage());
				return false;
			}
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
