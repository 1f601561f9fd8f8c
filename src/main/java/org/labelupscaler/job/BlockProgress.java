package org.labelupscaler.job;

import org.labelupscaler.text.Quantities;

/**
 * Where a job is that goes through blocks.
 *
 * @param done blocks done, those that needed no writing included
 * @param all blocks to do
 * @param bytes bytes of voxels in the blocks done
 * @param seconds time since the start
 */
public record BlockProgress(long done, long all, long bytes, double seconds) implements ProgressListener.Progress {

	@Override
	public String text() {
		return Quantities.count(done) + " of " + Quantities.count(all, "block") + ", " + Quantities.bytes(seconds > 0 ? bytes / seconds
			: 0) + "/s" + time();
	}
}
