package org.labelupscaler.job;

import org.labelupscaler.volume.Written;

/** What upscaling counts. Not thread-safe. */
final class UpscaleTally implements Tally<UpscaleTally> {

	private static final long serialVersionUID = 1L;

	private long blocks;
	private long bytes;
	private Written written = Written.NONE;
	private final LabelCounts counts = new LabelCounts();

	/** Counts a block that is done, and the bytes of its voxels. */
	void addBlock(final long ofVoxels) {
		blocks++;
		bytes += ofVoxels;
	}

	void add(final Written more) {
		written = written.plus(more);
	}

	@Override
	public void add(final UpscaleTally other) {
		blocks += other.blocks;
		bytes += other.bytes;
		add(other.written);
		counts.add(other.counts);
	}

	/** Blocks that are done. */
	long blocks() {
		return blocks;
	}

	/** Bytes of their voxels. */
	long bytes() {
		return bytes;
	}

	/** What became of them. */
	Written written() {
		return written;
	}

	/** Voxels of each label, at full resolution. */
	LabelCounts counts() {
		return counts;
	}
}
