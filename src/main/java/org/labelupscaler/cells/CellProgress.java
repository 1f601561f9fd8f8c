package org.labelupscaler.cells;

import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.text.Quantities;

/**
 * How far a file of cells has been read.
 *
 * @param cells cells so far
 * @param done how much of the file, in what the reader counts
 * @param all how much there is
 * @param seconds time since the start
 */
record CellProgress(long cells, long done, long all, double seconds) implements ProgressListener.Progress {

	@Override
	public String text() {
		return Quantities.count(cells, "cell") + ", " + Math.round(100.0 * done / all) + " %" + time();
	}
}
