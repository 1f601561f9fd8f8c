package org.labelupscaler.cells;

import java.util.HashMap;
import java.util.Map;

import org.labelupscaler.label.Histogram;

/** How many cells of each region there are. Not thread-safe. */
final class CellCounts {

	private final Histogram left = new Histogram();
	private final Histogram right = new Histogram();
	private long cells;
	private long outside;

	/** Counts some cells; the rows know on which side they are. */
	static CellCounts of(final AssignedCells assigned, final AssignedRows rows) {
		final CellCounts counts = new CellCounts();
		counts.cells = assigned.count();
		for (int i = 0; i < assigned.count(); i++)
			if (!assigned.inside()[i])
				counts.outside++;
			else
				(rows.isLeft(assigned, i) ? counts.left : counts.right).add(assigned.ids()[i], 1);
		return counts;
	}

	void add(final CellCounts other) {
		other.left.forEach(left::add);
		other.right.forEach(right::add);
		cells += other.cells;
		outside += other.outside;
	}

	RegionTable.Counts counts() {
		return new RegionTable.Counts(map(left), map(right));
	}

	private static Map<Long, Long> map(final Histogram histogram) {
		final Map<Long, Long> map = new HashMap<>();
		histogram.forEach(map::put);
		return map;
	}

	/** How many labels have cells, or a few more. */
	int labels() {
		return Math.max(left.size(), right.size());
	}

	long cells() {
		return cells;
	}

	long outside() {
		return outside;
	}
}
