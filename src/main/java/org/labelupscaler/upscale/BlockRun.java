package org.labelupscaler.upscale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.labelupscaler.LabelUpscalerException;

/**
 * Takes workers through all blocks of some levels. Each worker pulls the number of the next column from a counter, so
 * that nothing is queued and no two workers write into one folder. The coarsest level comes first: its blocks are the
 * longest to make, and short ones at the end keep all workers busy.
 */
final class BlockRun {

	/** What one worker does; made once for each, in its thread. */
	interface Worker extends AutoCloseable {

		void process(Level level, long[] position);

		@Override
		default void close() {}
	}

	private static final long TICK_MILLISECONDS = 100;

	private final List<Level> levels;
	private final int bytesPerVoxel;
	private final int threads;
	private final AtomicLong nextColumn = new AtomicLong();
	private final long columns;
	private final long allBlocks;
	private final LongAdder blocks = new LongAdder();
	private final LongAdder bytes = new LongAdder();
	private final AtomicReference<Throwable> failure = new AtomicReference<>();
	private volatile boolean stop;

	BlockRun(final List<Level> levels, final int bytesPerVoxel, final int threads) {
		this.levels = levels;
		this.threads = threads;
		columns = levels.stream().mapToLong(l -> l.grid().columns()).sum();
		allBlocks = levels.stream().mapToLong(l -> l.grid().blocks()).sum();
		this.bytesPerVoxel = bytesPerVoxel;
	}

	/** Asks the workers to stop after the block they are at. */
	void stop() {
		stop = true;
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
		final List<Thread> started = new ArrayList<>();
		try {
			for (int t = 0; t < threads; t++) {
				final Thread thread = new Thread(() -> work(workers), "label-upscaler-" + t);
				thread.setDaemon(true);
				thread.start();
				started.add(thread);
			}
			for (final Thread thread : started)
				while (thread.isAlive()) {
					thread.join(TICK_MILLISECONDS);
					final BlockProgress now = progress(start);
					if (!now.isLast())
						listener.progress(now);
					if (listener.cancelled())
						stop = true;
				}
		}
		finally {
			stop = true;
			joinAll(started);
		}
		final Throwable cause = failure.get();
		if (cause instanceof LabelUpscalerException e)
			throw e;
		if (cause != null)
			throw new LabelUpscalerException("Internal error: " + cause, cause);
		final BlockProgress end = progress(start);
		listener.progress(end);
		return end;
	}

	/** Waits for all workers, and keeps an interruption for later. */
	private static void joinAll(final List<Thread> workers) {
		boolean interrupted = false;
		for (final Thread worker : workers)
			while (worker.isAlive())
				try {
					worker.join();
				}
				catch (final InterruptedException e) {
					interrupted = true;
				}
		if (interrupted)
			Thread.currentThread().interrupt();
	}

	private BlockProgress progress(final long start) {
		return new BlockProgress(blocks.sum(), allBlocks, bytes.sum(), (System.nanoTime() - start) / 1e9);
	}

	private void work(final Supplier<Worker> workers) {
		try (Worker worker = workers.get()) {
			for (long column = nextColumn.getAndIncrement(); column < columns && !stop; column = nextColumn.getAndIncrement())
				processColumn(worker, column);
		}
		catch (final Throwable e) {
			failure.compareAndSet(null, e);
			stop = true;
		}
	}

	private void processColumn(final Worker worker, final long number) {
		int l = levels.size() - 1;
		long column = number;
		while (column >= levels.get(l).grid().columns())
			column -= levels.get(l--).grid().columns();
		final Level level = levels.get(l);
		final long perColumn = level.grid().blocksPerColumn();
		for (long b = 0; b < perColumn && !stop; b++) {
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
