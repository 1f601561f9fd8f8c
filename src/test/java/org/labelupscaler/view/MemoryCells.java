package org.labelupscaler.view;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellPlacement;
import org.labelupscaler.cells.CellStream;
import org.labelupscaler.grid.PointAxis;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.upscale.ProgressListener;

/**
 * Cells that stand in memory.
 *
 * @param size voxels of the volume
 * @param positions of each axis, in voxels from the corner of the first
 * @param ids their regions
 */
public record MemoryCells(long[] size, double[][] positions, long[] ids) implements CellStream {

	/** Cells in clusters, a tenth of them anywhere, some outside; the region is the number of the cluster. */
	public static MemoryCells clustered(final Random random, final int count, final long... size) {
		final double[][] positions = new double[3][count];
		final long[] ids = new long[count];
		final double[][] centre = new double[40][3];
		for (final double[] c : centre)
			for (int d = 0; d < 3; d++)
				c[d] = random.nextDouble() * size[d];
		for (int i = 0; i < count; i++) {
			final int cluster = random.nextInt(centre.length);
			ids[i] = cluster;
			for (int d = 0; d < 3; d++)
				positions[d][i] = random.nextInt(10) == 0 ? random.nextDouble() * size[d] : centre[cluster][d] + random
					.nextGaussian() * 0.06 * size[d];
		}
		return new MemoryCells(size, positions, ids);
	}

	@Override
	public <R> void run(final Function<AssignedCells, R> work, final Consumer<R> take, final ProgressListener listener) {
		final CellPlacement placement = new CellPlacement(PointAxis.ofVoxels(size[0]), PointAxis.ofVoxels(size[1]), PointAxis
			.ofVoxels(size[2]));
		for (int first = 0; first < ids.length; first += PointBatch.MOST)
			take.accept(work.apply(batch(placement, first, Math.min(PointBatch.MOST, ids.length - first))));
	}

	private AssignedCells batch(final CellPlacement placement, final int first, final int count) {
		final double[][] some = new double[3][count];
		final long[] voxels = new long[3 * count];
		final boolean[] inside = new boolean[count];
		final long[] id = new long[count];
		for (int d = 0; d < 3; d++)
			System.arraycopy(positions[d], first, some[d], 0, count);
		for (int i = 0; i < count; i++) {
			inside[i] = true;
			for (int d = 0; d < 3; d++) {
				voxels[3 * i + d] = PointAxis.ofVoxels(size[d]).index(some[d][i]);
				inside[i] &= voxels[3 * i + d] >= 0 && voxels[3 * i + d] < size[d];
			}
			id[i] = inside[i] ? ids[first + i] : 0;
		}
		return new AssignedCells(new PointBatch(first, some[0], some[1], some[2], row -> new String[0]), placement, voxels, id,
			inside);
	}
}
