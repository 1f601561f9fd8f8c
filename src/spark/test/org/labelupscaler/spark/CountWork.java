package org.labelupscaler.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.job.Tally;
import org.labelupscaler.job.Work;
import org.labelupscaler.job.Worker;

/** Work that notes which pieces were done, and what is done to its workers; for a Spark that runs in this process. */
final class CountWork implements Work<CountWork.Pieces> {

	private static final long serialVersionUID = 1L;

	static final AtomicInteger OPENED = new AtomicInteger();
	static final AtomicInteger CLOSED = new AtomicInteger();
	static final AtomicInteger AT_WORK = new AtomicInteger();
	/** How often the piece that fails has been tried. */
	static final AtomicInteger TRIED = new AtomicInteger();

	private final int count;
	private final long milliseconds;
	private final long failing;
	private final int failures;

	/**
	 * @param count how many pieces
	 * @param milliseconds how long one takes
	 * @param failing the piece that fails
	 * @param failures how often it fails
	 */
	CountWork(final int count, final long milliseconds, final long failing, final int failures) {
		this.count = count;
		this.milliseconds = milliseconds;
		this.failing = failing;
		this.failures = failures;
		for (final AtomicInteger counter : List.of(OPENED, CLOSED, AT_WORK, TRIED))
			counter.set(0);
	}

	/** Numbers of pieces, as often as they were done. */
	static final class Pieces implements Tally<Pieces> {

		private static final long serialVersionUID = 1L;

		final List<Long> numbers = new ArrayList<>();

		@Override
		public void add(final Pieces other) {
			numbers.addAll(other.numbers);
		}
	}

	@Override
	public long pieces() {
		return count;
	}

	@Override
	public Pieces newTally() {
		return new Pieces();
	}

	@Override
	public Worker<Pieces> open() {
		OPENED.incrementAndGet();
		return new Worker<>() {

			@Override
			public boolean run(final long piece, final Run<Pieces> run) {
				AT_WORK.incrementAndGet();
				try {
					final Pieces done = new Pieces();
					done.numbers.add(piece);
					run.add(done);
					if (piece == failing && TRIED.getAndIncrement() < failures)
						throw new InvalidInputException("piece " + piece + " is damaged. Mend it.");
					for (long t = 0; t < milliseconds; t++) {
						if (run.isStopped())
							return false;
						Thread.sleep(1);
					}
					return true;
				}
				catch (final InterruptedException e) {
					throw new IllegalStateException("a worker was interrupted", e);
				}
				finally {
					AT_WORK.decrementAndGet();
				}
			}

			@Override
			public void close() {
				CLOSED.incrementAndGet();
			}
		};
	}
}
