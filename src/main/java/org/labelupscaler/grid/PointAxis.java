package org.labelupscaler.grid;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Where points lie along one axis of a target: a map from a coordinate to the voxel it lies in, exact for the numbers as
 * they are written in decimal. A coordinate {@code p} is given in the frame of an image of as large an extent as the
 * target, of {@code frameSize} voxels:
 *
 * <pre>
 * position(p) = (p − origin) / unit · targetSize / unitSize + (centred ? 1/2 : 0) · targetSize / frameSize
 * index(p) = floor(position(p))
 * </pre>
 *
 * Voxel i of the target is {@code i ≤ position < i + 1}: its lower face belongs to it, its upper face to the next one.
 * Immutable.
 *
 * @param origin the coordinate of the first voxel's centre or corner, finite
 * @param unit a length in units of the coordinate, above 0: that of a voxel of an image of {@code unitSize} voxels; 1 for voxels
 * @param unitSize how many of that length the extent is, 1 … 2^31 − 1: usually {@code frameSize}; another number where the voxel
 *          of the frame is no decimal, but that of the image it was scaled from is
 * @param centred whether {@code origin} is the centre of the first voxel; else its corner
 * @param frameSize voxels of the frame, 1 … 2^31 − 1
 * @param targetSize voxels of the target, 1 … 2^31 − 1
 */
public record PointAxis(double origin, double unit, long unitSize, boolean centred, long frameSize, long targetSize) {

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
		for (final long size : new long[] { unitSize, frameSize, targetSize })
			if (size < 1 || size > AxisMap.MAX_SIZE)
				throw new IllegalArgumentException("size " + size + " is not in 1.." + AxisMap.MAX_SIZE);
	}

	/**
	 * An axis whose unit is a voxel of the frame.
	 *
	 * @param origin the coordinate of the first voxel's centre or corner, finite
	 * @param unit the length of a voxel of the frame in units of the coordinate, above 0; 1 for voxels
	 * @param centred whether {@code origin} is the centre of the first voxel; else its corner
	 * @param frameSize voxels of the frame, 1 … 2^31 − 1
	 * @param targetSize voxels of the target, 1 … 2^31 − 1
	 * @throws IllegalArgumentException if anything is out of its bounds
	 */
	public PointAxis(final double origin, final double unit, final boolean centred, final long frameSize,
		final long targetSize)
	{
		this(origin, unit, frameSize, centred, frameSize, targetSize);
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
	 * @return where it lies in voxels of the target, from the corner of the first; rounded, but exact for the corners and the
	 *         middles of voxels
	 */
	public double position(final double coordinate) {
		final double position = rounded(coordinate);
		final double near = Math.rint(2 * position);
		if (2 * position == near || !(Math.abs(position) < FARTHEST) || Math.abs(2 * position - near) > 2 * uncertainty(coordinate,
			position))
			return position;
		return numerator(coordinate).divide(denominator(), MathContext.DECIMAL128).doubleValue();
	}

	/** The position by a few operations on doubles. */
	private double rounded(final double coordinate) {
		if (unitSize == frameSize)
			return ((coordinate - origin) / unit + (centred ? 0.5 : 0)) * targetSize / frameSize;
		return (coordinate - origin) / unit * targetSize / unitSize + (centred ? 0.5 * targetSize / frameSize : 0);
	}

	/**
	 * @param coordinate any double
	 * @return the voxel it lies in, below 0 or not below {@code targetSize} if that is outside; {@link #NOWHERE} if it has
	 *         no place
	 */
	public long index(final double coordinate) {
		if (unit == 1 && unitSize == frameSize && Math.abs(coordinate) < SMALL && Math.abs(origin) < SMALL) {
			final double whole = Math.floor(coordinate);
			final boolean same = frameSize == targetSize && origin == 0;
			if (same)
				return (long) whole + (centred && coordinate - whole >= 0.5 ? 1 : 0);
			if (whole == coordinate && origin == Math.rint(origin))
				return Math.floorDiv((2 * ((long) whole - (long) origin) + (centred ? 1 : 0)) * targetSize, 2 * frameSize);
		}
		final double position = rounded(coordinate);
		if (!(Math.abs(position) < FARTHEST))
			return NOWHERE;
		if (Math.abs(position - Math.rint(position)) > uncertainty(coordinate, position))
			return (long) Math.floor(position);
		return numerator(coordinate).divide(denominator(), 0, RoundingMode.FLOOR).longValue();
	}

	/** @return whether coordinates are positions in voxels of the target, at most from the middle of the first on: a sum of two */
	public boolean isSame() {
		return unit == 1 && unitSize == frameSize && frameSize == targetSize && origin == 0;
	}

	/** Far more than a position may be off. */
	private double uncertainty(final double coordinate, final double position) {
		return ((Math.abs(coordinate) + Math.abs(origin)) / unit * targetSize / unitSize + Math.abs(position) + 1) * ROUNDING;
	}

	/**
	 * @param coordinate a finite number
	 * @return far more than its {@linkplain #position position} may be off, in voxels of the target
	 */
	public double uncertainty(final double coordinate) {
		return uncertainty(coordinate, rounded(coordinate));
	}

	/**
	 * @param coordinate a finite number
	 * @return its position times the {@linkplain #denominator denominator}, exactly: a sum of products of decimals
	 */
	public BigDecimal numerator(final double coordinate) {
		final BigDecimal extent = BigDecimal.valueOf(unit).multiply(BigDecimal.valueOf(unitSize));
		final BigDecimal whole = BigDecimal.valueOf(coordinate).subtract(BigDecimal.valueOf(origin)).multiply(BigDecimal.valueOf(2 *
			frameSize));
		return (centred ? whole.add(extent) : whole).multiply(BigDecimal.valueOf(targetSize));
	}

	/** @return 2 · unit · unitSize · frameSize */
	public BigDecimal denominator() {
		return BigDecimal.valueOf(unit).multiply(BigDecimal.valueOf(unitSize)).multiply(BigDecimal.valueOf(2 * frameSize));
	}
}
