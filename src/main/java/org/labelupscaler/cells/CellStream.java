package org.labelupscaler.cells;

import java.util.function.Consumer;
import java.util.function.Function;

import org.labelupscaler.job.ProgressListener;

/** All cells of a file, assigned to their labels while they are read. */
public interface CellStream {

	/**
	 * Goes through all cells once. Reading, assigning and the work run side by side; memory is bounded whatever the number
	 * of cells.
	 *
	 * @param <R> what the work makes
	 * @param work done on the cells of one batch, by one of several threads
	 * @param take takes what the work made, batch by batch in the order of the file, in the calling thread
	 * @param listener hears of the progress and can cancel
	 * @throws org.labelupscaler.InvalidInputException if the file is damaged
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	<R> void run(Function<AssignedCells, R> work, Consumer<R> take, ProgressListener listener) throws InterruptedException;
}
