package org.labelupscaler.job;

import java.util.Optional;

import org.labelupscaler.Message;

/** What verifying counts. Not thread-safe. */
final class VerifyTally implements Tally<VerifyTally> {

	private static final long serialVersionUID = 1L;

	private long blocks;
	private long decoded;
	private long voxels;
	private long missing;
	private Message what;
	private int level;
	private long block;

	/** Counts a block that was looked at. */
	void addBlock(final long ofVoxels, final boolean wasDecoded) {
		blocks++;
		voxels += ofVoxels;
		if (wasDecoded)
			decoded++;
	}

	/** Counts a block that is right, and for which nothing is stored. */
	void addMissing() {
		missing++;
	}

	/** Notes a difference; the first one, by level and number of the block, is kept. */
	void addDifference(final int ofLevel, final long ofBlock, final Message inWords) {
		if (what != null && (level < ofLevel || level == ofLevel && block <= ofBlock))
			return;
		level = ofLevel;
		block = ofBlock;
		what = inWords;
	}

	@Override
	public void add(final VerifyTally other) {
		blocks += other.blocks;
		decoded += other.decoded;
		voxels += other.voxels;
		missing += other.missing;
		if (other.what != null)
			addDifference(other.level, other.block, other.what);
	}

	long blocks() {
		return blocks;
	}

	long voxels() {
		return voxels;
	}

	boolean hasDifference() {
		return what != null;
	}

	VerifyReport report(final boolean finished) {
		return new VerifyReport(blocks, decoded, voxels, missing, Optional.ofNullable(what), finished && what == null);
	}
}
