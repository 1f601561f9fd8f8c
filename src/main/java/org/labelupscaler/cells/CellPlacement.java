package org.labelupscaler.cells;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

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

	/** Far more than the rounding of the few operations that make a place among steps. */
	private static final double ROUNDING = 0x1p-46;
	/** Products of two such numbers are below 2^62. */
	private static final int SMALL_BITS = 31;

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
	 * Steps of one length along an axis: each is numerator / denominator of a target voxel, exactly.
	 *
	 * @param from the target voxel that the first step begins at
	 * @param numerator above 0
	 * @param denominator above 0
	 * @param perVoxel how many steps a voxel is, rounded
	 * @param whole the numerator without common factors; 0 if it or the other one is no whole number or large
	 * @param parts the denominator in the same way
	 */
	public record Steps(long from, BigDecimal numerator, BigDecimal denominator, double perVoxel, long whole, long parts) {

		/**
		 * @param from the target voxel that the first step begins at
		 * @param numerator above 0
		 * @param denominator above 0
		 * @return steps of numerator / denominator voxels
		 */
		public static Steps of(final long from, final BigDecimal numerator, final BigDecimal denominator) {
			final int digits = Math.max(0, Math.max(numerator.scale(), denominator.scale()));
			final BigInteger n = numerator.movePointRight(digits).toBigInteger();
			final BigInteger d = denominator.movePointRight(digits).toBigInteger();
			final BigInteger common = n.gcd(d);
			final boolean small = n.divide(common).bitLength() < SMALL_BITS && d.divide(common).bitLength() < SMALL_BITS;
			return new Steps(from, numerator, denominator, denominator.divide(numerator, MathContext.DECIMAL128).doubleValue(), small ? n
				.divide(common).longValue() : 0, small ? d.divide(common).longValue() : 0);
		}
	}

	/**
	 * The step that a point lies in, exact for decimals. As with voxels, a point on a border belongs to the next one, in the
	 * direction of the coordinates: along a reversed axis to the one before.
	 *
	 * @param points some points
	 * @param point one of them, from 0; in the target
	 * @param axis an axis of the target, 0, 1 or 2
	 * @param steps of which length, and from where
	 * @return which it is, from 0; below 0 before the first
	 */
	public long step(final PointBatch points, final int point, final int axis, final Steps steps) {
		final AxisOrder.Axis of = order.get(axis);
		final PointAxis along = axis(axis);
		final double coordinate = points.axis(of.number())[point];
		final double position = along.position(coordinate);
		final double place = ((of.reversed() ? along.targetSize() - position : position) - steps.from) * steps.perVoxel;
		final double uncertainty = along.uncertainty(coordinate) * steps.perVoxel + Math.abs(place) * ROUNDING;
		if (Math.abs(place - Math.rint(place)) > uncertainty)
			return (long) Math.floor(place);
		// NB: whole voxels are what many lists have, and most of them may be on borders.
		final double twice = 2 * (position - steps.from);
		if (steps.whole > 0 && along.isSame() && 2 * coordinate == Math.rint(2 * coordinate) && Math.abs(twice) < 1L << SMALL_BITS && !of.reversed())
			return Math.floorDiv((long) twice * steps.parts, 2 * steps.whole);
		final BigDecimal whole = along.denominator();
		final BigDecimal there = along.numerator(coordinate);
		final BigDecimal scaled = (of.reversed() ? whole.multiply(BigDecimal.valueOf(along.targetSize())).subtract(there) : there)
			.subtract(whole.multiply(BigDecimal.valueOf(steps.from))).multiply(steps.denominator);
		final BigDecimal step = whole.multiply(steps.numerator);
		return of.reversed() ? scaled.divide(step, 0, RoundingMode.CEILING).longValue() - 1 : scaled.divide(step, 0,
			RoundingMode.FLOOR).longValue();
	}
}
