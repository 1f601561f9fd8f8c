package org.labelupscaler.grid;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The edge lengths of a voxel.
 *
 * @param x along x, 1e-30 … 1e30
 * @param y along y, the same
 * @param z along z, the same
 * @param unit the unit, for example "um"; {@link #PIXEL} where the source says none. At most 40 characters are taken, commas,
 *          quotes and control characters as question marks
 */
public record VoxelSize(double x, double y, double z, String unit) implements Serializable {

	private static final int LONGEST_UNIT = 40;

	private static final Pattern NO_UNIT = Pattern.compile("[\\p{Cntrl}\\x80-\\x9F,\"]");

	/** The unit of sizes that nobody has given. */
	public static final String PIXEL = "pixel";

	/** The size of a voxel nobody has said anything about. */
	public static final VoxelSize UNKNOWN = new VoxelSize(1, 1, 1, PIXEL);

	/** @throws IllegalArgumentException if an edge is out of its bounds, or the unit is empty */
	public VoxelSize {
		for (final double edge : new double[] { x, y, z })
			if (!(edge >= 1e-30 && edge <= 1e30))
				throw new IllegalArgumentException("a voxel size must be above 0 and within reason, not " + edge);
		if (unit == null || unit.isBlank())
			throw new IllegalArgumentException("the unit of the voxel size is empty");
		// NB: it becomes a part of column names, and a file may say anything.
		unit = NO_UNIT.matcher(unit.substring(0, Math.min(LONGEST_UNIT, unit.length()))).replaceAll("?");
	}

	/**
	 * @param axis 0, 1 or 2
	 * @return the edge along that axis
	 */
	public double get(final int axis) {
		return switch (axis) {
			case 0 -> x;
			case 1 -> y;
			case 2 -> z;
			default -> throw new IllegalArgumentException("axis " + axis);
		};
	}

	/** @return the edges x, y, z; a new array */
	public double[] toArray() {
		return new double[] { x, y, z };
	}

	/**
	 * The voxel size after resampling: the physical extent of the volume stays as it is.
	 *
	 * @param from voxels of the volume before, x, y, z
	 * @param to voxels of the volume after
	 * @return this size times from / to
	 */
	public VoxelSize resampled(final long[] from, final long[] to) {
		return new VoxelSize(x * from[0] / to[0], y * from[1] / to[1], z * from[2] / to[2], unit);
	}

	/**
	 * @param newUnit a unit's name
	 * @return the same numbers in that unit
	 */
	public VoxelSize withUnit(final String newUnit) {
		return new VoxelSize(x, y, z, newUnit);
	}

	/**
	 * @param newUnit a unit's name
	 * @return the same numbers in that unit, if there are numbers but nobody has said their unit; else this
	 */
	public VoxelSize withDefaultUnit(final String newUnit) {
		return unit.equals(PIXEL) && !equals(UNKNOWN) ? withUnit(newUnit) : this;
	}

	/**
	 * @param value a number
	 * @return its shortest decimal form with at most six significant digits, no exponent for everyday sizes
	 */
	public static String format(final double value) {
		final BigDecimal rounded = new BigDecimal(value).round(new java.math.MathContext(6)).stripTrailingZeros();
		return rounded.scale() > 12 || rounded.precision() - rounded.scale() > 12 ? String.format(Locale.ROOT, "%g", value)
			: rounded.toPlainString();
	}

	@Override
	public String toString() {
		return format(x) + " x " + format(y) + " x " + format(z) + " " + unit;
	}
}
