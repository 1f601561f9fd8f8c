package org.labelupscaler.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.AxisOrder.Axis;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.text.Quantities;

/**
 * Looks for a sign that the axes of cells are not those of the labels: another order of the coordinates, or another end that they count
 * from, that puts clearly more of a sample into regions. What is symmetrical, as left and right mostly are, cannot be told so.
 */
final class AxisTrials {

	/** Enough for differences of some percent, few enough to look up in all orders. */
	static final int SAMPLE = 2000;

	/** So many cells are needed for anything to be clear. */
	private static final int FEWEST = 50;
	/** By how much more the share must be, and how much of the cells that are astray must be set right. */
	private static final double MORE = 0.1;
	private static final double SET_RIGHT = 0.6;
	/** Shares that differ by less are equal; then the order that changes least is named. */
	private static final double EQUAL = 0.01;

	/** As large as most blocks. */
	private static final int TILE = 128;
	private static final int[] ONE = { 1, 1, 1 };

	/** The source voxel of a cell in an order of axes. */
	private static final class Lookup {

		final int order;
		final long[] at;

		Lookup(final int order, final long[] at) {
			this.order = order;
			this.at = at;
		}
	}

	private final CellOptions options;
	private final CellLabels labels;

	AxisTrials(final CellOptions options, final CellLabels labels) {
		this.options = options;
		this.labels = labels;
	}

	/** A sentence if another order is clearly better. */
	Optional<String> better(final PointBatch sample) {
		if (sample.count() < FEWEST)
			return Optional.empty();
		// NB: where a whole block must be decoded for a voxel, fewer cells must do, and only if there is something to be set right.
		final boolean byBlocks = IdFile.isNeeded(labels.source());
		final PointBatch cells = byBlocks ? some(sample, FEWEST) : sample;
		final double now = shares(cells, List.of(options.axes()), byBlocks)[0];
		if (now + MORE > 1)
			return Optional.empty();
		final List<AxisOrder> orders = orders();
		final double[] shares = shares(cells, orders, byBlocks);
		AxisOrder best = options.axes();
		double most = now;
		for (int i = 0; i < shares.length; i++)
			if (shares[i] > most + EQUAL) {
				most = shares[i];
				best = orders.get(i);
			}
		if (most < now + MORE || most - now < SET_RIGHT * (1 - now))
			return Optional.empty();
		return Optional.of("With axes " + best + " (axes) " + percent(most) + " of " + Quantities.count(cells.count()) +
			" cells would be in regions, instead of " + percent(now) + "; are x, y and z as you think?");
	}

	/** So many points, from all of the sample. */
	private static PointBatch some(final PointBatch sample, final int count) {
		final double[][] places = new double[3][count];
		for (int d = 0; d < 3; d++)
			for (int i = 0; i < count; i++)
				places[d][i] = sample.axis(d)[(int) ((long) i * sample.count() / count)];
		return new PointBatch(0, places[0], places[1], places[2], sample.rows());
	}

	/**
	 * @param cells some cells
	 * @param orders orders of axes
	 * @param byBlocks whether to look up the cells of all orders tile by tile, so that a block is decoded about once
	 * @return which part of the cells is in regions, for each order
	 */
	double[] shares(final PointBatch cells, final List<AxisOrder> orders, final boolean byBlocks) {
		final long[] found = new long[orders.size()];
		if (byBlocks)
			findByBlocks(cells, orders, found);
		else
			for (int i = 0; i < found.length; i++)
				for (final long id : labels.assign(cells, options.placement(labels, orders.get(i))).ids())
					found[i] += id != 0 ? 1 : 0;
		return Arrays.stream(found).mapToDouble(n -> (double) n / cells.count()).toArray();
	}

	private void findByBlocks(final PointBatch cells, final List<AxisOrder> orders, final long[] found) {
		final List<Lookup> lookups = new ArrayList<>();
		final long[] voxel = new long[3];
		for (int i = 0; i < found.length; i++) {
			final CellPlacement placement = options.placement(labels, orders.get(i));
			for (int c = 0; c < cells.count(); c++) {
				for (int d = 0; d < 3; d++)
					voxel[d] = placement.voxel(cells, c, d);
				final long[] at = new long[3];
				if (labels.locate(voxel, 0, at))
					lookups.add(new Lookup(i, at));
			}
		}
		lookups.sort(Comparator.comparingLong((Lookup l) -> l.at[2] / TILE).thenComparingLong(l -> l.at[1] / TILE).thenComparingLong(
			l -> l.at[0] / TILE));
		final long[] label = new long[1];
		for (final Lookup lookup : lookups) {
			labels.source().read(lookup.at, ONE, label);
			found[lookup.order] += labels.source().id(label[0]) != 0 ? 1 : 0;
		}
	}

	private static String percent(final double share) {
		return Math.round(100 * share) + " %";
	}

	/** All orders, those first that turn few axes round, then those that move few. */
	static List<AxisOrder> orders() {
		final List<AxisOrder> orders = new ArrayList<>();
		for (int turned = 0; turned <= 3; turned++)
			for (int moved = 0; moved <= 3; moved++)
				for (int code = 0; code < 216; code++) {
					final int[] axes = { code % 6, code / 6 % 6, code / 36 };
					if ((1 << axes[0] % 3 | 1 << axes[1] % 3 | 1 << axes[2] % 3) != 7)
						continue;
					int turns = 0;
					int moves = 0;
					for (int d = 0; d < 3; d++) {
						turns += axes[d] / 3;
						moves += axes[d] % 3 != d ? 1 : 0;
					}
					if (turns == turned && moves == moved)
						orders.add(new AxisOrder(axis(axes[0]), axis(axes[1]), axis(axes[2])));
				}
		return orders;
	}

	private static Axis axis(final int code) {
		return new Axis(code % 3, code >= 3);
	}
}
