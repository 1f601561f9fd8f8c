package org.labelupscaler.cells;

import java.math.BigDecimal;

import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.DecimalMap;
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
	 * @return where it lies in target voxels, from the corner of the first; rounded, but exact for corners and middles of voxels
	 */
	public double position(final PointBatch points, final int point, final int axis) {
		final AxisOrder.Axis of = order.get(axis);
		final double position = axis(axis).position(points.axis(of.number())[point]);
		return of.reversed() ? axis(axis).targetSize() - position : position;
	}

	/**
	 * Steps of one length along an axis of the target, exact for decimals. As with voxels, a point on a border belongs to the
	 * next one in the direction of the coordinates: along a reversed axis to the one before.
	 *
	 * @param coordinate which of its coordinates tells in which step a point lies
	 * @param steps maps the coordinate to steps
	 * @param reversed whether the axis runs against the coordinate
	 */
	public record Steps(int coordinate, DecimalMap steps, boolean reversed) {

		/**
		 * @param points some points
		 * @param point one of them, from 0; in the target
		 * @return the step it lies in, from 0; below 0 before the first
		 */
		public long step(final PointBatch points, final int point) {
			final double there = points.axis(coordinate)[point];
			return reversed ? steps.below(there) : steps.floor(there);
		}
	}

	/**
	 * Each step is numerator / denominator of a target voxel.
	 *
	 * @param axis an axis of the target, 0, 1 or 2
	 * @param from the target voxel that the first step begins at
	 * @param numerator above 0
	 * @param denominator above 0
	 * @return steps along that axis
	 */
	public Steps steps(final int axis, final long from, final BigDecimal numerator, final BigDecimal denominator) {
		final AxisOrder.Axis of = order.get(axis);
		final PointAxis along = axis(axis);
		final BigDecimal first = BigDecimal.valueOf(of.reversed() ? along.targetSize() - from : -from);
		return new Steps(of.number(), along.map(of.reversed() ? denominator.negate() : denominator, first.multiply(denominator),
			numerator), of.reversed());
	}
}
