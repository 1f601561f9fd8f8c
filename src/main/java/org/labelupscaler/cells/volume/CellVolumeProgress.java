package org.labelupscaler.cells.volume;

import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.text.Quantities;

/** Where a run is, in thousandths of its work; how these are shared out is a guess. */
record CellVolumeProgress(long done, double seconds, String what) implements ProgressListener.Progress {

	static final long ALL = 1000;
	/** Reading the list. */
	private static final long READING = 150;

	/** While the list is read. */
	static CellVolumeProgress reading(final ProgressListener.Progress progress, final double seconds) {
		final String text = progress.text();
		return new CellVolumeProgress(Math.round((double) READING * progress.done() / progress.all()), seconds, "reading: " +
			text);
	}

	/** While blocks are written; the levels after this one being done. */
	static CellVolumeProgress drawing(final double share, final long cells, final long blocks, final double seconds) {
		final long done = Math.min(ALL - 1, READING + Math.round(share * (ALL - READING)));
		return new CellVolumeProgress(done, seconds, Quantities.count(cells, "cell") + ", " + Quantities.count(blocks, "block"));
	}

	static CellVolumeProgress end(final long cells, final long blocks, final double seconds) {
		return new CellVolumeProgress(ALL, seconds, Quantities.count(cells, "cell") + ", " + Quantities.count(blocks, "block"));
	}

	@Override
	public long all() {
		return ALL;
	}

	@Override
	public String text() {
		return what + (what.startsWith("reading") ? "" : time());
	}
}
