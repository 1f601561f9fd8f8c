package org.labelupscaler.cells;

import org.labelupscaler.points.PointBatch;

/**
 * Some cells that follow each other in a file, each with the voxel of the target it lies in and the label of that voxel.
 * Thread-safe; the arrays are not copied.
 *
 * @param points the cells as the file has them
 * @param placement where they lie in the target
 * @param voxels the target voxel of each cell, x, y, z, one cell after the other; of cells outside, what they would be
 * @param ids what the label of that voxel is called in the source: the label, unless labels have been renumbered; 0 for
 *          background and outside
 * @param inside whether the cell lies in the volume
 */
public record AssignedCells(PointBatch points, CellPlacement placement, long[] voxels, long[] ids, boolean[] inside) {

	/** @return how many cells there are */
	public int count() {
		return ids.length;
	}

	/**
	 * @param cell a cell, from 0
	 * @return its number in the file, from 1
	 */
	public long number(final int cell) {
		return points.first() + cell + 1;
	}

	/**
	 * @param cell a cell, from 0
	 * @param axis 0, 1 or 2
	 * @return the target voxel it lies in; in the volume if it is inside
	 */
	public long voxel(final int cell, final int axis) {
		return voxels[3 * cell + axis];
	}

	/**
	 * @param cell a cell, from 0
	 * @param axis 0, 1 or 2
	 * @return where it lies in target voxels, voxel i being i ≤ x &lt; i + 1; rounded, other than {@link #voxel}
	 */
	public double position(final int cell, final int axis) {
		return placement.position(points, cell, axis);
	}
}
