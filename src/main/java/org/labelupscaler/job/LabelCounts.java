package org.labelupscaler.job;

import java.io.Serializable;

import org.labelupscaler.label.Histogram;
import org.labelupscaler.label.RunBlock;

/**
 * How many voxels each label has, as exact {@code long}s, summed up from run lengths. Gives up above a million labels, so
 * that its memory is bounded. Not thread-safe: each worker has its own, and they are added up.
 */
final class LabelCounts implements Serializable {

	private static final long serialVersionUID = 1L;

	/** Background included. A label image with more is no annotation, and its table would be of no use. */
	static final int MOST_LABELS = 1_000_001;

	private final Histogram histogram = new Histogram();
	private boolean overflowed;

	void add(final RunBlock block) {
		for (int k = 0; k < block.planes() && !overflowed; k++)
			for (int j = 0; j < block.rows(); j++) {
				final long times = (long) block.runZ(k) * block.runY(j);
				for (int i = 0; i < block.voxelsX();) {
					final long label = block.label(i, j, k);
					long run = block.runX(i++);
					while (i < block.voxelsX() && block.label(i, j, k) == label)
						run += block.runX(i++);
					histogram.add(label, run * times);
				}
				overflowed |= histogram.size() > MOST_LABELS;
			}
	}

	/** Adds what has been counted of a label. */
	void add(final long label, final long voxels) {
		histogram.add(label, voxels);
		overflowed |= histogram.size() > MOST_LABELS;
	}

	/** Gives up, as others have. */
	void overflow() {
		overflowed = true;
	}

	void add(final LabelCounts other) {
		overflowed |= other.overflowed;
		if (!overflowed)
			other.histogram.forEach(histogram::add);
		overflowed |= histogram.size() > MOST_LABELS;
	}

	/** The number of different labels so far. */
	int size() {
		return histogram.size();
	}

	/** Whether there were too many labels to count. */
	boolean overflowed() {
		return overflowed;
	}

	Histogram histogram() {
		return histogram;
	}
}
