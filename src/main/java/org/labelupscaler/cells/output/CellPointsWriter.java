package org.labelupscaler.cells.output;

import java.util.function.BooleanSupplier;

/**
 * Takes cells and makes a file, or a folder, of them that appears whole or not at all. Closed before it is finished, it leaves nothing
 * behind. Memory is bounded whatever the number of cells. Used by one thread.
 */
public interface CellPointsWriter extends AutoCloseable {

	/**
	 * @param cell the next cell, in the order of the list
	 * @throws org.labelupscaler.LabelUpscalerException if it cannot be written
	 */
	void write(PlacedCell cell);

	/**
	 * Does all that is left but to give it its name.
	 *
	 * @param cancelled asked now and then whether to stop
	 * @throws org.labelupscaler.job.CancelledException if so
	 * @throws org.labelupscaler.LabelUpscalerException if it cannot be written
	 */
	void complete(BooleanSupplier cancelled);

	/**
	 * Gives it its name, in the place of what had it.
	 *
	 * @throws org.labelupscaler.LabelUpscalerException if it cannot
	 */
	void finish();

	/** @return bytes that were written */
	long bytes();

	@Override
	void close();
}
