package org.labelupscaler.cells.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellPlacement;
import org.labelupscaler.cells.CellStream;
import org.labelupscaler.grid.PointAxis;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.upscale.CancelledException;
import org.labelupscaler.upscale.ProgressListener;

/** Cells in memory, in batches of a few. */
class MemoryCells implements CellStream {

	/** A cell as a test thinks of it. */
	record Cell(double x, double y, double z, long id) {

		double position(final int axis) {
			return axis == 0 ? x : axis == 1 ? y : z;
		}
	}

	private final List<Cell> cells;
	private final long[] size;
	private final long first;
	private final int batch;

	/**
	 * @param cells the cells
	 * @param size voxels of the target
	 * @param first what the first one's number is, less one
	 * @param batch how many come at a time
	 */
	MemoryCells(final List<Cell> cells, final long[] size, final long first, final int batch) {
		this.cells = List.copyOf(cells);
		this.size = size;
		this.first = first;
		this.batch = batch;
	}

	@Override
	public <R> void run(final Function<AssignedCells, R> work, final Consumer<R> take, final ProgressListener listener) {
		for (int at = 0; at < cells.size(); at += batch) {
			if (listener.cancelled())
				throw new CancelledException();
			listener.progress(new Read(at, Math.max(1, cells.size())));
			take.accept(work.apply(assigned(cells.subList(at, Math.min(cells.size(), at + batch)), first + at, size)));
		}
		listener.progress(new Read(Math.max(1, cells.size()), Math.max(1, cells.size())));
	}

	record Read(long done, long all) implements ProgressListener.Progress {

		@Override
		public double seconds() {
			return 1;
		}

		@Override
		public String text() {
			return done + " of " + all;
		}
	}

	static AssignedCells assigned(final List<Cell> cells, final long first, final long[] size) {
		final double[][] positions = new double[3][cells.size()];
		final long[] voxels = new long[3 * cells.size()];
		final long[] ids = new long[cells.size()];
		final boolean[] inside = new boolean[cells.size()];
		Arrays.fill(inside, true);
		final List<PointAxis> axes = new ArrayList<>();
		for (int d = 0; d < 3; d++) {
			axes.add(PointAxis.ofVoxels(size[d]));
			for (int c = 0; c < cells.size(); c++) {
				positions[d][c] = cells.get(c).position(d);
				voxels[3 * c + d] = axes.get(d).index(positions[d][c]);
				inside[c] &= voxels[3 * c + d] >= 0 && voxels[3 * c + d] < size[d];
			}
		}
		for (int c = 0; c < ids.length; c++)
			ids[c] = inside[c] ? cells.get(c).id() : 0;
		return new AssignedCells(new PointBatch(first, positions[0], positions[1], positions[2], row -> new String[0]),
			new CellPlacement(axes.get(0), axes.get(1), axes.get(2)), voxels, ids, inside);
	}
}
