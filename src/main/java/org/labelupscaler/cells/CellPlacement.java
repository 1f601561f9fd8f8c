package org.labelupscaler.cells;

import org.labelupscaler.grid.PointAxis;

/**
 * Where points lie in the voxels of a target. Immutable.
 *
 * @param x the x axis
 * @param y the y axis
 * @param z the z axis
 */
public record CellPlacement(PointAxis x, PointAxis y, PointAxis z) {

	/**
	 * @param axis 0, 1 or 2
	 * @return that axis
	 */
	public PointAxis axis(final int axis) {
		return axis == 0 ? x : axis == 1 ? y : z;
	}
}
