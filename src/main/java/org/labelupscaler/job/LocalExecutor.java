package org.labelupscaler.job;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Threads of this process.
 *
 * @param threads how many, at least 1
 */
public record LocalExecutor(int threads) implements Executor {

	@Override
	public <T extends Tally<T>> Outcome<T> run(final Work<T> work,
		final Function<? super T, ? extends ProgressListener.Progress> progress, final ProgressListener listener)
		throws InterruptedException
	{
		final long pieces = work.pieces();
		final Run<T> run = new Run<>(new WorkerRun(pieces, threads), work.newTally());
		run.workers.run(() -> run.worker(work.open()), () -> run.look(progress), listener);
		return new Outcome<>(run.tally, run.done.get() == pieces);
	}

	private static final class Run<T extends Tally<T>> implements Worker.Run<T> {

		private final WorkerRun workers;
		private final T tally;
		private final AtomicLong done = new AtomicLong();

		Run(final WorkerRun workers, final T tally) {
			this.workers = workers;
			this.tally = tally;
		}

		@Override
		public void add(final T part) {
			synchronized (tally) {
				tally.add(part);
			}
		}

		private ProgressListener.Progress look(final Function<? super T, ? extends ProgressListener.Progress> progress) {
			synchronized (tally) {
				return progress.apply(tally);
			}
		}

		@Override
		public boolean isStopped() {
			return workers.isStopped();
		}

		private WorkerRun.Worker worker(final Worker<T> worker) {
			return new WorkerRun.Worker() {

				@Override
				public void process(final long piece) {
					if (worker.run(piece, Run.this))
						done.incrementAndGet();
				}

				@Override
				public void close() {
					worker.close();
				}
			};
		}
	}
}
