package org.labelupscaler.cells.picture;

import java.nio.file.Path;

import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.cells.CellStream;
import org.labelupscaler.job.ProgressListener;

/** The pictures there are. */
public final class CellPictures {

	private CellPictures() {}

	/**
	 * Draws the cells per region as bars.
	 *
	 * @param table a table of cells per region, as it is written when cells are assigned
	 * @param options what is shown
	 * @return the picture
	 * @throws org.labelupscaler.InvalidInputException if the table is none, or lacks what is to be shown
	 */
	public static Picture chart(final Path table, final ChartOptions options) {
		Lettering.checkFonts();
		return new BarChartPicture(BarChart.of(CountedRegions.read(table), options), options);
	}

	/**
	 * Goes through all cells and draws their density over the outlines of regions. Memory is that for the bins, at most 256 MiB.
	 *
	 * @param cells the cells, assigned to these labels
	 * @param labels the labels
	 * @param options what is shown
	 * @param listener hears how many cells have been read, and can cancel
	 * @return the picture
	 * @throws org.labelupscaler.InvalidInputException if a region is unknown, the slab is not in the volume, there are too many
	 *           bins, or the file of the cells is damaged
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static Picture projection(final CellStream cells, final CellLabels labels, final ProjectionOptions options,
		final ProgressListener listener) throws InterruptedException
	{
		// NB: before all cells are read.
		Lettering.checkFonts();
		return new ProjectionPicture(CellProjection.of(cells, labels, options, listener), options);
	}
}
