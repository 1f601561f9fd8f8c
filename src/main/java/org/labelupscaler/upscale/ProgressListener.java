package org.labelupscaler.upscale;

/** Hears how a job gets on, and can stop it. Called by the thread that runs the job, a few times a second. */
public interface ProgressListener {

	/** Hears nothing and never stops. */
	ProgressListener NONE = progress -> {};

	/**
	 * Where a job is.
	 *
	 * @param blocks blocks done, those that needed no writing included
	 * @param allBlocks blocks to do
	 * @param bytes bytes of voxels in the blocks done
	 * @param allBytes bytes of voxels in all blocks
	 * @param seconds time since the start
	 */
	record Progress(long blocks, long allBlocks, long bytes, long allBytes, double seconds) {

		/**
		 * The coarse levels come first, and their blocks take longer; so the first blocks tell little.
		 *
		 * @return seconds still to go at the average rate so far; NaN as long as that cannot be told
		 */
		public double secondsLeft() {
			final boolean early = blocks * 50 < allBlocks && seconds < 60;
			return blocks == 0 || early ? Double.NaN : seconds / blocks * (allBlocks - blocks);
		}

		/** @return bytes of voxels a second */
		public double bytesPerSecond() {
			return seconds > 0 ? bytes / seconds : 0;
		}
	}

	/** @param progress where the job is; all blocks are done in the last call, and in no other, unless it was stopped */
	void progress(Progress progress);

	/** @return true to stop the job soon */
	default boolean cancelled() {
		return false;
	}
}
