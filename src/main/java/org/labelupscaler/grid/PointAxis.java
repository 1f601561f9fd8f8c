package org.labelupscaler.grid;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Where points lie along one axis of a target: a map from a coordinate to the voxel it lies in, exact for the numbers as
 * they are written in decimal. A coordinate {@code p} is given in the frame of an image of as large an extent as the
 * target, of {@code frameSize} voxels:
 *
 * <pre>
 * position(p) = ((p − origin) / unit + (centred ? 1/2 : 0)) · targetSize / frameSize
 * index(p) = floor(position(p))
 * </pre>
 *
 * Voxel i of the target is {@code i ≤ position < i + 1}: its lower face belongs to it, its upper face to the next one.
 * Immutable.
 *
 * @param origin the coordinate of the first voxel's centre or corner, finite
 * @param unit the length of a voxel of the frame in units of the coordinate, above 0; 1 for voxels
 * @param centred whether {@code origin} is the centre of the first voxel; else its corner
 * @param frameSize voxels of the frame, 1 … 2^31 − 1
 * @param targetSize voxels of the target, 1 … 2^31 − 1
 */
public record PointAxis(double origin, double unit, boolean centred, long frameSize, long targetSize) {

	/** The index of what has no place: NaN, infinite, or beyond 2^62 voxels. */
	public static final long NOWHERE = Long.MIN_VALUE;

	private static final double FARTHEST = 0x1p62;
	/** Coordinates below this are exact when doubled and multiplied by a size in {@code long}. */
	private static final double SMALL = 0x1p30;
	/** Far more than the rounding of the few operations that make a position. */
	private static final double ROUNDING = 0x1p-46;

	/** @throws IllegalArgumentException if anything is out of its bounds */
	public PointAxis {
		if (!Double.isFinite(origin) || !(unit > 0) || !Double.isFinite(unit))
			throw new IllegalArgumentException("origin " + origin + " or unit " + unit + " is out of bounds");
		for (final long size : new long[] { frameSize, targetSize })
			if (size < 1 || size > AxisMap.MAX_SIZE)
				throw new IllegalArgumentException("size " + size + " is not in 1.." + AxisMap.MAX_SIZE);
	}

	/**
	 * @param size voxels of the target
	 * @return the axis of coordinates in voxels of the target, voxel i being i ≤ p &lt; i + 1
	 */
	public static PointAxis ofVoxels(final long size) {
		return new PointAxis(0, 1, false, size, size);
	}

	/**
	 * @param coordinate any double
	 * @return where it lies in voxels of the target, from the corner of the first; rounded
	 */
	public double position(final double coordinate) {
		return ((coordinate - origin) / unit + (centred ? 0.5 : 0)) * targetSize / frameSize;
	}

	/**
	 * @param coordinate any double
	 * @return the voxel it lies in, below 0 or not below {@code targetSize} if that is outside; {@link #NOWHERE} if it has
	 *         no place
	 */
	public long index(final double coordinate) {
		if (unit == 1 && Math.abs(coordinate) < SMALL && Math.abs(origin) < SMALL) {
			final double whole = Math.floor(coordinate);
			final boolean same = frameSize == targetSize && origin == 0;
			if (same)
				return (long) whole + (centred && coordinate - whole >= 0.5 ? 1 : 0);
			if (whole == coordinate && origin == Math.rint(origin))
				return Math.floorDiv((2 * ((long) whole - (long) origin) + (centred ? 1 : 0)) * targetSize, 2 * frameSize);
		}
		final double position = position(coordinate);
		if (!(Math.abs(position) < FARTHEST))
			return NOWHERE;
		final double near = Math.rint(position);
		final double scale = (Math.abs(coordinate) + Math.abs(origin)) / unit * targetSize / frameSize + Math.abs(position) + 1;
		if (Math.abs(position - near) > scale * ROUNDING)
			return (long) Math.floor(position);
		return exact(coordinate);
	}

	private long exact(final double coordinate) {
		final BigDecimal two = BigDecimal.valueOf(2);
		final BigDecimal edge = BigDecimal.valueOf(unit);
		// position · 2 · unit · frameSize
		final BigDecimal scaled = BigDecimal.valueOf(coordinate).subtract(BigDecimal.valueOf(origin)).multiply(two).add(centred
			? edge : BigDecimal.ZERO).multiply(BigDecimal.valueOf(targetSize));
		final BigDecimal voxel = edge.multiply(two).multiply(BigDecimal.valueOf(frameSize));
		return scaled.divide(voxel, 0, RoundingMode.FLOOR).longValue();
	}
}
