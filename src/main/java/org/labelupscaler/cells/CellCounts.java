package org.labelupscaler.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.labelupscaler.label.Histogram;

/** How many cells of each region there are, and where they lie. Not thread-safe. */
final class CellCounts {

	/** Cells of each batch whose places are kept: few enough for any number of batches. */
	private static final int SAMPLED = 64;

	private final Histogram left = new Histogram();
	private final Histogram right = new Histogram();
	private long cells;
	private long outside;
	/** Where some of the cells lie, in target voxels, those without a place left out. */
	private final List<double[]> sample = new ArrayList<>();

	/** Counts some cells; the rows know on which side they are. */
	static CellCounts of(final AssignedCells assigned, final AssignedRows rows) {
		final CellCounts counts = new CellCounts();
		counts.cells = assigned.count();
		for (int i = 0; i < assigned.count(); i++)
			if (!assigned.inside()[i])
				counts.outside++;
			else
				(rows.isLeft(assigned, i) ? counts.left : counts.right).add(assigned.ids()[i], 1);
		final int step = Math.max(1, assigned.count() / SAMPLED);
		for (int i = 0; i < assigned.count(); i += step) {
			final double[] place = { assigned.position(i, 0), assigned.position(i, 1), assigned.position(i, 2) };
			if (Arrays.stream(place).allMatch(Double::isFinite))
				counts.sample.add(place);
		}
		return counts;
	}

	void add(final CellCounts other) {
		other.left.forEach(left::add);
		other.right.forEach(right::add);
		cells += other.cells;
		outside += other.outside;
		sample.addAll(other.sample);
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

	/** From where to where the middle 98 % of them lie along an axis, in target voxels; empty if none lies anywhere. */
	double[] usualRange(final int axis) {
		final double[] places = sample.stream().mapToDouble(place -> place[axis]).sorted().toArray();
		final int n = places.length;
		final int left = n > 10 ? Math.max(1, n / 100) : 0;
		return n == 0 ? places : new double[] { places[left], places[n - 1 - left] };
	}
}
