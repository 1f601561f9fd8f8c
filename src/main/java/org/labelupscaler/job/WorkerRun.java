package org.labelupscaler.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.labelupscaler.LabelUpscalerException;

/**
 * Takes workers, each a thread, through numbered pieces of work: each pulls the number of the next piece from a counter, so
 * that nothing is queued.
 */
public final class WorkerRun {

	/** What one worker does; made once for each, in its thread. */
	public interface Worker extends AutoCloseable {

		/** @param piece the number of a piece of work, from 0 */
		void process(long piece);

		@Override
		default void close() {}
	}

	private static final long TICK_MILLISECONDS = 100;

	private final long pieces;
	private final int threads;
	private final AtomicLong next = new AtomicLong();
	private final AtomicReference<Throwable> failure = new AtomicReference<>();
	private volatile boolean stop;

	/**
	 * @param pieces how many there are
	 * @param threads how many workers, at least 1
	 */
	public WorkerRun(final long pieces, final int threads) {
		this.pieces = pieces;
		this.threads = threads;
	}

	/** Asks the workers to stop soon. */
	public void stop() {
		stop = true;
	}

	/** @return whether the workers should stop; they ask before they begin something long */
	public boolean isStopped() {
		return stop;
	}

	/**
	 * Runs until all pieces are done, one fails, or the listener cancels. When it ends, however it ends, no worker is running
	 * any more.
	 *
	 * @param workers makes a worker
	 * @param progress tells how far they are; the listener hears of it, but not of the end
	 * @param listener hears of the progress and can cancel
	 * @throws LabelUpscalerException the first failure
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public void run(final Supplier<? extends Worker> workers, final Supplier<? extends ProgressListener.Progress> progress,
		final ProgressListener listener) throws InterruptedException
	{
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
					final ProgressListener.Progress now = progress.get();
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

	private void work(final Supplier<? extends Worker> workers) {
		try (Worker worker = workers.get()) {
			for (long piece = next.getAndIncrement(); piece < pieces && !stop; piece = next.getAndIncrement())
				worker.process(piece);
		}
		catch (final Throwable e) {
			failure.compareAndSet(null, e);
			stop = true;
		}
	}
}
