package org.labelupscaler.upscale;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.labelupscaler.LabelUpscalerException;

/**
 * Takes workers through all blocks of some levels, a column at a time, so that no two workers write into one folder. The
 * coarsest level comes first: its blocks are the longest to make, and short ones at the end keep all workers busy.
 */
final class BlockRun {

	/** What one worker does; made once for each, in its thread. */
	interface Worker extends AutoCloseable {

		void process(Level level, long[] position);

		@Override
		default void close() {}
	}

	private final List<Level> levels;
	private final int bytesPerVoxel;
	private final long allBlocks;
	private final LongAdder blocks = new LongAdder();
	private final LongAdder bytes = new LongAdder();
	private final WorkerRun run;

	BlockRun(final List<Level> levels, final int bytesPerVoxel, final int threads) {
		this.levels = levels;
		run = new WorkerRun(levels.stream().mapToLong(l -> l.grid().columns()).sum(), threads);
		allBlocks = levels.stream().mapToLong(l -> l.grid().blocks()).sum();
		this.bytesPerVoxel = bytesPerVoxel;
	}

	/** Asks the workers to stop after the block they are at. */
	void stop() {
		run.stop();
	}

	/**
	 * Runs until all blocks are done, one fails, or the listener cancels. When it ends, however it ends, no worker is
	 * running any more.
	 *
	 * @return how far it came
	 * @throws LabelUpscalerException the first failure
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	BlockProgress run(final Supplier<Worker> workers, final ProgressListener listener) throws InterruptedException {
		final long start = System.nanoTime();
		run.run(() -> columns(workers.get()), () -> progress(start), listener);
		final BlockProgress end = progress(start);
		listener.progress(end);
		return end;
	}

	private BlockProgress progress(final long start) {
		return new BlockProgress(blocks.sum(), allBlocks, bytes.sum(), (System.nanoTime() - start) / 1e9);
	}

	private WorkerRun.Worker columns(final Worker worker) {
		return new WorkerRun.Worker() {

			@Override
			public void process(final long column) {
				processColumn(worker, column);
			}

			@Override
			public void close() {
				worker.close();
			}
		};
	}

	private void processColumn(final Worker worker, final long number) {
		int l = levels.size() - 1;
		long column = number;
		while (column >= levels.get(l).grid().columns())
			column -= levels.get(l--).grid().columns();
		final Level level = levels.get(l);
		final long perColumn = level.grid().blocksPerColumn();
		for (long b = 0; b < perColumn && !run.isStopped(); b++) {
			final long[] position = level.grid().position(column * perColumn + b);
			process(worker, level, position);
			final int[] size = level.grid().blockSize(position);
			blocks.increment();
			bytes.add((long) size[0] * size[1] * size[2] * bytesPerVoxel);
		}
	}

	private static void process(final Worker worker, final Level level, final long[] position) {
		try {
			worker.process(level, position);
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
