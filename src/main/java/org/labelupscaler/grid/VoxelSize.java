package org.labelupscaler.grid;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The edge lengths of a voxel. They are decimals: each {@code double} stands for the shortest decimal number that it is the
 * nearest to, as {@link Double#toString} writes it, and whatever is worked out from it is worked out from that number and
 * rounded once.
 *
 * @param x along x, 1e-30 … 1e30
 * @param y along y, the same
 * @param z along z, the same
 * @param unit the unit, for example "um"; {@link #PIXEL} where the source says none. At most 40 characters are taken, commas,
 *          quotes and control characters as question marks
 * @param known whether somebody has said how large voxels are; else the edges are in voxels of the source, each 1 of the unit if
 *          there is one
 */
public record VoxelSize(double x, double y, double z, String unit, boolean known) implements Serializable {

	private static final int LONGEST_UNIT = 40;

	private static final Pattern NO_UNIT = Pattern.compile("[\\p{Cntrl}\\x80-\\x9F,\"]");

	/** The unit of sizes that nobody has given. */
	public static final String PIXEL = "pixel";

	/** The size of a voxel nobody has said anything about. */
	public static final VoxelSize UNKNOWN = new VoxelSize(1, 1, 1, PIXEL, false);

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
	 * A size that somebody has said.
	 *
	 * @param x along x, 1e-30 … 1e30
	 * @param y along y, the same
	 * @param z along z, the same
	 * @param unit the unit, or {@link #PIXEL}
	 * @throws IllegalArgumentException if an edge is out of its bounds, or the unit is empty
	 */
	public VoxelSize(final double x, final double y, final double z, final String unit) {
		this(x, y, z, unit, true);
	}

	/** @return whether the unit is one of length */
	public boolean hasUnit() {
		return LengthUnit.parse(unit).isPresent();
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

	/** @return the volume in cubic units, exactly */
	public BigDecimal volume() {
		return BigDecimal.valueOf(x).multiply(BigDecimal.valueOf(y)).multiply(BigDecimal.valueOf(z));
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
	 * @return this size times from / to, divided exactly and rounded once
	 */
	public VoxelSize resampled(final long[] from, final long[] to) {
		final double[] edges = new double[3];
		for (int d = 0; d < 3; d++)
			edges[d] = BigDecimal.valueOf(get(d)).multiply(BigDecimal.valueOf(from[d])).divide(BigDecimal.valueOf(to[d]),
				MathContext.DECIMAL128).doubleValue();
		return new VoxelSize(edges[0], edges[1], edges[2], unit, known);
	}

	/**
	 * The voxel size of a coarser or finer level.
	 *
	 * @param factors how many voxels one becomes, x, y, z, above 0; decimals, as the edges are
	 * @return this size times the factors, multiplied exactly and rounded once
	 */
	public VoxelSize times(final double... factors) {
		final double[] edges = new double[3];
		for (int d = 0; d < 3; d++)
			edges[d] = BigDecimal.valueOf(get(d)).multiply(BigDecimal.valueOf(factors[d])).doubleValue();
		return new VoxelSize(edges[0], edges[1], edges[2], unit, known);
	}

	/**
	 * @param other a unit
	 * @return the same edges in that unit, converted exactly and rounded once
	 * @throws IllegalArgumentException if the unit of this is none of length
	 */
	public VoxelSize in(final LengthUnit other) {
		final double factor = LengthUnit.parse(unit).orElseThrow(() -> new IllegalArgumentException(unit + " is no unit of length"))
			.in(other).doubleValue();
		return times(factor, factor, factor).withUnit(other.symbol());
	}

	/**
	 * @param newUnit a unit's name
	 * @return the same numbers in that unit
	 */
	public VoxelSize withUnit(final String newUnit) {
		return new VoxelSize(x, y, z, newUnit, known);
	}

	/**
	 * @param newUnit a unit's name
	 * @return the same numbers in that unit, if nobody has said their unit; else this
	 */
	public VoxelSize withDefaultUnit(final String newUnit) {
		return unit.equals(PIXEL) ? withUnit(newUnit) : this;
	}

	/**
	 * @param value a number; what is none is called so
	 * @return its shortest decimal form with at most six significant digits, no exponent for everyday sizes
	 */
	public static String format(final double value) {
		if (!Double.isFinite(value))
			return Double.toString(value);
		final BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros();
		return rounded.scale() > 12 || rounded.precision() - rounded.scale() > 12 ? String.format(Locale.ROOT, "%g", value)
			: rounded.toPlainString();
	}

	/** @return whether there is anything to show: edges that somebody has said, or at least their unit */
	public boolean isStated() {
		return known || hasUnit();
	}

	/** @return the edges and their unit in words; what nobody has said is called unknown */
	@Override
	public String toString() {
		return isStated() ? format(x) + " x " + format(y) + " x " + format(z) + (unit.equals(PIXEL) ? ", unit unknown" : " " + unit)
			: "voxel size unknown";
	}
}
