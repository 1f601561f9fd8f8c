package org.labelupscaler.view.window;

import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Owned;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.view.CellLayer;
import org.labelupscaler.view.CellVolume;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;

/** Cells that are to be seen over labels, named but not read yet. Immutable. */
public interface ViewedCells {

	/**
	 * Cells that have been read.
	 *
	 * @param layer the cells; the caller closes them
	 * @param notes what the user should know
	 */
	record Read(CellLayer layer, List<String> notes) {}

	/**
	 * Reads them.
	 *
	 * @param labels the labels they lie over
	 * @param colors the colours of regions
	 * @param listener hears of the progress and can cancel
	 * @return the cells
	 * @throws InvalidInputException if they cannot be read
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	Read read(LabelPyramid labels, LabelColors colors, ProgressListener listener) throws InterruptedException;

	/**
	 * A volume of cells.
	 *
	 * @param container where it is
	 */
	record Volume(Path container) implements ViewedCells {

		@Override
		public Read read(final LabelPyramid labels, final LabelColors colors, final ProgressListener listener) {
			try (Owned<LabelPyramid> opened = Owned.of(LabelPyramid.open(container))) {
				final LabelPyramid volume = opened.get();
				final List<String> notes = volume.warning().stream().toList();
				return new Read(new CellVolume(opened.take(), volume.holdsIds() ? colors : LabelColors.PLAIN), notes);
			}
		}
	}
}
