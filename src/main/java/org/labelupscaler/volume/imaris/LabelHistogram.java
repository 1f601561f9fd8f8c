package org.labelupscaler.volume.imaris;

import org.labelupscaler.label.RunBlock;

/**
 * Counts voxels by their labels, in bins from 0 on that are all equally wide: one label, or a power of two where labels are too large
 * for that. Not thread-safe.
 */
final class LabelHistogram {

	private static final int BINS = 1024;

	private final long[] counts = new long[BINS];
	/** Bits of a label that its bin does not know. */
	private int shift;
	private long largest;

	/** @param block a block of labels, none negative */
	void add(final RunBlock block) {
		for (int k = 0; k < block.planes(); k++)
			for (int j = 0; j < block.rows(); j++) {
				final long rows = (long) block.runZ(k) * block.runY(j);
				for (int i = 0; i < block.voxelsX(); i++)
					add(block.label(i, j, k), rows * block.runX(i));
			}
	}

	/**
	 * @param label a label, not negative
	 * @param voxels how many there are of it
	 */
	void add(final long label, final long voxels) {
		if (label > largest) {
			largest = label;
			while (label >>> shift >= BINS)
				widen();
		}
		counts[(int) (label >>> shift)] += voxels;
	}

	private void widen() {
		shift++;
		for (int b = 0; b < BINS; b++)
			counts[b] = b < BINS / 2 ? counts[2 * b] + counts[2 * b + 1] : 0;
	}

	/** Adds what another has counted, and lets it begin anew. */
	void take(final LabelHistogram other) {
		while (shift < other.shift)
			widen();
		for (int b = 0; b < BINS; b++) {
			counts[(int) ((long) b << other.shift >> shift)] += other.counts[b];
			other.counts[b] = 0;
		}
		largest = Math.max(largest, other.largest);
	}

	/** How many voxels are counted. */
	long voxels() {
		long voxels = 0;
		for (final long count : counts)
			voxels += count;
		return voxels;
	}

	/** How many bits of a label are lost if there are so many bins, a power of two of at most 1024. */
	private int shift(final int bins) {
		int lost = shift;
		while (largest >>> lost >= bins)
			lost++;
		return lost;
	}

	/** The first label that is beyond so many bins. */
	long end(final int bins) {
		return (long) bins << shift(bins);
	}

	/** What is in so many bins. */
	long[] counts(final int bins) {
		final long[] wider = new long[bins];
		for (int b = 0; b < BINS; b++)
			if (counts[b] > 0)
				wider[b >> shift(bins) - shift] += counts[b];
		return wider;
	}
}
