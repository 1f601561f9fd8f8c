package org.labelupscaler.cells.volume;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.WorkerRun;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.Portions;

/**
 * Draws all cells on one level. They are sorted into buckets of neighbouring blocks, in a temporary file; a worker takes a
 * bucket, sorts its cells by block, in memory, and draws block after block. A bucket with too many cells for the memory is
 * sorted again, into smaller ones; the cells of a single block need not be in memory all at once.
 */
final class LevelDrawing {

	/** How much is in memory, for each worker. Smaller numbers are for tests. */
	record Limits(int buckets, int cells, int pairs) {

		static final Limits USUAL = new Limits(1024, 1 << 17, 1 << 20);

		/** Bytes for each worker, arrays growing by doubling. */
		long memory() {
			return (long) SomeCells.BYTES * cells + 3L * 8 * Math.max(cells, pairs);
		}
	}

	/** Buckets for each worker, so that all have work up to the end. */
	private static final int SHARE = 4;
	private static final int CELL_BITS = 20;
	private static final int AGAIN = 64;

	private final int level;
	private final Balls balls;
	private final Blocks blocks;
	private final int threads;
	private final Path temporaryFolder;
	private final Limits limits;
	private final DoubleAdder handled = new DoubleAdder();
	private WorkerRun run;

	LevelDrawing(final int level, final Balls balls, final Blocks blocks, final int threads, final Path temporaryFolder,
		final Limits limits)
	{
		this.level = level;
		this.balls = balls;
		this.blocks = blocks;
		this.threads = threads;
		this.temporaryFolder = temporaryFolder;
		this.limits = limits;
	}

	/** Hears how far a level is. */
	interface Meter {

		/** How far, from 0 to 1. */
		ProgressListener.Progress at(double share);
	}

	/** Draws; returns whether it came to the end. */
	boolean run(final CellFile.Bucket all, final Meter meter, final ProgressListener listener) throws InterruptedException {
		final Portions order = blocks.order(level);
		try (CellFile file = new CellFile(temporaryFolder)) {
			final BucketSort sort = new BucketSort(balls, Ranges.of(order, SHARE * threads, limits.buckets()), file);
			final LongAdder parcels = new LongAdder();
			run = new WorkerRun(all.parcels(), threads);
			run.run(() -> {
				final CellVisitor visitor = sort.visitor();
				return parcel -> {
					all.visit((int) parcel, visitor);
					parcels.increment();
				};
			}, () -> meter.at(0.2 * parcels.sum() / Math.max(1, all.parcels())), listener);
			if (parcels.sum() < all.parcels())
				return false;
			sort.flush();
			return draw(sort, file, meter, listener);
		}
	}

	private boolean draw(final BucketSort sort, final CellFile file, final Meter meter, final ProgressListener listener)
		throws InterruptedException
	{
		// NB: the fullest first, so that no worker is left with it at the end.
		final int[] order = IntStream.range(0, sort.ranges().count()).boxed().sorted(Comparator.comparing((Integer r) -> -sort
			.bucket(r).count())).mapToInt(Integer::intValue).toArray();
		final double all = Math.max(1, sort.count());
		final LongAdder ranges = new LongAdder();
		run = new WorkerRun(order.length, threads);
		run.run(() -> {
			final Worker worker = new Worker(file);
			return piece -> {
				final int r = order[(int) piece];
				worker.drawAll(sort.bucket(r), sort.ranges().first(r), sort.ranges().end(r), sort.bucket(r).count() / all);
				// NB: a worker that is told to stop leaves its range unfinished.
				if (!run.isStopped())
					ranges.increment();
			};
		}, () -> meter.at(0.2 + 0.8 * handled.sum()), listener);
		return ranges.sum() == order.length;
	}

	/** Everything it needs is its own. */
	private final class Worker {

		private final CellFile file;
		private final Portions order = blocks.order(level);
		private final BlockPainter painter = new BlockPainter(balls, blocks.volume().type());
		private final BlockSink sink = blocks.newSink();
		private final SomeCells cells = new SomeCells();
		private long[] pairs = new long[0];
		private int pairCount;
		/** Numbers of the blocks of this piece that are there, in ascending order. */
		private long[] drawn = new long[64];
		private int drawnCount;

		Worker(final CellFile file) {
			this.file = file;
		}

		/** Draws whole portions. */
		private void drawAll(final CellFile.Bucket bucket, final long from, final long to, final double share) {
			drawnCount = 0;
			draw(bucket, from, to, share);
			// NB: if it is stopped in between, a part of a shard must not take the place of a whole one.
			final boolean whole = !run.isStopped();
			if (whole)
				sink.removeOthers(level, from, to, block -> Arrays.binarySearch(drawn, 0, drawnCount, block) >= 0);
			blocks.add(whole ? sink.end() : sink.abandon());
		}

		/** Draws blocks, given all cells that reach into them, and what share of all work that is. */
		private void draw(final CellFile.Bucket bucket, final long from, final long to, final double share) {
			if (run.isStopped())
				return;
			if (bucket.count() <= limits.cells()) {
				cells.clear();
				bucket.visit(cells);
				drawLoaded(from, to);
			}
			else if (to - from == 1)
				drawBlock(from, bucket::visit);
			else {
				final BucketSort sort = new BucketSort(balls, Ranges.of(from, to, Math.min(AGAIN, limits.buckets())), file);
				bucket.visit(sort.visitor());
				sort.flush();
				final double all = sort.count();
				for (int r = 0; r < sort.ranges().count(); r++)
					draw(sort.bucket(r), sort.ranges().first(r), sort.ranges().end(r), share * sort.bucket(r).count() / all);
				return;
			}
			handled.add(share);
		}

		/** Draws blocks, all cells that reach into them being in memory. */
		private void drawLoaded(final long from, final long to) {
			if (cells.count() == 0)
				return;
			if (!pair(from, to)) {
				final long middle = from + (to - from) / 2;
				drawLoaded(from, middle);
				drawLoaded(middle, to);
				return;
			}
			Arrays.sort(pairs, 0, pairCount);
			final int mask = (1 << CELL_BITS) - 1;
			for (int p = 0; p < pairCount && !run.isStopped();) {
				final long block = pairs[p] >>> CELL_BITS;
				final int first = p;
				while (p < pairCount && pairs[p] >>> CELL_BITS == block)
					p++;
				final int end = p;
				drawBlock(from + block, visitor -> {
					for (int i = first; i < end; i++)
						cells.visit((int) pairs[i] & mask, visitor);
				});
			}
		}

		/** Notes which cell reaches into which block; false if there are too many, and more than one block. */
		private boolean pair(final long from, final long to) {
			if (to - from > 1L << 62 - CELL_BITS)
				return false;
			final int most = Math.max(limits.pairs(), cells.count());
			pairCount = 0;
			for (int c = 0; c < cells.count(); c++) {
				final int cell = c;
				balls.blocks(cells.position(c, 0), cells.position(c, 1), cells.position(c, 2), (first, last) -> {
					final long end = Math.min(last, to - 1);
					for (long block = Math.max(first, from); block <= end && pairCount <= most; block++)
						addPair(block - from << CELL_BITS | cell);
				});
				if (pairCount > most)
					return false;
			}
			return true;
		}

		private void addPair(final long pair) {
			if (pairCount == pairs.length)
				pairs = Arrays.copyOf(pairs, Math.max(1024, 2 * pairCount));
			pairs[pairCount++] = pair;
		}

		private void drawBlock(final long block, final Consumer<CellVisitor> source) {
			final long[] position = order.position(block).orElseThrow();
			final BlockGrid grid = order.grid();
			try {
				final long[] first = new long[3];
				for (int d = 0; d < 3; d++)
					first[d] = grid.min(position, d);
				final Optional<RunBlock> painted = painter.paint(first, grid.blockSize(position), source);
				if (painted.isEmpty())
					return;
				sink.put(level, position, painted.get());
				if (drawnCount == drawn.length)
					drawn = Arrays.copyOf(drawn, 2 * drawnCount);
				drawn[drawnCount++] = block;
			}
			catch (final OutOfMemoryError e) {
				throw new LabelUpscalerException("Out of memory at block " + Arrays.toString(position) + " of level s" + level + ". Use smaller blocks, " +
					"fewer threads, or give Java more memory (JAVA_OPTS=-Xmx4g).", e);
			}
		}
	}
}
