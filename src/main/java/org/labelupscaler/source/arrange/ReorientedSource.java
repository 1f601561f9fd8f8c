package org.labelupscaler.source.arrange;

import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.AxisOrder.Axis;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.LabelSource;

/** A volume with its axes in another order, some of them turned round. */
final class ReorientedSource extends ArrangedSource {

	private final AxisOrder axes;
	private final long[] sourceSize;
	private final ThreadLocal<long[]> boxes = ThreadLocal.withInitial(() -> new long[0]);

	ReorientedSource(final LabelSource source, final AxisOrder axes) {
		super(source);
		this.axes = axes;
		sourceSize = source.size();
	}

	@Override
	public long[] size() {
		return axes.size(sourceSize);
	}

	@Override
	public VoxelSize voxelSize() {
		return axes.voxelSize(source.voxelSize());
	}

	@Override
	public void read(final long[] min, final int[] size, final long[] out) {
		final long[] sourceMin = new long[3];
		final int[] box = new int[3];
		for (int d = 0; d < 3; d++) {
			final Axis axis = axes.get(d);
			box[axis.number()] = size[d];
			sourceMin[axis.number()] = axis.reversed() ? sourceSize[axis.number()] - min[d] - size[d] : min[d];
		}
		final int voxels = size[0] * size[1] * size[2];
		long[] labels = boxes.get();
		if (labels.length < voxels)
			boxes.set(labels = new long[voxels]);
		source.read(sourceMin, box, labels);

		// How far apart in the box of the source two voxels are that are neighbours along x, y, z here.
		final int[] strides = { 1, box[0], box[0] * box[1] };
		final int[] step = new int[3];
		int start = 0;
		for (int d = 0; d < 3; d++) {
			final Axis axis = axes.get(d);
			step[d] = axis.reversed() ? -strides[axis.number()] : strides[axis.number()];
			start += axis.reversed() ? (size[d] - 1) * strides[axis.number()] : 0;
		}
		int at = 0;
		for (int z = 0; z < size[2]; z++)
			for (int y = 0; y < size[1]; y++) {
				int from = start + z * step[2] + y * step[1];
				for (int x = 0; x < size[0]; x++, from += step[0])
					out[at++] = labels[from];
			}
	}
}
