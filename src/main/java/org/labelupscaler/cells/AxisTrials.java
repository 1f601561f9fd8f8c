package org.labelupscaler.cells;

import java.util.ArrayList;
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

	private final CellOptions options;
	private final CellLabels labels;

	AxisTrials(final CellOptions options, final CellLabels labels) {
		this.options = options;
		this.labels = labels;
	}

	/** A sentence if another order is clearly better. */
	Optional<String> better(final PointBatch sample) {
		// NB: where voxels are slow to look up one by one, all orders would take longer than the job.
		if (sample.count() < FEWEST || IdFile.isNeeded(labels.source()))
			return Optional.empty();
		final double now = share(sample, options.axes());
		AxisOrder best = options.axes();
		double most = now;
		for (final AxisOrder order : orders()) {
			final double share = share(sample, order);
			if (share > most + EQUAL) {
				most = share;
				best = order;
			}
		}
		if (most < now + MORE || most - now < SET_RIGHT * (1 - now))
			return Optional.empty();
		return Optional.of("With axes " + best + " (axes) " + percent(most) + " of " + Quantities.count(sample.count()) +
			" cells would be in regions, instead of " + percent(now) + "; are x, y and z as you think?");
	}

	private double share(final PointBatch sample, final AxisOrder order) {
		final AssignedCells cells = labels.assign(sample, options.placement(labels, order));
		int found = 0;
		for (final long id : cells.ids())
			found += id != 0 ? 1 : 0;
		return (double) found / sample.count();
	}

	private static String percent(final double share) {
		return Math.round(100 * share) + " %";
	}

	/** All orders, those first that turn few axes round, then those that move few. */
	private static List<AxisOrder> orders() {
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
