package org.labelupscaler.cells.volume;

import java.io.Serializable;

/** How much is in memory, for each worker. Smaller numbers are for tests. */
record DrawingLimits(int buckets, int cells, int pairs) implements Serializable {

	static final DrawingLimits USUAL = new DrawingLimits(1024, 1 << 17, 1 << 20);

	/** Bytes for each worker, arrays growing by doubling; to sort takes less, and is over when blocks are drawn. */
	long memory() {
		return (long) SomeCells.BYTES * cells + 3L * 8 * Math.max(cells, pairs);
	}
}
