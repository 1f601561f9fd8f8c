package org.labelupscaler.cells;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.labelupscaler.grid.PointAxis;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.points.PointBatch;

/** Cells that stand in memory, in voxels of the target from the corner of the first. */
public class MemoryCells implements CellStream {

	/** A cell as a test thinks of it. */
	public record Cell(double x, double y, double z, long id) {

		/** Its coordinate along an axis. */
		public double position(final int axis) {
			return axis == 0 ? x : axis == 1 ? y : z;
		}
	}

	private final long[] size;
	private final double[][] positions;
	/** Null if they come from the labels. */
	private final long[] ids;
	private final CellPlacement placement;
	private final BiFunction<PointBatch, CellPlacement, AssignedCells> assigning;
	private final long first;
	private final int batch;

	/**
	 * Cells whose regions are given.
	 *
	 * @param size voxels of the target
	 * @param positions of each axis
	 * @param ids their regions
	 * @param first what the first one's number is, less one
	 * @param batch how many come at a time
	 */
	public MemoryCells(final long[] size, final double[][] positions, final long[] ids, final long first, final int batch) {
		this.size = size;
		this.positions = positions;
		this.ids = ids;
		this.first = first;
		this.batch = batch;
		placement = placement(size);
		assigning = this::assigned;
	}

	/** In batches as large as those of a file. */
	public MemoryCells(final long[] size, final double[][] positions, final long[] ids) {
		this(size, positions, ids, 0, PointBatch.MOST);
	}

	/** As a test thinks of them. */
	public MemoryCells(final List<Cell> cells, final long[] size, final long first, final int batch) {
		this(size, IntStream.range(0, 3).mapToObj(d -> cells.stream().mapToDouble(cell -> cell.position(d)).toArray()).toArray(
			double[][]::new), cells.stream().mapToLong(Cell::id).toArray(), first, batch);
	}

	/** Cells of the regions they lie in; the positions are x, y, z, one cell after the other. */
	public MemoryCells(final CellLabels labels, final double[] positions, final int batch) {
		size = labels.size();
		this.positions = new double[3][positions.length / 3];
		for (int i = 0; i < positions.length; i++)
			this.positions[i % 3][i / 3] = positions[i];
		ids = null;
		first = 0;
		this.batch = batch;
		placement = placement(size);
		assigning = labels::assign;
	}

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

	private static CellPlacement placement(final long[] size) {
		return new CellPlacement(PointAxis.ofVoxels(size[0]), PointAxis.ofVoxels(size[1]), PointAxis.ofVoxels(size[2]));
	}

	/** Voxels of the target. */
	public long[] size() {
		return size;
	}

	/** Of each axis. */
	public double[][] positions() {
		return positions;
	}

	/** The regions, if they are given. */
	public long[] ids() {
		return ids;
	}

	@Override
	public <R> void run(final Function<AssignedCells, R> work, final Consumer<R> take, final ProgressListener listener) {
		final int count = positions[0].length;
		for (int at = 0; at < count; at += batch) {
			if (listener.cancelled())
				throw new CancelledException();
			listener.progress(new Read(at, count));
			final int end = Math.min(count, at + batch);
			take.accept(work.apply(assigning.apply(new PointBatch(first + at, Arrays.copyOfRange(positions[0], at, end), Arrays.copyOfRange(
				positions[1], at, end), Arrays.copyOfRange(positions[2], at, end), row -> new String[0]), placement)));
		}
		listener.progress(new Read(Math.max(1, count), Math.max(1, count)));
	}

	private AssignedCells assigned(final PointBatch points, final CellPlacement placement) {
		final long[] voxels = new long[3 * points.count()];
		final long[] id = new long[points.count()];
		final boolean[] inside = new boolean[points.count()];
		for (int i = 0; i < id.length; i++) {
			inside[i] = true;
			for (int d = 0; d < 3; d++) {
				voxels[3 * i + d] = PointAxis.ofVoxels(size[d]).index(points.axis(d)[i]);
				inside[i] &= voxels[3 * i + d] >= 0 && voxels[3 * i + d] < size[d];
			}
			id[i] = inside[i] ? ids[(int) (points.first() - first) + i] : 0;
		}
		return new AssignedCells(points, placement, voxels, id, inside);
	}

	private record Read(long done, long all) implements ProgressListener.Progress {

		@Override
		public double seconds() {
			return 1;
		}

		@Override
		public String text() {
			return done + " of " + all;
		}
	}
}
