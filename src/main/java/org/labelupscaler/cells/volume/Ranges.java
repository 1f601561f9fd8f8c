package org.labelupscaler.cells.volume;

import java.io.Serializable;

import org.labelupscaler.volume.Portions;

/**
 * Consecutive blocks, cut into ranges of about equally many. Immutable.
 *
 * @param from the first block
 * @param to the one after the last
 * @param width blocks of a range; the last one may have fewer
 */
record Ranges(long from, long to, long width) implements Serializable {

	/** All blocks of a level, in whole portions if they must be, or if there are enough of them. */
	static Ranges of(final Portions order, final int fewest, final int most) {
		final boolean whole = order.whole() || order.count() >= fewest;
		final long unit = whole ? order.numbers() : 1;
		final long numbers = order.count() * order.numbers();
		return new Ranges(0, numbers, unit * ((numbers / unit - 1) / most + 1));
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
