package org.labelupscaler.source.tiff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.VoxelSize;

/**
 * In which order the voxels of all pages stand, one after the other, where they are not those of planes across z.
 *
 * @param stored how many voxels there are along the axis that runs fastest in the file, the next, and the slowest
 * @param order which of these become x, y, z
 */
record StoredAxes(long[] stored, AxisOrder order) {

	/**
	 * @param size voxels along x, y, z
	 * @param place of x, y, z: which comes later in the shape of the array runs faster; below 0 for an axis that it does not have
	 * @return how they are stored
	 */
	static StoredAxes of(final long[] size, final int[] place) {
		final List<Integer> fastest = new ArrayList<>(List.of(0, 1, 2));
		// NB: of an axis with one voxel it does not matter where it stands, so it stands where it need not be moved.
		fastest.sort(Comparator.comparingInt(d -> -place[d]));
		boolean sorted = true;
		int last = -1;
		for (final int d : fastest)
			if (size[d] > 1) {
				sorted &= d > last;
				last = d;
			}
		if (sorted)
			return new StoredAxes(size.clone(), AxisOrder.SAME);
		final long[] stored = new long[3];
		final AxisOrder.Axis[] axes = new AxisOrder.Axis[3];
		for (int k = 0; k < 3; k++) {
			stored[k] = size[fastest.get(k)];
			axes[fastest.get(k)] = new AxisOrder.Axis(k, false);
		}
		return new StoredAxes(stored, new AxisOrder(axes[0], axes[1], axes[2]));
	}

	/** Voxels along x, y, z. */
	long[] size() {
		return order.size(stored);
	}

	/** Edges along x, y, z, in the order in which they are stored. */
	VoxelSize stored(final VoxelSize size) {
		final double[] edges = new double[3];
		for (int d = 0; d < 3; d++)
			edges[order.get(d).number()] = size.get(d);
		return new VoxelSize(edges[0], edges[1], edges[2], size.unit(), size.known());
	}
}
