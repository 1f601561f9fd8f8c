package org.labelupscaler.cells.volume;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.job.BlockFailure;
import org.labelupscaler.job.Work;
import org.labelupscaler.job.Worker;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.Portions;

/**
 * Draws all cells on one level. A piece is a range of blocks: its cells are sorted by block, in memory, and block after block is
 * drawn. A range with too many cells for the memory is sorted into smaller ones first, in a temporary file of the worker; the cells of
 * a single block need not be in memory all at once. The ranges with most cells come first, so that no worker is left with one at the
 * end.
 */
final class DrawWork implements Work<DrawTally> {

	private static final long serialVersionUID = 1L;

	private static final int CELL_BITS = 20;
	private static final int AGAIN = 64;

	private final DrawnLevel level;
	private final Ranges ranges;
	private final CellFile sorted;
	private final long[] starts;
	private final int[] order;
	private final String temporaryFolder;
	private final DrawingLimits limits;

	/**
	 * @param level the level
	 * @param ranges ranges of its blocks
	 * @param sorted the cells, sorted by range; shared if the work is sent to others
	 * @param starts where the first cell of each range stands, and where the last one ends
	 * @param temporaryFolder where a worker sorts what is too much for its memory
	 * @param limits how much is in memory
	 */
	DrawWork(final DrawnLevel level, final Ranges ranges, final CellFile sorted, final long[] starts, final Path temporaryFolder,
		final DrawingLimits limits)
	{
		this.level = level;
		this.ranges = ranges;
		this.sorted = sorted;
		this.starts = starts;
		this.temporaryFolder = temporaryFolder.toString();
		this.limits = limits;
		order = IntStream.range(0, ranges.count()).boxed().sorted(Comparator.comparing((Integer r) -> starts[r] - starts[r + 1]))
			.mapToInt(Integer::intValue).toArray();
	}

	@Override
	public long pieces() {
		return order.length;
	}

	@Override
	public DrawTally newTally() {
		return new DrawTally();
	}

	@Override
	public Worker<DrawTally> open() {
		sorted.open();
		boolean usable = false;
		try {
			if (sorted.isElsewhere())
				level.checkReached();
			usable = true;
			return new Drawer();
		}
		finally {
			if (!usable)
				sorted.release();
		}
	}

	/** One worker: everything it needs is its own, but for the sorted cells. */
	private final class Drawer implements Worker<DrawTally> {

		private final Portions blocks = level.order();
		private final Balls balls = level.balls();
		private final BlockPainter painter = new BlockPainter(balls, level.volume().type());
		private final BlockSink sink = level.newSink();
		private final SomeCells cells = new SomeCells();
		private Optional<CellFile> own = Optional.empty();
		private Run<DrawTally> run;
		private long[] pairs = new long[0];
		private int pairCount;
		/** Numbers of the blocks of this piece that are there, in ascending order. */
		private long[] drawn = new long[64];
		private int drawnCount;

		/** Some cells. */
		private record Slice(CellFile file, long from, long to) {

			long count() {
				return to - from;
			}

			void visit(final CellVisitor visitor) {
				file.visit(from, to, visitor);
			}
		}

		@Override
		public boolean run(final long piece, final Run<DrawTally> ofPiece) {
			run = ofPiece;
			final int range = order[(int) piece];
			final long from = ranges.first(range);
			final long to = ranges.end(range);
			drawnCount = 0;
			final Slice slice = new Slice(sorted, starts[range], starts[range + 1]);
			draw(slice, from, to, slice.count(), 0);
			// NB: if it is stopped in between, a part of a shard must not take the place of a whole one.
			final boolean whole = !run.isStopped();
			if (whole)
				sink.removeOthers(level.level(), from, to, block -> Arrays.binarySearch(drawn, 0, drawnCount, block) >= 0);
			final DrawTally tally = newTally();
			tally.add(whole ? sink.end() : sink.abandon());
			run.add(tally);
			return whole;
		}

		/** Draws blocks, given all cells that reach into them, as how many these count, and what is in use of the worker's own file. */
		private void draw(final Slice slice, final long from, final long to, final long counted, final long used) {
			if (run.isStopped())
				return;
			if (slice.count() <= limits.cells()) {
				cells.clear();
				slice.visit(cells);
				drawLoaded(from, to);
			}
			else if (to - from == 1)
				drawBlock(from, slice::visit);
			else {
				drawParts(slice, from, to, counted, used);
				return;
			}
			final DrawTally tally = newTally();
			tally.addCells(counted);
			run.add(tally);
		}

		private void drawParts(final Slice slice, final long from, final long to, final long counted, final long used) {
			final CellSort sort = new CellSort(balls, Ranges.of(from, to, Math.min(AGAIN, limits.buckets())));
			final long[] counts = sort.count(slice.file(), slice.from(), slice.to());
			final long[] at = CellSort.starts(used, counts);
			final CellFile file = ownFile();
			sort.put(slice.file(), slice.from(), slice.to(), counts, file, at);
			final double all = at[counts.length] - used;
			long given = 0;
			for (int r = 0; r < counts.length; r++) {
				final long until = (long) (counted * ((at[r + 1] - used) / all));
				draw(new Slice(file, at[r], at[r + 1]), sort.ranges().first(r), sort.ranges().end(r), until - given, at[counts.length]);
				given = until;
			}
		}

		private CellFile ownFile() {
			if (own.isEmpty())
				own = Optional.of(CellFile.of(Path.of(temporaryFolder)));
			return own.get();
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
			final long[] position = blocks.position(block).orElseThrow();
			BlockFailure.named(level.level(), position, () -> {
				final BlockGrid grid = blocks.grid();
				final long[] first = new long[3];
				for (int d = 0; d < 3; d++)
					first[d] = grid.min(position, d);
				final Optional<RunBlock> painted = painter.paint(first, grid.blockSize(position), source);
				if (painted.isEmpty())
					return;
				sink.put(level.level(), position, painted.get());
				if (drawnCount == drawn.length)
					drawn = Arrays.copyOf(drawn, 2 * drawnCount);
				drawn[drawnCount++] = block;
			});
		}

		/** NB: a failed piece leaves nothing open. */
		@Override
		public void close() {
			sink.abandon();
			own.ifPresent(CellFile::close);
			sorted.release();
		}
	}
}
