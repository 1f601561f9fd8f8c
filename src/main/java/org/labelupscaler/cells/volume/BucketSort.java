package org.labelupscaler.cells.volume;

import java.util.ArrayList;
import java.util.List;

/** Sorts cells by the blocks they reach into; a cell that reaches into several ranges goes into each. Thread-safe. */
final class BucketSort {

	private final Balls balls;
	private final Ranges ranges;
	private final List<CellFile.Bucket> buckets = new ArrayList<>();

	BucketSort(final Balls balls, final Ranges ranges, final CellFile file) {
		this.balls = balls;
		this.ranges = ranges;
		for (int r = 0; r < ranges.count(); r++)
			buckets.add(file.new Bucket());
	}

	Ranges ranges() {
		return ranges;
	}

	CellFile.Bucket bucket(final int range) {
		return buckets.get(range);
	}

	/** How many cells are in all buckets. */
	long count() {
		return buckets.stream().mapToLong(CellFile.Bucket::count).sum();
	}

	/** Writes what is in memory still. */
	void flush() {
		buckets.forEach(CellFile.Bucket::flush);
	}

	/** Makes one that takes cells, for one thread. */
	CellVisitor visitor() {
		return new Sorter();
	}

	private final class Sorter implements CellVisitor, Balls.Stretch {

		private double x;
		private double y;
		private double z;
		private long number;
		private long value;
		private int last;

		@Override
		public void cell(final double cellX, final double cellY, final double cellZ, final long cellNumber,
			final long cellValue)
		{
			x = cellX;
			y = cellY;
			z = cellZ;
			number = cellNumber;
			value = cellValue;
			last = -1;
			balls.blocks(x, y, z, this);
		}

		@Override
		public void blocks(final long first, final long lastBlock) {
			if (lastBlock < ranges.from() || first >= ranges.to())
				return;
			final int to = ranges.of(Math.min(lastBlock, ranges.to() - 1));
			for (int r = Math.max(last + 1, ranges.of(Math.max(first, ranges.from()))); r <= to; r++)
				buckets.get(r).add(x, y, z, number, value);
			last = Math.max(last, to);
		}
	}
}
