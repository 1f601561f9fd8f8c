package org.labelupscaler.job;

import org.labelupscaler.label.Histogram;
import org.labelupscaler.label.LabelType;

/**
 * Counts the labels of one cell of source voxels and tells the most frequent. A cell of one label, by far the most
 * common, needs no table. Reused for many cells; not thread-safe.
 */
final class ModeCounter {

	private long only;
	private long onlyCount;
	private boolean mixed;
	private final Histogram histogram = new Histogram();

	private long best;
	private long most;

	void clear() {
		onlyCount = 0;
		mixed = false;
		histogram.clear();
	}

	void add(final long label, final int voxels) {
		if (!mixed) {
			if (onlyCount == 0 || label == only) {
				only = label;
				onlyCount += voxels;
				return;
			}
			mixed = true;
			histogram.add(only, onlyCount);
		}
		histogram.add(label, voxels);
	}

	/** Whether only one label was added; {@link #label} is it. */
	boolean isUniform() {
		return !mixed;
	}

	/** The label of a uniform cell. */
	long label() {
		return only;
	}

	/** The most frequent label of a mixed cell; of several equally frequent ones the preferred, else the smallest. */
	long mode(final LabelType type, final long preferred) {
		most = 0;
		histogram.forEach((label, count) -> {
			if (count > most || count == most && best != preferred && (label == preferred || type.compare(label, best) < 0)) {
				best = label;
				most = count;
			}
		});
		return best;
	}
}
