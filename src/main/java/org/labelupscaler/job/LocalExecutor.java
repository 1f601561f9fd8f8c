package org.labelupscaler.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.labelupscaler.LabelUpscalerException;

/**
 * Threads of this process, a worker each: each pulls the number of the next piece from a counter, so that nothing is queued.
 *
 * @param threads how many, at least 1
 */
public record LocalExecutor(int threads) implements Executor {

	private static final long TICK_MILLISECONDS = 100;

	@Override
	public boolean isLocal() {
		return true;
	}

	@Override
	public <T extends Tally<T>> Outcome<T> run(final Work<T> work,
		final Function<? super T, ? extends ProgressListener.Progress> progress, final ProgressListener listener)
		throws InterruptedException
	{
		final Run<T> run = new Run<>(work);
		final List<Thread> started = new ArrayList<>();
		try {
			for (int t = 0; t < threads; t++) {
				final Thread thread = new Thread(run::work, "label-upscaler-" + t);
				thread.setDaemon(true);
				thread.start();
				started.add(thread);
			}
			for (final Thread thread : started)
				while (thread.isAlive()) {
					thread.join(TICK_MILLISECONDS);
					final ProgressListener.Progress now = run.look(progress);
					if (!now.isLast())
						listener.progress(now);
					if (listener.cancelled())
						run.stop = true;
				}
		}
		finally {
			run.stop = true;
			joinAll(started);
		}
		return run.outcome();
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

	/** What the threads share. */
	private static final class Run<T extends Tally<T>> implements Worker.Run<T> {

		private final Work<T> work;
		private final long pieces;
		private final T tally;
		private final AtomicLong next = new AtomicLong();
		private final AtomicLong done = new AtomicLong();
		private final AtomicReference<Throwable> failure = new AtomicReference<>();
		private volatile boolean stop;

		Run(final Work<T> work) {
			this.work = work;
			pieces = work.pieces();
			tally = work.newTally();
		}

		/** What a thread does. */
		private void work() {
			try (Worker<T> worker = work.open()) {
				for (long piece = next.getAndIncrement(); piece < pieces && !stop; piece = next.getAndIncrement())
					if (worker.run(piece, this))
						done.incrementAndGet();
			}
			catch (final Throwable e) {
				failure.compareAndSet(null, e);
				stop = true;
			}
		}

		@Override
		public void add(final T part) {
			synchronized (tally) {
				tally.add(part);
			}
		}

		@Override
		public boolean isStopped() {
			return stop;
		}

		private ProgressListener.Progress look(final Function<? super T, ? extends ProgressListener.Progress> progress) {
			synchronized (tally) {
				return progress.apply(tally);
			}
		}

		private Outcome<T> outcome() {
			final Throwable cause = failure.get();
			if (cause instanceof LabelUpscalerException e)
				throw e;
			if (cause != null)
				throw new LabelUpscalerException("Internal error: " + cause, cause);
			return new Outcome<>(tally, done.get() == pieces);
		}
	}
}
