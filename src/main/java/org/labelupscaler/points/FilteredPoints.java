package org.labelupscaler.points;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** The points of a list that a filter takes, numbered anew. */
final class FilteredPoints implements PointReader {

	private final Path file;
	private final PointReader reader;
	private final BadRows badRows;
	private final Predicate<String[]> filter;
	private final boolean all;
	private final PointKinds kinds;
	private long first;

	/**
	 * @param file the file, for messages
	 * @param reader all points; closed with this
	 * @param badRows hears of points of which it cannot be said whether they are taken
	 * @param filter says of the fields of a row whether it is taken
	 * @param all whether it takes every row
	 * @param kinds hears of all rows
	 */
	FilteredPoints(final Path file, final PointReader reader, final BadRows badRows, final Predicate<String[]> filter, final boolean all,
		final PointKinds kinds)
	{
		this.file = file;
		this.reader = reader;
		this.badRows = badRows;
		this.filter = filter;
		this.all = all;
		this.kinds = kinds;
	}

	@Override
	public Optional<PointBatch> next() {
		for (Optional<PointBatch> batch = reader.next(); batch.isPresent(); batch = reader.next()) {
			final PointBatch points = batch.get();
			// NB: to make the fields of a row of numbers takes time.
			if (all && !kinds.areTold())
				return batch;
			final int[] kept = new int[points.count()];
			int count = 0;
			for (int i = 0; i < kept.length; i++) {
				final String[] fields = points.rows().fields(i);
				try {
					final boolean taken = filter.test(fields);
					kinds.add(fields, taken);
					if (taken)
						kept[count++] = i;
				}
				catch (final IllegalArgumentException e) {
					badRows.found(file, "point " + (points.first() + i + 1), e.getMessage());
				}
			}
			if (count == kept.length && all)
				return batch;
			if (count > 0)
				return Optional.of(some(points, Arrays.copyOf(kept, count)));
		}
		return Optional.empty();
	}

	private PointBatch some(final PointBatch points, final int[] kept) {
		final double[][] axes = new double[3][kept.length];
		for (int d = 0; d < 3; d++)
			for (int i = 0; i < kept.length; i++)
				axes[d][i] = points.axis(d)[kept[i]];
		first += kept.length;
		return new PointBatch(first - kept.length, axes[0], axes[1], axes[2], i -> points.rows().fields(kept[i]));
	}

	@Override
	public long done() {
		return reader.done();
	}

	@Override
	public long all() {
		return reader.all();
	}

	@Override
	public void close() {
		reader.close();
	}
}
