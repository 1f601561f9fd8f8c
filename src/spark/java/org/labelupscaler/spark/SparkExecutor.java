package org.labelupscaler.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.labelupscaler.job.Executor;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.Tally;
import org.labelupscaler.job.Work;

import scala.reflect.ClassTag$;

/**
 * Has work done by Spark: pieces in contiguous ranges, several ranges a core so that the tail is short. A range that is done twice, because a
 * worker was lost or was slow, counts once: what Spark takes for the result of its task is added up here, by the driver. Used by one
 * thread, for one work at a time.
 *
 * @param spark the cluster
 * @param log takes sentences for the user
 */
record SparkExecutor(JavaSparkContext spark, Consumer<String> log) implements Executor {

	private static final long TICK_MILLISECONDS = 100;
	/** NB: an executor that does not answer is given up by Spark after two minutes. */
	private static final long MOST_QUIET_MILLISECONDS = 150_000;

	@Override
	public <T extends Tally<T>> Outcome<T> run(final Work<T> work,
		final Function<? super T, ? extends ProgressListener.Progress> progress, final ProgressListener listener)
		throws InterruptedException
	{
		final Results<T> results = new Results<>(work.newTally());
		if (work.pieces() == 0)
			return new Outcome<>(results.tally(), true);
		final Delivery delivery = new Delivery(spark, log);
		if (!delivery.deliver(work.inputs(), listener))
			return new Outcome<>(results.tally(), false);
		final String id = UUID.randomUUID().toString();
		final Broadcast<byte[]> sent = spark.broadcast(Serialised.bytes(work));
		final AtomicReference<Throwable> failure = new AtomicReference<>();
		final Thread waiting = new Thread(() -> {
			try {
				submit(id, work.pieces(), new RangeTask<T>(id, sent, delivery.sent()), results);
			}
			catch (final Throwable e) {
				failure.set(e);
			}
		}, "label-upscaler-spark");
		waiting.setDaemon(true);
		final Attempts attempts = new Attempts(id);
		spark.sc().addSparkListener(attempts);
		waiting.start();
		boolean cancelled = false;
		try {
			while (waiting.isAlive()) {
				waiting.join(TICK_MILLISECONDS);
				final ProgressListener.Progress now = results.look(progress);
				if (!now.isLast())
					listener.progress(now);
				// NB: again and again, for it may not have begun yet.
				cancelled |= listener.cancelled();
				if (cancelled)
					spark.cancelJobGroup(id);
			}
		}
		finally {
			end(id, waiting, attempts);
			Workplace.close(id);
			sent.unpersist();
		}
		if (failure.get() == null)
			return new Outcome<>(results.tally(), true);
		if (cancelled || listener.cancelled())
			return new Outcome<>(results.tally(), false);
		throw TaskFailure.inWords(failure.get());
	}

	/** Has all ranges done, and waits for it. NB: what belongs to a job group is what this thread asks for. */
	private <T extends Tally<T>> void submit(final String id, final long pieces, final RangeTask<T> task, final Results<T> results) {
		spark.setJobGroup(id, "Label Upscaler", false);
		final List<long[]> ranges = ranges(pieces, (int) Math.min(pieces, new Cores(spark).tasks()));
		final JavaRDD<byte[]> tasks = spark.parallelize(ranges, ranges.size()).map(task);
		spark.sc().runJob(tasks.rdd(), new OnlyElement(), results, ClassTag$.MODULE$.apply(byte[].class));
	}

	/** Cuts the numbers of pieces into ranges of about the same length. */
	static List<long[]> ranges(final long pieces, final int count) {
		final List<long[]> ranges = new ArrayList<>();
		final long each = pieces / count;
		final long more = pieces % count;
		for (long r = 0; r < count; r++) {
			final long from = r * each + Math.min(r, more);
			ranges.add(new long[] { from, from + each + (r < more ? 1 : 0) });
		}
		return ranges;
	}

	/** Waits until nobody is at work, and keeps an interruption for later. */
	private void end(final String id, final Thread waiting, final Attempts attempts) {
		boolean interrupted = Thread.interrupted();
		final long end = System.currentTimeMillis() + MOST_QUIET_MILLISECONDS;
		boolean quiet = false;
		while (!quiet && !spark.sc().isStopped() && System.currentTimeMillis() < end)
			try {
				if (waiting.isAlive())
					spark.cancelJobGroup(id);
				waiting.join(TICK_MILLISECONDS);
				quiet = !waiting.isAlive() && attempts.awaitEnd(TICK_MILLISECONDS);
			}
			catch (final InterruptedException e) {
				interrupted = true;
			}
		if (!quiet && !spark.sc().isStopped())
			log.accept("Some tasks do not end. What they still write is what stands there already.");
		spark.sc().removeSparkListener(attempts);
		if (interrupted)
			Thread.currentThread().interrupt();
	}
}
