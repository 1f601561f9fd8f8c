package org.labelupscaler.job;

import java.util.Arrays;

import org.labelupscaler.LabelUpscalerException;

/** What went wrong at a block, in words. */
public final class BlockFailure {

	private BlockFailure() {}

	/**
	 * @param level its level; 0 is full resolution
	 * @param position its grid position
	 * @param work what is done with the block
	 * @throws LabelUpscalerException in place of any other failure
	 */
	public static void named(final int level, final long[] position, final Runnable work) {
		try {
			work.run();
		}
		catch (final LabelUpscalerException e) {
			throw e;
		}
		catch (final OutOfMemoryError e) {
			throw new LabelUpscalerException("Out of memory at block " + Arrays.toString(position) + " of level s" + level + ". Use smaller blocks, fewer threads, or give Java more memory (JAVA_OPTS=-Xmx4g).", e);
		}
		catch (final RuntimeException e) {
			throw new LabelUpscalerException("Internal error at block " + Arrays.toString(position) + " of level s" + level + ": " + e, e);
		}
	}
}
