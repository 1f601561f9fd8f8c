package org.labelupscaler.cells.picture;

import java.util.function.Consumer;
import java.util.function.Function;

import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.cells.CellPlacement;
import org.labelupscaler.cells.CellStream;
import org.labelupscaler.grid.PointAxis;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.upscale.ProgressListener;

/**
 * Cells in memory, in voxels of the target.
 *
 * @param labels what they are assigned to
 * @param positions x, y, z, one cell after the other
 * @param batch how many come at a time
 */
record MemoryCells(CellLabels labels, double[] positions, int batch) implements CellStream {

	@Override
	public <R> void run(final Function<AssignedCells, R> work, final Consumer<R> take, final ProgressListener listener) {
		final long[] size = labels.size();
		final CellPlacement placement = new CellPlacement(PointAxis.ofVoxels(size[0]), PointAxis.ofVoxels(size[1]), PointAxis
			.ofVoxels(size[2]));
		final int cells = positions.length / 3;
		for (int first = 0; first < cells; first += batch) {
			final double[][] points = new double[3][Math.min(batch, cells - first)];
			for (int d = 0; d < 3; d++)
				for (int i = 0; i < points[d].length; i++)
					points[d][i] = positions[3 * (first + i) + d];
			take.accept(work.apply(labels.assign(new PointBatch(first, points[0], points[1], points[2], row -> new String[0]),
				placement)));
		}
	}
}
