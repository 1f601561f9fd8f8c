package org.labelupscaler.points;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

import org.labelupscaler.source.HeaderFields;

/** Makes points of rows of text. */
final class RowPointReader implements PointReader {

	private final RowPointFile file;
	private final RowSource rows;
	private final BadRows badRows;
	private final int columns;
	private final DecimalMark decimal;
	private final int unitColumn;
	private final double[][] coordinates = new double[3][];
	private long first;

	RowPointReader(final RowPointFile file, final RowSource rows, final BadRows badRows) {
		this.file = file;
		this.rows = rows;
		this.badRows = badRows;
		this.columns = file.columns().size();
		decimal = file.meaning().decimal();
		unitColumn = file.meaning().unitColumn();
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
				final String[] row = next.length == columns ? next : fitted(next);
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

	/** NB: spreadsheets fill up rows with empty fields; Imaris ends lines with a comma, some of them. */
	private String[] fitted(final String[] row) {
		for (int i = columns; i < row.length; i++)
			if (!row[i].isBlank())
				return row;
		for (int i = row.length; i < columns; i++)
			if (!file.columns().get(i).isBlank())
				return row;
		final String[] fitted = Arrays.copyOf(row, columns);
		Arrays.fill(fitted, Math.min(row.length, columns), columns, "");
		return fitted;
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
				coordinates[d][at] = column == CoordinateColumns.NONE ? 0 : Coordinate.parse(row[column], decimal);
			}
			catch (final NumberFormatException e) {
				badRows.found(file.path(), rows.place(), ColumnName.AXES.get(d) + " " + e.getMessage());
				return false;
			}
		}
		if (unitColumn != CoordinateColumns.NONE && !row[unitColumn].strip().equals(file.meaning().unit())) {
			badRows.found(file.path(), rows.place(), "its unit is '" + HeaderFields.shown(row[unitColumn].strip()) + "', that of the first " +
				"row '" + HeaderFields.shown(file.meaning().unit()) + "'");
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
