package org.labelupscaler.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.labelupscaler.label.Histogram;
import org.labelupscaler.points.PointBatch;

/** How many cells of each region there are, and where they lie. Not thread-safe. */
final class CellCounts {

	/** Cells of each batch whose places are kept. */
	private static final int SAMPLED = 512;
	/** Cells whose places are kept of all; where there are more, every second of them is left out. */
	private static final int MOST_SAMPLED = 1 << 15;

	private final Histogram left = new Histogram();
	private final Histogram right = new Histogram();
	private long cells;
	private long outside;
	/** Of so many cells of a batch's sample one is kept, at least one of each batch. */
	private int every = 1;
	/** Where some of the cells lie, in target voxels, those without a place left out. */
	private final List<double[]> sample = new ArrayList<>();
	/** The coordinates of the same cells as the file has them. */
	private final List<double[]> coordinates = new ArrayList<>();

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
			if (Arrays.stream(place).allMatch(Double::isFinite)) {
				counts.sample.add(place);
				counts.coordinates.add(new double[] { assigned.points().x()[i], assigned.points().y()[i], assigned.points().z()[i] });
			}
		}
		return counts;
	}

	void add(final CellCounts other) {
		other.left.forEach(left::add);
		other.right.forEach(right::add);
		cells += other.cells;
		outside += other.outside;
		for (int i = 0; i < other.sample.size(); i += every) {
			sample.add(other.sample.get(i));
			coordinates.add(other.coordinates.get(i));
		}
		if (sample.size() > MOST_SAMPLED) {
			every *= 2;
			thin(sample);
			thin(coordinates);
		}
	}

	private static void thin(final List<double[]> places) {
		for (int i = 0; 2 * i < places.size(); i++)
			places.set(i, places.get(2 * i));
		places.subList((places.size() + 1) / 2, places.size()).clear();
	}

	/** Some of the cells, evenly from the whole file, at most a number. */
	PointBatch sample(final int most) {
		final int count = Math.min(most, coordinates.size());
		final double[][] axes = new double[3][count];
		for (int i = 0; i < count; i++)
			for (int d = 0; d < 3; d++)
				axes[d][i] = coordinates.get((int) ((long) i * coordinates.size() / count))[d];
		return new PointBatch(0, axes[0], axes[1], axes[2], row -> new String[0]);
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

	/** From where to where the middle 98 % of them lie along an axis, in target voxels; empty if none lies anywhere. */
	double[] usualRange(final int axis) {
		final double[] places = sample.stream().mapToDouble(place -> place[axis]).sorted().toArray();
		final int n = places.length;
		final int left = n > 10 ? Math.max(1, n / 100) : 0;
		return n == 0 ? places : new double[] { places[left], places[n - 1 - left] };
	}
}
