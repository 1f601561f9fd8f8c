package org.labelupscaler.upscale;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.labelupscaler.n5.N5Dataset;

/** Puts the blocks of a job into its container, and counts them; a block that is there already is kept. Thread-safe. */
public final class BlockStore {

	private final List<N5Dataset> datasets;
	private final boolean resuming;
	private final boolean sync;
	private final LongAdder written = new LongAdder();
	private final LongAdder kept = new LongAdder();
	private final LongAdder bytesWritten = new LongAdder();

	/**
	 * @param datasets the levels, full resolution first
	 * @param resuming whether an earlier run of the same job may have left blocks
	 * @param sync whether every block must be on disk
	 */
	public BlockStore(final List<N5Dataset> datasets, final boolean resuming, final boolean sync) {
		this.datasets = List.copyOf(datasets);
		this.resuming = resuming;
		this.sync = sync;
	}

	/** @return whether an earlier run of the same job may have left blocks */
	public boolean isResuming() {
		return resuming;
	}

	/**
	 * @param level a level
	 * @return its dataset
	 */
	public N5Dataset dataset(final int level) {
		return datasets.get(level);
	}

	/**
	 * Sees to it that a block is there.
	 *
	 * @param level a level
	 * @param position the block's grid position
	 * @param content its file's content; its position is left as it is
	 */
	public void put(final int level, final long[] position, final ByteBuffer content) {
		final N5Dataset dataset = datasets.get(level);
		if (resuming && dataset.holds(position, content))
			kept.increment();
		else {
			dataset.put(position, content);
			written.increment();
			bytesWritten.add(content.remaining());
		}
		if (sync)
			dataset.sync(position);
	}

	/**
	 * Sees to it that a block is not there.
	 *
	 * @param level a level
	 * @param position the block's grid position
	 */
	public void leaveOut(final int level, final long[] position) {
		if (resuming)
			datasets.get(level).remove(position);
	}

	/** @return blocks written so far */
	public long written() {
		return written.sum();
	}

	/** @return blocks so far that were there already, checked byte for byte */
	public long kept() {
		return kept.sum();
	}

	/** @return bytes of the blocks written so far */
	public long bytesWritten() {
		return bytesWritten.sum();
	}
}
