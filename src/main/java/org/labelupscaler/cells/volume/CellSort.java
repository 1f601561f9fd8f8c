package org.labelupscaler.cells.volume;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sorts cells by ranges of blocks: those that their balls reach into are counted first, then each cell is put to the others of its
 * range, in the order in which they were; a cell that reaches into several ranges is put to each. Immutable.
 */
record CellSort(Balls balls, Ranges ranges) {

	/** So many cells of a range are put at a time. */
	private static final int PUT = 200;

	/** Hears of a cell that reaches into a range. */
	private interface Reach {

		void cell(int range, double x, double y, double z, long number, long value);
	}

	/** How many cells from a first one up to another reach into each range. */
	long[] count(final CellFile cells, final long from, final long to) {
		final long[] counts = new long[ranges.count()];
		cells.visit(from, to, sorter((range, x, y, z, number, value) -> counts[range]++));
		return counts;
	}

	/**
	 * Puts the same cells.
	 *
	 * @param counts what has been counted
	 * @param sorted takes them
	 * @param starts where in it the first cell of each range is put
	 */
	void put(final CellFile cells, final long from, final long to, final long[] counts, final CellFile sorted, final long[] starts) {
		final ByteBuffer[] pending = new ByteBuffer[counts.length];
		final long[] at = starts.clone();
		cells.visit(from, to, sorter((range, x, y, z, number, value) -> {
			if (pending[range] == null)
				pending[range] = ByteBuffer.allocate(CellFile.RECORD * (int) Math.min(PUT, counts[range]));
			CellFile.put(x, y, z, number, value, pending[range]);
			if (!pending[range].hasRemaining())
				at[range] = put(pending[range], sorted, at[range]);
		}));
		for (int r = 0; r < pending.length; r++)
			if (pending[r] != null)
				put(pending[r], sorted, at[r]);
	}

	private static long put(final ByteBuffer records, final CellFile sorted, final long at) {
		final long end = at + records.flip().remaining() / CellFile.RECORD;
		sorted.put(at, records);
		records.clear();
		return end;
	}

	/** Where numbers begin that follow each other from a first one on, and where the last ones end. */
	static long[] starts(final long first, final long[] counts) {
		final long[] starts = new long[counts.length + 1];
		starts[0] = first;
		System.arraycopy(counts, 0, starts, 1, counts.length);
		Arrays.parallelPrefix(starts, Long::sum);
		return starts;
	}

	private CellVisitor sorter(final Reach reach) {
		return new CellVisitor() {

			private int last;

			@Override
			public void cell(final double x, final double y, final double z, final long number, final long value) {
				last = -1;
				balls.blocks(x, y, z, (first, lastBlock) -> {
					if (lastBlock < ranges.from() || first >= ranges.to())
						return;
					final int to = ranges.of(Math.min(lastBlock, ranges.to() - 1));
					for (int r = Math.max(last + 1, ranges.of(Math.max(first, ranges.from()))); r <= to; r++)
						reach.cell(r, x, y, z, number, value);
					last = Math.max(last, to);
				});
			}
		};
	}
}
