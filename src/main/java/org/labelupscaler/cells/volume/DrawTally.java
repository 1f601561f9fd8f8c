package org.labelupscaler.cells.volume;

import org.labelupscaler.job.Tally;
import org.labelupscaler.volume.Written;

/** What drawing counts. Not thread-safe. */
final class DrawTally implements Tally<DrawTally> {

	private static final long serialVersionUID = 1L;

	private long cells;
	private Written written = Written.NONE;

	/** Counts cells of a range of blocks that are drawn. */
	void addCells(final long more) {
		cells += more;
	}

	void add(final Written more) {
		written = written.plus(more);
	}

	@Override
	public void add(final DrawTally other) {
		addCells(other.cells);
		add(other.written);
	}

	/** Cells that are drawn; one that goes to several ranges is several. */
	long cells() {
		return cells;
	}

	/** What became of the blocks. */
	Written written() {
		return written;
	}
}
