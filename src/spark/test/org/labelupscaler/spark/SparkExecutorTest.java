package org.labelupscaler.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.job.Executor;
import org.labelupscaler.job.ProgressListener;

/** Each piece counts once, whatever happens to tasks; and nobody is at work when it is over. */
class SparkExecutorTest {

	private static JavaSparkContext spark;
	private static SparkExecutor executor;

	@BeforeAll
	static void start() {
		// NB: a task is tried three times.
		spark = new JavaSparkContext(new SparkConf().setMaster("local[2,3]").setAppName("test").set("spark.ui.enabled", "false").set(
			"spark.log.level", "OFF").set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1"));
		executor = new SparkExecutor(spark, line -> {});
	}

	@AfterAll
	static void stop() {
		spark.stop();
	}

	private static ProgressListener.Progress progress(final CountWork.Pieces pieces) {
		return new ProgressListener.Progress() {

			@Override
			public long done() {
				return pieces.numbers.size();
			}

			@Override
			public long all() {
				return Long.MAX_VALUE;
			}

			@Override
			public double seconds() {
				return 0;
			}

			@Override
			public String text() {
				return "";
			}
		};
	}

	private static ProgressListener stoppedAfter(final int pieces) {
		return new ProgressListener() {

			private volatile boolean stop;

			@Override
			public void progress(final Progress progress) {
				stop |= progress.done() >= pieces;
			}

			@Override
			public boolean cancelled() {
				return stop;
			}
		};
	}

	private static void assertAllOnce(final int count, final Executor.Outcome<CountWork.Pieces> outcome) {
		assertTrue(outcome.complete());
		assertArrayEquals(LongStream.range(0, count).toArray(), outcome.tally().numbers.stream().mapToLong(Long::longValue).sorted()
			.toArray());
	}

	private static void assertNobodyIsAtWork() {
		assertEquals(0, CountWork.AT_WORK.get());
		assertEquals(CountWork.OPENED.get(), CountWork.CLOSED.get());
	}

	@Test
	void eachPieceCountsOnceAndWorkersAreUsedAgain() throws Exception {
		final CountWork work = new CountWork(1000, 0, -1, 0);
		assertAllOnce(1000, executor.run(work, SparkExecutorTest::progress, ProgressListener.NONE));
		assertNobodyIsAtWork();
		// NB: two cores, twelve tasks.
		assertTrue(CountWork.OPENED.get() <= 2, CountWork.OPENED.get() + " opened");
	}

	@Test
	void noPiecesAreDoneAtOnce() throws Exception {
		assertAllOnce(0, executor.run(new CountWork(0, 0, -1, 0), SparkExecutorTest::progress, ProgressListener.NONE));
	}

	@Test
	void aTaskThatIsTriedAgainCountsOnce() throws Exception {
		final CountWork work = new CountWork(100, 1, 37, 2);
		assertAllOnce(100, executor.run(work, SparkExecutorTest::progress, ProgressListener.NONE));
		assertEquals(3, CountWork.TRIED.get());
		assertNobodyIsAtWork();
	}

	@Test
	void aTaskThatAlwaysFailsIsSaidInItsOwnWords() {
		final CountWork work = new CountWork(100, 1, 37, 1000);
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> executor.run(work, SparkExecutorTest::progress,
			ProgressListener.NONE));
		assertEquals("piece 37 is damaged. Mend it.", e.getMessage());
		assertEquals(3, CountWork.TRIED.get());
		assertNobodyIsAtWork();
	}

	@Test
	void cancelEndsAllWork() throws Exception {
		final Executor.Outcome<CountWork.Pieces> outcome = executor.run(new CountWork(100_000, 2, -1, 0), SparkExecutorTest::progress,
			stoppedAfter(0));
		assertFalse(outcome.complete());
		assertNobodyIsAtWork();
		// NB: and the next work is done.
		assertAllOnce(10, executor.run(new CountWork(10, 0, -1, 0), SparkExecutorTest::progress, ProgressListener.NONE));
	}

	@Test
	void interruptEndsAllWork() {
		final CountWork work = new CountWork(100_000, 2, -1, 0);
		final Thread here = Thread.currentThread();
		final Thread other = new Thread(() -> {
			while (CountWork.AT_WORK.get() == 0)
				Thread.onSpinWait();
			here.interrupt();
		});
		other.start();
		assertThrows(InterruptedException.class, () -> executor.run(work, SparkExecutorTest::progress, ProgressListener.NONE));
		assertNobodyIsAtWork();
	}

	@Test
	void aListenerThatFailsEndsAllWork() {
		final IllegalStateException e = assertThrows(IllegalStateException.class, () -> executor.run(new CountWork(100_000, 2, -1, 0),
			SparkExecutorTest::progress, progress -> {
				throw new IllegalStateException("the lease is lost");
			}));
		assertEquals("the lease is lost", e.getMessage());
		assertNobodyIsAtWork();
	}

	@Test
	void rangesHoldEachPieceOnce() {
		assertEquals(List.of("0-3", "3-6", "6-8", "8-10"), SparkExecutor.ranges(10, 4).stream().map(r -> r[0] + "-" + r[1]).toList());
		assertEquals(List.of("0-1", "1-2"), SparkExecutor.ranges(2, 2).stream().map(r -> r[0] + "-" + r[1]).toList());
		final long many = Long.MAX_VALUE / 2;
		final List<long[]> ranges = SparkExecutor.ranges(many, 1000);
		for (int r = 1; r < 1000; r++)
			assertEquals(ranges.get(r - 1)[1], ranges.get(r)[0]);
		assertEquals(many, ranges.get(999)[1]);
	}
}
