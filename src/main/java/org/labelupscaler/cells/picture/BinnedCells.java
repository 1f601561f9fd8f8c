package org.labelupscaler.cells.picture;

import java.util.function.LongPredicate;

import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellStream;
import org.labelupscaler.job.ProgressListener;

/** How many cells are in each bin. */
final class BinnedCells {

	/** The bins of a batch of cells, −1 for those that are not counted. */
	private record Bins(int[] bins, long background, long outside) {}

	private final BinGrid grid;
	private final int[] counts;
	private long cells;
	private long background;
	private long elsewhere;
	private long outside;

	private BinnedCells(final BinGrid grid) {
		this.grid = grid;
		counts = new int[grid.width() * grid.height() * grid.depth()];
	}

	/**
	 * Goes through all cells. Needs memory for the bins, not for the cells.
	 *
	 * @param cells the cells
	 * @param grid the bins
	 * @param shown which labels' cells are counted
	 * @param listener hears of it
	 */
	static BinnedCells count(final CellStream cells, final BinGrid grid, final LongPredicate shown,
		final ProgressListener listener) throws InterruptedException
	{
		final BinnedCells binned = new BinnedCells(grid);
		cells.run(batch -> bins(batch, grid, shown), binned::take, listener);
		return binned;
	}

	private static Bins bins(final AssignedCells batch, final BinGrid grid, final LongPredicate shown) {
		final CellBins places = new CellBins(grid, batch);
		final int[] bins = new int[batch.count()];
		long background = 0;
		long outside = 0;
		for (int i = 0; i < bins.length; i++) {
			if (!batch.inside()[i])
				outside++;
			bins[i] = shown.test(batch.ids()[i]) ? places.index(i) : -1;
			if (bins[i] >= 0 && batch.ids()[i] == 0)
				background++;
		}
		return new Bins(bins, background, outside);
	}

	private void take(final Bins batch) {
		long here = 0;
		for (final int bin : batch.bins)
			if (bin >= 0) {
				counts[bin] = Math.incrementExact(counts[bin]);
				here++;
			}
		cells += here;
		background += batch.background;
		outside += batch.outside;
		elsewhere += batch.bins.length - here - batch.outside;
	}

	BinGrid grid() {
		return grid;
	}

	/** Cells by bin; across fastest, then down, then along the axis. Not a copy. */
	int[] counts() {
		return counts;
	}

	/** Cells that were counted. */
	long cells() {
		return cells;
	}

	/** Those of them that have no label. */
	long background() {
		return background;
	}

	/** Cells in the volume that were not counted, because of their label or the slab. */
	long elsewhere() {
		return elsewhere;
	}

	/** Cells outside of the volume. */
	long outside() {
		return outside;
	}
}
