package org.labelupscaler.job;

import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.LabelSource;

/** Counts the target voxels that boxes of a source become, on both sides of a plane. A piece is a row of boxes along z. */
final class SideWork implements Work<SideTally> {

	private static final long serialVersionUID = 1L;

	/** So large a box of the source is counted at a time. */
	private static final int COUNTED = 128;

	private final SharedSource source;
	private final Level level;
	private final BlockGrid boxes;
	private final int bytesPerVoxel;
	private final int axis;
	private final long plane;
	private final int most;
	private final String tooMany;

	/**
	 * @param source the source
	 * @param labels the same, open
	 * @param level the target at full resolution
	 * @param axis the axis a plane stands on, 0, 1 or 2
	 * @param plane the first target voxel beyond it, 0 … size
	 * @param most labels that are counted
	 * @param tooMany what to say if there are more than {@code most} labels
	 */
	SideWork(final SharedSource source, final LabelSource labels, final Level level, final int axis, final long plane,
		final int most, final String tooMany)
	{
		this.source = source;
		this.level = level;
		this.axis = axis;
		this.plane = plane;
		this.most = most;
		this.tooMany = tooMany;
		bytesPerVoxel = labels.type().bytes();
		boxes = new BlockGrid(labels.size(), new int[] { COUNTED, COUNTED, COUNTED });
	}

	private SideWork(final SideWork same, final SharedSource source) {
		this.source = source;
		level = same.level;
		axis = same.axis;
		plane = same.plane;
		most = same.most;
		tooMany = same.tooMany;
		bytesPerVoxel = same.bytesPerVoxel;
		boxes = same.boxes;
	}

	/** How many boxes there are. */
	long boxes() {
		return boxes.blocks();
	}

	@Override
	public long pieces() {
		return boxes.blocks() / boxes.gridSize()[2];
	}

	@Override
	public List<Path> inputs() {
		return source.files();
	}

	@Override
	public Work<SideTally> reading(final Path copy) {
		return new SideWork(this, source.reading(copy));
	}

	@Override
	public SideTally newTally() {
		return new SideTally();
	}

	@Override
	public Worker<SideTally> open() {
		return new Counter(source.open());
	}

	/** One worker. */
	private final class Counter implements Worker<SideTally> {

		private final LabelSource labelSource;
		/** Of each axis: how many target voxels a source voxel becomes. */
		private final int[][] runs = new int[3][];
		/** Along the axis of the plane: how many of these are below it. */
		private final int[] runsBelow;
		private final long[] min = new long[3];
		private long[] labels = new long[0];

		Counter(final LabelSource labelSource) {
			this.labelSource = labelSource;
			for (int d = 0; d < 3; d++)
				runs[d] = runs(level.maps().get(d), level.grid().size()[d]);
			runsBelow = runs(level.maps().get(axis), plane);
		}

		/** How many target voxels below an end each source voxel becomes. */
		private static int[] runs(final AxisMap map, final long end) {
			final int[] runs = new int[(int) map.sourceSize()];
			for (int i = 0; i < runs.length; i++)
				runs[i] = (int) (Math.min(end, map.firstIndex(i + 1L)) - Math.min(end, map.firstIndex(i)));
			return runs;
		}

		@Override
		public boolean run(final long piece, final Run<SideTally> run) {
			final long row = boxes.gridSize()[2];
			for (long box = piece * row; box < (piece + 1) * row; box++) {
				if (run.isStopped())
					return false;
				final SideTally tally = new SideTally();
				count(boxes.position(box), tally);
				if (tally.labels() > most)
					throw new InvalidInputException(tooMany);
				run.add(tally);
			}
			return true;
		}

		private void count(final long[] position, final SideTally tally) {
			final int[] size = boxes.blockSize(position);
			for (int d = 0; d < 3; d++)
				min[d] = boxes.min(position, d);
			final int voxels = size[0] * size[1] * size[2];
			if (labels.length < voxels)
				labels = new long[voxels];
			labelSource.read(min, size, labels);
			int at = 0;
			for (int k = 0; k < size[2]; k++)
				for (int j = 0; j < size[1]; j++, at += size[0])
					row(at, size[0], (int) min[1] + j, (int) min[2] + k, tally);
			tally.addBlock((long) voxels * bytesPerVoxel);
		}

		private void row(final int at, final int length, final int y, final int z, final SideTally tally) {
			final int x = (int) min[0];
			final long times = (long) runs[1][y] * runs[2][z];
			final long timesBelow = axis == 1 ? (long) runsBelow[y] * runs[2][z] : axis == 2 ? (long) runs[1][y] * runsBelow[z]
				: times;
			final int[] lengthsBelow = axis == 0 ? runsBelow : runs[0];
			for (int i = 0; i < length;) {
				final long label = labels[at + i];
				long run = 0;
				long runBelow = 0;
				for (; i < length && labels[at + i] == label; i++) {
					run += runs[0][x + i];
					runBelow += lengthsBelow[x + i];
				}
				tally.add(label, run * times, runBelow * timesBelow);
			}
		}

		@Override
		public void close() {
			source.release();
		}
	}
}
