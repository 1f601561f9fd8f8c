package org.labelupscaler.job;

import java.util.Arrays;

import org.labelupscaler.LabelUpscalerException;

/** What went wrong at a block, in words. */
final class BlockFailure {

	private BlockFailure() {}

	/**
	 * @param level the level
	 * @param position grid position of the block
	 * @param work what is done with it
	 * @throws LabelUpscalerException in place of any other failure
	 */
	static void named(final Level level, final long[] position, final Runnable work) {
		try {
			work.run();
		}
		catch (final LabelUpscalerException e) {
			throw e;
		}
		catch (final OutOfMemoryError e) {
			throw new LabelUpscalerException("Out of memory at block " + Arrays.toString(position) + " of level s" + level
				.index() + ". Use smaller blocks, fewer threads, or give Java more memory (JAVA_OPTS=-Xmx4g).", e);
		}
		catch (final RuntimeException e) {
			throw new LabelUpscalerException("Internal error at block " + Arrays.toString(position) + " of level s" + level
				.index() + ": " + e, e);
		}
	}
}
