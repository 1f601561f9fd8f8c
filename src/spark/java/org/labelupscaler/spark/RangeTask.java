package org.labelupscaler.spark;

import java.nio.file.Path;
import java.util.Optional;

import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.Tally;
import org.labelupscaler.job.Work;
import org.labelupscaler.job.Worker;

/**
 * Does a range of pieces on an executor. NB: in a thread of its own, for Spark interrupts that of a task whose copy was quicker, and an
 * interrupted thread closes the files that it reads, which all tasks of the executor share.
 *
 * @param <T> what is counted
 */
final class RangeTask<T extends Tally<T>> implements Function<long[], byte[]> {

	private static final long serialVersionUID = 1L;

	private static final long TICK_MILLISECONDS = 100;

	private final String id;
	private final Broadcast<byte[]> work;
	/** Name of the source if it was sent; null if it was not. */
	private final String copy;

	/**
	 * @param id of the run
	 * @param work the work
	 * @param copy name of the source if it was sent
	 */
	RangeTask(final String id, final Broadcast<byte[]> work, final Optional<String> copy) {
		this.id = id;
		this.work = work;
		this.copy = copy.orElse(null);
	}

	private Work<T> work() {
		final Work<T> there = Serialised.object(work.value());
		return copy == null ? there : there.reading(Path.of(SparkFiles.get(copy)));
	}

	@Override
	public byte[] call(final long[] range) {
		final Attempt attempt = new Attempt(range[0], range[1]);
		final Thread thread = new Thread(attempt, "label-upscaler-" + range[0]);
		thread.setDaemon(true);
		thread.start();
		final TaskContext context = TaskContext.get();
		while (thread.isAlive())
			try {
				thread.join(TICK_MILLISECONDS);
				attempt.stop |= context.isInterrupted();
			}
			catch (final InterruptedException e) {
				// NB: Spark knows that it has killed this task.
				attempt.stop = true;
			}
		return attempt.result();
	}

	/** What the thread does. */
	private final class Attempt implements Runnable, Worker.Run<T> {

		private final long from;
		private final long to;
		private volatile boolean stop;
		private T tally;
		private boolean done;
		private Throwable failure;

		Attempt(final long from, final long to) {
			this.from = from;
			this.to = to;
		}

		@Override
		public void run() {
			try {
				final Workplace<T> place = Workplace.at(id, RangeTask.this::work);
				tally = place.work().newTally();
				try (Workplace<T>.Hire hire = place.hire()) {
					long piece = from;
					while (piece < to && !stop && hire.worker().run(piece, this))
						piece++;
					done = piece == to;
					hire.keep();
				}
			}
			catch (final Throwable e) {
				failure = e;
			}
		}

		@Override
		public void add(final T part) {
			tally.add(part);
		}

		@Override
		public boolean isStopped() {
			return stop;
		}

		/** NB: an error, such as too little memory, is for Spark to deal with. */
		byte[] result() {
			if (failure instanceof Error error)
				throw error;
			if (failure instanceof LabelUpscalerException known)
				throw new TaskFailure(known, SparkEnv.get().executorId());
			if (failure != null)
				throw new TaskFailure(new LabelUpscalerException("Internal error: " + failure, failure), SparkEnv.get().executorId());
			if (!done)
				throw new CancelledException();
			return Serialised.bytes(tally);
		}
	}
}
