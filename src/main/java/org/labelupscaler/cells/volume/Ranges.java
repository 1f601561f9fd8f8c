package org.labelupscaler.cells.volume;

import org.labelupscaler.grid.BlockGrid;

/**
 * Consecutive blocks, cut into ranges of about equally many. Immutable.
 *
 * @param from the first block
 * @param to the one after the last
 * @param width blocks of a range; the last one may have fewer
 */
record Ranges(long from, long to, long width) {

	/** All blocks of a grid, in whole columns if there are enough of them: a column is a folder. */
	static Ranges of(final BlockGrid grid, final int fewest, final int most) {
		final boolean whole = grid.columns() >= fewest;
		final long unit = whole ? grid.blocksPerColumn() : 1;
		final long units = whole ? grid.columns() : grid.blocks();
		return new Ranges(0, grid.blocks(), unit * ((units - 1) / most + 1));
	}

	/** These blocks in at most so many ranges. */
	static Ranges of(final long from, final long to, final int most) {
		return new Ranges(from, to, (to - from - 1) / most + 1);
	}

	int count() {
		return (int) ((to - from - 1) / width + 1);
	}

	/** The range that a block is in. */
	int of(final long block) {
		return (int) ((block - from) / width);
	}

	long first(final int range) {
		return from + range * width;
	}

	long end(final int range) {
		return Math.min(to, from + (range + 1) * width);
	}
}
