package org.labelupscaler.job;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.labelupscaler.volume.Written;

/** What upscaling counts. Not thread-safe. */
final class UpscaleTally implements Tally<UpscaleTally> {

	private static final long serialVersionUID = 1L;
	/** What the bytes begin with: "LUtally1". */
	private static final long MAGIC = 0x4C5574616C6C7931L;
	/** Numbers before the labels. */
	private static final int HEADER = 9;

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

	/** All that is counted, to be kept somewhere: numbers of 64 bits, big-endian. */
	ByteBuffer toBytes() {
		final ByteBuffer out = ByteBuffer.allocate(Long.BYTES * (HEADER + 2 * counts.size()));
		out.putLong(MAGIC).putLong(blocks).putLong(bytes).putLong(written.written()).putLong(written.kept()).putLong(written.background())
			.putLong(written.bytes()).putLong(counts.overflowed() ? 1 : 0).putLong(counts.size());
		counts.histogram().forEach((label, count) -> out.putLong(label).putLong(count));
		return out.flip();
	}

	/** Undoes {@link #toBytes}; nothing if the bytes are others. */
	static Optional<UpscaleTally> of(final ByteBuffer in) {
		if (in.remaining() < Long.BYTES * HEADER || in.getLong() != MAGIC)
			return Optional.empty();
		final UpscaleTally tally = new UpscaleTally();
		tally.blocks = in.getLong();
		tally.bytes = in.getLong();
		tally.written = new Written(in.getLong(), in.getLong(), in.getLong(), in.getLong());
		final boolean overflowed = in.getLong() != 0;
		if (in.getLong() * 2 * Long.BYTES != in.remaining())
			return Optional.empty();
		while (in.hasRemaining()) {
			final long label = in.getLong();
			final long count = in.getLong();
			if (count <= 0)
				return Optional.empty();
			tally.counts.add(label, count);
		}
		if (overflowed)
			tally.counts.overflow();
		return Optional.of(tally);
	}
}
