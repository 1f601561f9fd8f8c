package org.labelupscaler.cells.volume;

import org.labelupscaler.job.Work;
import org.labelupscaler.job.Worker;

/**
 * Sorts the cells of a level by ranges of blocks, into another file: first it is counted, then, when all counts are known, put. A
 * piece is some consecutive cells.
 */
final class SortWork implements Work<SortTally> {

	private static final long serialVersionUID = 1L;

	private static final int MOST_PIECES = 1024;

	private final DrawnLevel level;
	private final Ranges ranges;
	private final CellFile cells;
	private final long count;
	private final long ofPiece;
	/** Null as long as cells are counted. */
	private final CellFile sorted;
	private final SortTally counted;
	private final long[][] starts;

	private SortWork(final DrawnLevel level, final Ranges ranges, final CellFile cells, final long count, final long ofPiece,
		final CellFile sorted, final SortTally counted)
	{
		this.level = level;
		this.ranges = ranges;
		this.cells = cells;
		this.count = count;
		this.ofPiece = ofPiece;
		this.sorted = sorted;
		this.counted = counted;
		starts = counted == null ? null : counted.startsOfPieces();
	}

	/**
	 * Counts.
	 *
	 * @param level the level
	 * @param ranges ranges of its blocks
	 * @param cells the cells; shared if the work is sent to others
	 * @param count how many
	 * @param ofPiece how many a piece has, unless there are very many
	 */
	static SortWork counting(final DrawnLevel level, final Ranges ranges, final CellFile cells, final long count,
		final int ofPiece)
	{
		return new SortWork(level, ranges, cells, count, Math.max(ofPiece, (count - 1) / MOST_PIECES + 1), null, null);
	}

	/**
	 * Puts.
	 *
	 * @param file takes the sorted cells; shared if the work is sent to others
	 * @param counts all that has been counted
	 */
	SortWork putting(final CellFile file, final SortTally counts) {
		return new SortWork(level, ranges, cells, count, ofPiece, file, counts);
	}

	@Override
	public long pieces() {
		return (count + ofPiece - 1) / ofPiece;
	}

	@Override
	public SortTally newTally() {
		return new SortTally((int) pieces(), ranges.count());
	}

	@Override
	public Worker<SortTally> open() {
		cells.open();
		if (sorted != null)
			sorted.open();
		return new Sorter();
	}

	/** One worker. */
	private final class Sorter implements Worker<SortTally> {

		private final CellSort sort = new CellSort(level.balls(), ranges);

		@Override
		public boolean run(final long piece, final Run<SortTally> run) {
			if (run.isStopped())
				return false;
			final long from = piece * ofPiece;
			final long to = Math.min(count, from + ofPiece);
			final SortTally tally = newTally();
			final int p = (int) piece;
			if (sorted == null)
				tally.add(p, to - from, sort.count(cells, from, to));
			else {
				sort.put(cells, from, to, counted.counts(p), sorted, starts[p]);
				tally.add(p, to - from, counted.counts(p));
			}
			run.add(tally);
			return true;
		}

		@Override
		public void close() {
			cells.release();
			if (sorted != null)
				sorted.release();
		}
	}
}
