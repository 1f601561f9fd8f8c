package org.labelupscaler.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.points.PointBatch;

/** Where the cells of a list lie: how many are astray, and a sample of their places. Not thread-safe. */
final class CellPlaces {

	/** From these shares of cells outside, or in background, on, something is probably wrong. */
	private static final double MANY = 0.1;
	private static final double MANY_IN_BACKGROUND = 0.3;

	/** Cells of each batch whose places are kept. */
	private static final int SAMPLED = 512;
	/** Cells whose places are kept of all; where there are more, every second of them is left out. */
	private static final int MOST_SAMPLED = 1 << 15;

	private long cells;
	private long background;
	private long outside;
	/** Of so many cells of a batch's sample one is kept, at least one of each batch. */
	private int every = 1;
	/** Where some of the cells lie, in target voxels, those without a place left out. */
	private final List<double[]> sample = new ArrayList<>();
	/** The coordinates of the same cells as the file has them. */
	private final List<double[]> coordinates = new ArrayList<>();

	static CellPlaces of(final AssignedCells assigned) {
		final CellPlaces places = new CellPlaces();
		places.cells = assigned.count();
		for (int i = 0; i < assigned.count(); i++)
			if (!assigned.inside()[i])
				places.outside++;
			else if (assigned.ids()[i] == 0)
				places.background++;
		final int step = Math.max(1, assigned.count() / SAMPLED);
		for (int i = 0; i < assigned.count(); i += step) {
			final double[] place = { assigned.position(i, 0), assigned.position(i, 1), assigned.position(i, 2) };
			if (Arrays.stream(place).allMatch(Double::isFinite)) {
				places.sample.add(place);
				places.coordinates.add(new double[] { assigned.points().x()[i], assigned.points().y()[i], assigned.points().z()[i] });
			}
		}
		return places;
	}

	void add(final CellPlaces other) {
		cells += other.cells;
		background += other.background;
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

	long cells() {
		return cells;
	}

	/**
	 * A sentence if many cells are astray; most often columns, unit or scale are other than thought.
	 *
	 * @param size of the labels, in voxels
	 */
	Optional<String> suspicion(final long[] size) {
		final boolean many = outside > MANY * cells;
		if (!many && background <= MANY_IN_BACKGROUND * cells)
			return Optional.empty();
		final StringBuilder ranges = new StringBuilder();
		for (int d = 0; d < 3; d++) {
			final double[] range = usualRange(d);
			ranges.append(d == 0 ? "" : ", ").append("xyz".charAt(d)).append(' ').append(range.length == 0 ? "nowhere" : VoxelSize
				.format(range[0]) + " to " + VoxelSize.format(range[1]));
			ranges.append(" of ").append(size[d]);
		}
		return Optional.of("Many cells are " + (many ? "outside" : "in background") + ". In voxels of the labels most lie at " + ranges +
			"; are x, y and z, their unit and the image they were found in as you think?");
	}

	/** From where to where the middle 98 % of them lie along an axis, in target voxels; empty if none lies anywhere. */
	private double[] usualRange(final int axis) {
		final double[] places = sample.stream().mapToDouble(place -> place[axis]).sorted().toArray();
		final int n = places.length;
		final int left = n > 10 ? Math.max(1, n / 100) : 0;
		return n == 0 ? places : new double[] { places[left], places[n - 1 - left] };
	}
}
