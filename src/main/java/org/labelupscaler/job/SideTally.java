package org.labelupscaler.job;

import org.labelupscaler.label.Histogram;

/** Voxels of each label on both sides of a plane. Not thread-safe. */
final class SideTally implements Tally<SideTally> {

	private static final long serialVersionUID = 1L;

	private long blocks;
	private long bytes;
	private final Histogram below = new Histogram();
	private final Histogram above = new Histogram();

	/** Counts a box that is done, and the bytes of its voxels. */
	void addBlock(final long ofVoxels) {
		blocks++;
		bytes += ofVoxels;
	}

	/** Voxels of a label, those below the plane among them. */
	void add(final long label, final long all, final long ofThemBelow) {
		if (ofThemBelow > 0)
			below.add(label, ofThemBelow);
		if (all > ofThemBelow)
			above.add(label, all - ofThemBelow);
	}

	@Override
	public void add(final SideTally other) {
		blocks += other.blocks;
		bytes += other.bytes;
		other.below.forEach(below::add);
		other.above.forEach(above::add);
	}

	/** How many labels there are on the side that has more. */
	int labels() {
		return Math.max(below.size(), above.size());
	}

	long blocks() {
		return blocks;
	}

	long bytes() {
		return bytes;
	}

	Histogram below() {
		return below;
	}

	Histogram above() {
		return above;
	}
}
