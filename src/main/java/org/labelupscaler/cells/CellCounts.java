package org.labelupscaler.cells;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.labelupscaler.label.Histogram;

/** How many cells of each region there are, and where they lie. Not thread-safe. */
final class CellCounts {

	private final Histogram left = new Histogram();
	private final Histogram right = new Histogram();
	private long cells;
	private long outside;
	/** Of all cells that have a place, in target voxels. */
	private final double[] min = new double[3];
	private final double[] max = new double[3];

	CellCounts() {
		Arrays.fill(min, Double.POSITIVE_INFINITY);
		Arrays.fill(max, Double.NEGATIVE_INFINITY);
	}

	/** Counts some cells; the rows know on which side they are. */
	static CellCounts of(final AssignedCells assigned, final AssignedRows rows) {
		final CellCounts counts = new CellCounts();
		counts.cells = assigned.count();
		for (int i = 0; i < assigned.count(); i++)
			if (!assigned.inside()[i])
				counts.outside++;
			else
				(rows.isLeft(assigned, i) ? counts.left : counts.right).add(assigned.ids()[i], 1);
		for (int d = 0; d < 3; d++)
			for (int i = 0; i < assigned.count(); i++) {
				final double position = assigned.position(i, d);
				if (Math.abs(position) <= Double.MAX_VALUE) {
					counts.min[d] = Math.min(counts.min[d], position);
					counts.max[d] = Math.max(counts.max[d], position);
				}
			}
		return counts;
	}

	void add(final CellCounts other) {
		other.left.forEach(left::add);
		other.right.forEach(right::add);
		cells += other.cells;
		outside += other.outside;
		for (int d = 0; d < 3; d++) {
			min[d] = Math.min(min[d], other.min[d]);
			max[d] = Math.max(max[d], other.max[d]);
		}
	}

	RegionTable.Counts counts() {
		return new RegionTable.Counts(map(left), map(right));
	}

	private static Map<Long, Long> map(final Histogram histogram) {
		final Map<Long, Long> map = new HashMap<>();
		histogram.forEach(map::put);
		return map;
	}

	long cells() {
		return cells;
	}

	long outside() {
		return outside;
	}

	/** From where to where they lie along an axis, in target voxels; nothing lies anywhere if the first is larger. */
	double[] range(final int axis) {
		return new double[] { min[axis], max[axis] };
	}
}
