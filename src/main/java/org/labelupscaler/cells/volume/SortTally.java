package org.labelupscaler.cells.volume;

import org.labelupscaler.job.Tally;

/** How many cells of each piece go to each range of blocks. Not thread-safe. */
final class SortTally implements Tally<SortTally> {

	private static final long serialVersionUID = 1L;

	private final int ranges;
	/** Of each piece; null as long as it is not done. */
	private final long[][] counts;
	private long cells;

	SortTally(final int pieces, final int ranges) {
		this.ranges = ranges;
		counts = new long[pieces][];
	}

	/** Adds a piece of so many cells. */
	void add(final int piece, final long ofPiece, final long[] ofRanges) {
		counts[piece] = ofRanges;
		cells += ofPiece;
	}

	@Override
	public void add(final SortTally other) {
		for (int p = 0; p < counts.length; p++)
			if (other.counts[p] != null)
				counts[p] = other.counts[p];
		cells += other.cells;
	}

	/** How many cells are done; one that goes to several ranges is one. */
	long cells() {
		return cells;
	}

	/** What is known of a piece. */
	long[] counts(final int piece) {
		return counts[piece];
	}

	/** Where the first cell of each range stands when all are sorted, and where the last one ends. */
	long[] starts() {
		final long[] all = new long[ranges];
		for (final long[] piece : counts)
			for (int r = 0; r < ranges; r++)
				all[r] += piece[r];
		return CellSort.starts(0, all);
	}

	/** Where of each piece and range the first cell stands then: behind those of the pieces before. */
	long[][] startsOfPieces() {
		final long[][] starts = new long[counts.length][];
		long[] next = starts();
		for (int p = 0; p < counts.length; p++) {
			starts[p] = next;
			next = next.clone();
			for (int r = 0; r < ranges; r++)
				next[r] += counts[p][r];
		}
		return starts;
	}
}
