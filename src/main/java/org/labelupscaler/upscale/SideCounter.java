package org.labelupscaler.upscale;

import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.label.Histogram;
import org.labelupscaler.source.LabelSource;

/** Counts the target voxels that boxes of a source become, on both sides of a plane. One for each worker. */
final class SideCounter implements BlockRun.Worker {

	private final TargetLabels target;
	private final LabelSource source;
	/** Of each axis: how many target voxels a source voxel becomes. */
	private final int[][] runs = new int[3][];
	/** Along the axis of the plane: how many of these are below it. */
	private final int[] runsBelow;
	private final int axis;
	private final Histogram ownBelow = new Histogram();
	private final Histogram ownAbove = new Histogram();
	private final Histogram below;
	private final Histogram above;
	private final long[] min = new long[3];
	private long[] labels = new long[0];

	/** The counts are added to the last two when the worker ends. */
	SideCounter(final TargetLabels target, final int axis, final long plane, final Histogram below, final Histogram above) {
		this.target = target;
		source = target.source();
		this.axis = axis;
		this.below = below;
		this.above = above;
		for (int d = 0; d < 3; d++)
			runs[d] = runs(target.level().maps().get(d), target.level().grid().size()[d]);
		runsBelow = runs(target.level().maps().get(axis), plane);
	}

	/** How many target voxels below an end each source voxel becomes. */
	private static int[] runs(final AxisMap map, final long end) {
		final int[] runs = new int[(int) map.sourceSize()];
		for (int i = 0; i < runs.length; i++)
			runs[i] = (int) (Math.min(end, map.firstIndex(i + 1L)) - Math.min(end, map.firstIndex(i)));
		return runs;
	}

	@Override
	public void process(final Level level, final long[] position) {
		final BlockGrid grid = level.grid();
		final int[] size = grid.blockSize(position);
		for (int d = 0; d < 3; d++)
			min[d] = grid.min(position, d);
		final int voxels = size[0] * size[1] * size[2];
		if (labels.length < voxels)
			labels = new long[voxels];
		source.read(min, size, labels);
		int at = 0;
		for (int k = 0; k < size[2]; k++)
			for (int j = 0; j < size[1]; j++, at += size[0])
				row(at, size[0], (int) min[1] + j, (int) min[2] + k);
	}

	private void row(final int at, final int length, final int y, final int z) {
		final int x = (int) min[0];
		final long times = (long) runs[1][y] * runs[2][z];
		final long timesBelow = axis == 1 ? (long) runsBelow[y] * runs[2][z] : axis == 2 ? (long) runs[1][y] * runsBelow[z] : times;
		final int[] lengthsBelow = axis == 0 ? runsBelow : runs[0];
		for (int i = 0; i < length;) {
			final long label = labels[at + i];
			long run = 0;
			long runBelow = 0;
			for (; i < length && labels[at + i] == label; i++) {
				run += runs[0][x + i];
				runBelow += lengthsBelow[x + i];
			}
			add(label, run * times, runBelow * timesBelow);
		}
	}

	private void add(final long label, final long all, final long countBelow) {
		if (countBelow > 0)
			ownBelow.add(label, countBelow);
		if (all > countBelow)
			ownAbove.add(label, all - countBelow);
		if (Math.max(ownBelow.size(), ownAbove.size()) > TargetLabels.MOST_LABELS)
			throw target.tooMany();
	}

	@Override
	public void close() {
		synchronized (below) {
			ownBelow.forEach(below::add);
			ownAbove.forEach(above::add);
		}
	}
}
