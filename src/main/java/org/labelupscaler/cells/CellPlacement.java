package org.labelupscaler.cells;

import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.PointAxis;
import org.labelupscaler.points.PointBatch;

/**
 * Where points lie in the voxels of a target. Immutable.
 *
 * @param x the x axis of the target, taking the coordinate that the order says
 * @param y the y axis, in the same way
 * @param z the z axis, in the same way
 * @param order which coordinate of the points counts along which axis of the target, and from which end
 */
public record CellPlacement(PointAxis x, PointAxis y, PointAxis z, AxisOrder order) {

	/**
	 * Points whose x, y and z are those of the target.
	 *
	 * @param x the x axis
	 * @param y the y axis
	 * @param z the z axis
	 */
	public CellPlacement(final PointAxis x, final PointAxis y, final PointAxis z) {
		this(x, y, z, AxisOrder.SAME);
	}

	private PointAxis axis(final int axis) {
		return axis == 0 ? x : axis == 1 ? y : z;
	}

	/**
	 * @param points some points
	 * @param point one of them, from 0
	 * @param axis an axis of the target, 0, 1 or 2
	 * @return the target voxel it lies in, below 0 or not below the size of the target if that is outside;
	 *         {@link PointAxis#NOWHERE} if it has no place
	 */
	public long voxel(final PointBatch points, final int point, final int axis) {
		final AxisOrder.Axis of = order.get(axis);
		final long index = axis(axis).index(points.axis(of.number())[point]);
		return of.reversed() && index != PointAxis.NOWHERE ? axis(axis).targetSize() - 1 - index : index;
	}

	/**
	 * @param points some points
	 * @param point one of them, from 0
	 * @param axis an axis of the target, 0, 1 or 2
	 * @return where it lies in target voxels, from the corner of the first; rounded
	 */
	public double position(final PointBatch points, final int point, final int axis) {
		final AxisOrder.Axis of = order.get(axis);
		final double position = axis(axis).position(points.axis(of.number())[point]);
		return of.reversed() ? axis(axis).targetSize() - position : position;
	}
}
