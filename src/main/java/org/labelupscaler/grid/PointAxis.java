package org.labelupscaler.grid;

import java.math.BigDecimal;
import java.util.Objects;

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
 */
public final class PointAxis {

	/** The index of what has no place: NaN, infinite, or beyond 2^62 voxels. */
	public static final long NOWHERE = Long.MIN_VALUE;

	private static final double FARTHEST = 0x1p62;
	/** Coordinates below this are exact when doubled and multiplied by a size in {@code long}. */
	private static final double SMALL = 0x1p30;
	/** Far more than the rounding of the few operations that make a position. */
	private static final double ROUNDING = 0x1p-46;

	private final double origin;
	private final double unit;
	private final long unitSize;
	private final boolean centred;
	private final long frameSize;
	private final long targetSize;
	/** Coordinates are voxels of the frame, from a whole number on. */
	private final boolean isWhole;
	/** Coordinates are voxels of the target, from the corner of the first or from its middle. */
	private final boolean isSame;
	/** Voxels of the target for a unit of the coordinate, rounded. */
	private final double perUnit;
	/** The position of the origin, rounded. */
	private final double atOrigin;
	/** To the position. */
	private final DecimalMap voxels;
	/** To twice the position, so that middles of voxels are whole numbers too. */
	private final DecimalMap halves;

	/**
	 * @param origin the coordinate of the first voxel's centre or corner, finite
	 * @param unit a length in units of the coordinate, above 0: that of a voxel of an image of {@code unitSize} voxels; 1 for voxels
	 * @param unitSize how many of that length the extent is, 1 … 2^31 − 1: usually {@code frameSize}; another number where the voxel
	 *          of the frame is no decimal, but that of the image it was scaled from is
	 * @param centred whether {@code origin} is the centre of the first voxel; else its corner
	 * @param frameSize voxels of the frame, 1 … 2^31 − 1
	 * @param targetSize voxels of the target, 1 … 2^31 − 1
	 * @throws IllegalArgumentException if anything is out of its bounds
	 */
	public PointAxis(final double origin, final double unit, final long unitSize, final boolean centred, final long frameSize,
		final long targetSize)
	{
		if (!Double.isFinite(origin) || !(unit > 0) || !Double.isFinite(unit))
			throw new IllegalArgumentException("origin " + origin + " or unit " + unit + " is out of bounds");
		for (final long size : new long[] { unitSize, frameSize, targetSize })
			if (size < 1 || size > AxisMap.MAX_SIZE)
				throw new IllegalArgumentException("size " + size + " is not in 1.." + AxisMap.MAX_SIZE);
		this.origin = origin;
		this.unit = unit;
		this.unitSize = unitSize;
		this.centred = centred;
		this.frameSize = frameSize;
		this.targetSize = targetSize;
		isWhole = unit == 1 && unitSize == frameSize && origin == Math.rint(origin) && Math.abs(origin) < SMALL;
		isSame = isWhole && frameSize == targetSize && origin == 0;
		perUnit = (double) targetSize / unitSize / unit;
		atOrigin = centred ? 0.5 * targetSize / frameSize : 0;
		voxels = map(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE);
		halves = map(BigDecimal.valueOf(2), BigDecimal.ZERO, BigDecimal.ONE);
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

	/** @return the coordinate of the first voxel's centre or corner */
	public double origin() {
		return origin;
	}

	/** @return a length in units of the coordinate */
	public double unit() {
		return unit;
	}

	/** @return how many of that length the extent is */
	public long unitSize() {
		return unitSize;
	}

	/** @return whether the origin is the centre of the first voxel; else its corner */
	public boolean centred() {
		return centred;
	}

	/** @return voxels of the frame */
	public long frameSize() {
		return frameSize;
	}

	/** @return voxels of the target */
	public long targetSize() {
		return targetSize;
	}

	/**
	 * @param coordinate any double
	 * @return where it lies in voxels of the target, from the corner of the first; rounded, but exact for the corners and the
	 *         middles of voxels
	 */
	public double position(final double coordinate) {
		final double position = rounded(coordinate);
		if (isSame)
			return position;
		final double near = Math.rint(2 * position);
		if (2 * position == near || !(Math.abs(position) < FARTHEST))
			return position;
		final double uncertainty = 2 * uncertainty(coordinate, position);
		return Math.abs(2 * position - near) > uncertainty ? position : near / 2 + halves.beyond(coordinate, near, uncertainty) / 2;
	}

	/** The position by a few operations on doubles. */
	private double rounded(final double coordinate) {
		return (coordinate - origin) * perUnit + atOrigin;
	}

	/**
	 * @param coordinate any double
	 * @return the voxel it lies in, below 0 or not below {@code targetSize} if that is outside; {@link #NOWHERE} if it has
	 *         no place
	 */
	public long index(final double coordinate) {
		if (isWhole && Math.abs(coordinate) < SMALL) {
			final double whole = Math.floor(coordinate);
			if (isSame)
				return (long) whole + (centred && coordinate - whole >= 0.5 ? 1 : 0);
			if (whole == coordinate)
				return Math.floorDiv((2 * ((long) whole - (long) origin) + (centred ? 1 : 0)) * targetSize, 2 * frameSize);
		}
		final double position = rounded(coordinate);
		if (!(Math.abs(position) < FARTHEST))
			return NOWHERE;
		return voxels.floor(coordinate, position, uncertainty(coordinate, position));
	}

	/** Far more than a position may be off. */
	private double uncertainty(final double coordinate, final double position) {
		return ((Math.abs(coordinate) + Math.abs(origin)) * perUnit + Math.abs(position) + 1) * ROUNDING;
	}

	/**
	 * The exact map of coordinates to (position · factor + shift) / divisor.
	 *
	 * @param factor any number
	 * @param shift any number
	 * @param divisor above 0
	 * @return the map; fast for coordinates about as far from 0 as the target is
	 */
	public DecimalMap map(final BigDecimal factor, final BigDecimal shift, final BigDecimal divisor) {
		// NB: the position times 2 · unit · unitSize · frameSize is a sum of products of decimals.
		final BigDecimal extent = BigDecimal.valueOf(unit).multiply(BigDecimal.valueOf(unitSize));
		final BigDecimal twice = BigDecimal.valueOf(2 * frameSize);
		final BigDecimal target = BigDecimal.valueOf(targetSize).multiply(factor);
		final BigDecimal all = extent.multiply(twice);
		final BigDecimal first = twice.multiply(BigDecimal.valueOf(-origin)).add(centred ? extent : BigDecimal.ZERO).multiply(target);
		return new DecimalMap(twice.multiply(target), first.add(all.multiply(shift)), all.multiply(divisor), Math.min(Double.MAX_VALUE,
			Math.abs(origin) + unit * unitSize));
	}

	@Override
	public boolean equals(final Object object) {
		return object instanceof final PointAxis other && origin == other.origin && unit == other.unit && unitSize == other.unitSize &&
			centred == other.centred && frameSize == other.frameSize && targetSize == other.targetSize;
	}

	@Override
	public int hashCode() {
		return Objects.hash(origin, unit, unitSize, centred, frameSize, targetSize);
	}

	@Override
	public String toString() {
		return "origin " + origin + (centred ? " in the middle" : " at the corner") + " of the first voxel, " + unitSize + " times " +
			unit + ", " + frameSize + " voxels of the frame, " + targetSize + " of the target";
	}
}
