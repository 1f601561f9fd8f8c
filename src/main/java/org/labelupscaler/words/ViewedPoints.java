package org.labelupscaler.words;

import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.CellStream;
import org.labelupscaler.cells.OpenCells;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.view.CellCloud;
import org.labelupscaler.view.CellCollector;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewedCells;

/**
 * Points of a file that are to be seen over labels. NB: here, because cells do not know how they are looked at, and what is
 * looked at does not know where it comes from.
 *
 * @param options which, in which labels
 */
public record ViewedPoints(CellOptions options) implements ViewedCells {

	@Override
	public Read read(final LabelPyramid labels, final LabelColors colors, final ProgressListener listener)
		throws InterruptedException
	{
		try (OpenCells cells = OpenCells.open(options, listener)) {
			final CellCloud cloud = cloud(cells.stream(), cells.labels().size(), cells.labels().voxelSize(), colors, listener);
			final List<String> notes = new ArrayList<>();
			notes.addAll(cells.warnings());
			notes.addAll(cells.stream().notes());
			cloud.note().ifPresent(notes::add);
			return new Read(cloud, notes);
		}
	}

	/**
	 * Reads cells. If they are too many for the memory, every second, fourth, ... is taken.
	 *
	 * @param cells the cells
	 * @param size voxels of the volume, x, y, z
	 * @param voxelSize edges of a voxel
	 * @param colors the colours of their regions
	 * @param listener hears of the progress and can cancel
	 * @return those inside the volume
	 * @throws org.labelupscaler.InvalidInputException if the file is damaged
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static CellCloud cloud(final CellStream cells, final long[] size, final VoxelSize voxelSize, final LabelColors colors,
		final ProgressListener listener) throws InterruptedException
	{
		final CellCollector collector = new CellCollector();
		cells.run(batch -> CellCollector.places(batch.voxels(), batch.ids(), batch.inside(), batch::position), collector::add, listener);
		return collector.cloud(size, voxelSize, colors);
	}
}
