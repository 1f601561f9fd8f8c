package org.labelupscaler.cells.volume;

import java.nio.file.Path;

import org.labelupscaler.job.Executor;
import org.labelupscaler.job.LocalExecutor;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.volume.Written;

/**
 * Has all cells drawn on one level. They are sorted into ranges of neighbouring blocks, in a temporary file; then each range is
 * drawn.
 *
 * @param level the level
 * @param threads how many workers sort, at least 1
 * @param executor has blocks drawn. NB: sorting is not for it: many machines that write one file at a time are asking too much of
 *          shared folders
 * @param temporaryFolder for the sorted cells; must be one that all machines share, if the executor has others
 * @param limits how much is in memory
 */
record LevelDrawing(DrawnLevel level, int threads, Executor executor, Path temporaryFolder, DrawingLimits limits) {

	/** Ranges for each worker, so that all have work up to the end. */
	private static final int SHARE = 4;
	/** What share of the work it is to count cells, and to put them, at a guess. */
	private static final double SORTING = 0.1;

	/** Hears how far a level is. */
	interface Meter {

		/** How far, from 0 to 1, and what has become of blocks. */
		ProgressListener.Progress at(double share, Written written);
	}

	/** Draws so many cells. */
	Executor.Outcome<Written> run(final CellFile all, final long count, final Meter meter, final ProgressListener listener)
		throws InterruptedException
	{
		final Ranges ranges = Ranges.of(level.order(), SHARE * threads, limits.buckets());
		final Executor here = new LocalExecutor(threads);
		try (CellFile sorted = executor.isLocal() ? CellFile.of(temporaryFolder) : CellFile.shared(temporaryFolder)) {
			final SortWork counting = SortWork.counting(level, ranges, all, count, limits.cells());
			final Executor.Outcome<SortTally> counted = here.run(counting, tally -> meter.at(SORTING * share(tally.cells(), count),
				Written.NONE), listener);
			if (!counted.complete() || !here.run(counting.putting(sorted, counted.tally()), tally -> meter.at(SORTING * (1 + share(tally
				.cells(), count)), Written.NONE), listener).complete())
				return new Executor.Outcome<>(Written.NONE, false);
			sorted.flush();
			final long[] starts = counted.tally().starts();
			final Executor.Outcome<DrawTally> drawn = executor.run(new DrawWork(level, ranges, sorted, starts, temporaryFolder, limits),
				tally -> meter.at(2 * SORTING + (1 - 2 * SORTING) * share(tally.cells(), starts[ranges.count()]), tally.written()), listener);
			return new Executor.Outcome<>(drawn.tally().written(), drawn.complete());
		}
	}

	private static double share(final long done, final long all) {
		return (double) done / Math.max(1, all);
	}
}
