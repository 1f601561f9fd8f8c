package org.labelupscaler.cells.volume;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.SentRecord;
import org.labelupscaler.grid.Decimals;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;

/**
 * The radius of the balls that cells are drawn as.
 *
 * @param length how long it is, from 0; 0 draws nothing but the voxel that the cell lies in
 * @param unit in which unit; nothing for voxels, so that the balls are as many voxels wide along each axis
 */
public record BallRadius(BigDecimal length, Optional<LengthUnit> unit) implements Serializable {

	private static final Pattern WORDS = Pattern.compile("([0-9.]+(?:[eE][-+]?[0-9]{1,3})?)\\s*(\\p{L}*)");
	private static final double LONGEST = 1e9;
	/** Of numbers that are worth to be looked at. */
	private static final int MOST_DIGITS = 40;
	/** Twice such a number squared is exact in a double, and so are sums of three of these. */
	private static final double MOST_WHOLE = 0x1p24;

	/**
	 * What a ball is in voxels: those whose centre c has Σ ((c − p) · scale)² ≤ radius², p being where the cell lies.
	 *
	 * @param scale lengths of a voxel, x, y, z, in the same unit as the radius
	 * @param radius the radius
	 */
	record Shape(double[] scale, double radius) {}

	/**
	 * @param words a length from 0, in voxels or with a unit, for example "5" or "11um"
	 * @return what they say
	 * @throws IllegalArgumentException if they say something else; the message is fit for users
	 */
	public static BallRadius parse(final String words) {
		final Matcher matcher = WORDS.matcher(words.strip());
		try {
			if (matcher.matches()) {
				final BigDecimal length = Decimals.decimal(matcher.group(1));
				final Optional<LengthUnit> unit = LengthUnit.parse(matcher.group(2));
				final boolean voxels = matcher.group(2).isEmpty() || matcher.group(2).matches("(?i)voxels?|pixels?|px");
				if ((voxels || unit.isPresent()) && length.doubleValue() <= LONGEST)
					return new BallRadius(length, voxels ? Optional.empty() : unit);
			}
		}
		catch (final NumberFormatException e) {
			// said below
		}
		throw new IllegalArgumentException("'" + words + "' is no length from 0 to " + (long) LONGEST +
			" in voxels, as 5, or with a unit (nm, um, mm, cm, m), as 11um");
	}

	/**
	 * @param voxelSize edges of a voxel
	 * @return the ball in such voxels
	 * @throws InvalidInputException if the radius has a unit, and the voxel size none
	 */
	Shape shape(final VoxelSize voxelSize) {
		if (unit.isEmpty())
			return new Shape(new double[] { 1, 1, 1 }, length.doubleValue());
		final LengthUnit of = LengthUnit.parse(voxelSize.unit()).orElseThrow(() -> new InvalidInputException("radius: " + this +
			" cannot be told in voxels, because the voxel size of the labels has no unit. Give the radius in voxels."));
		final BigDecimal inUnit = length.multiply(unit.get().in(of));
		final Optional<Shape> whole = whole(voxelSize, inUnit);
		if (whole.isPresent())
			return whole.get();
		// NB: in units of the shortest edge, so that edges that are equal are whole.
		final double shortest = Arrays.stream(voxelSize.toArray()).min().getAsDouble();
		final double[] scale = Arrays.stream(voxelSize.toArray()).map(edge -> edge / shortest).toArray();
		return new Shape(scale, inUnit.divide(BigDecimal.valueOf(shortest), MathContext.DECIMAL64).doubleValue());
	}

	/** Edges and radius in the longest unit that all of them are whole numbers of, if these are small: then squares are exact. */
	private static Optional<Shape> whole(final VoxelSize voxelSize, final BigDecimal radius) {
		final BigDecimal[] lengths = { BigDecimal.valueOf(voxelSize.x()), BigDecimal.valueOf(voxelSize.y()), BigDecimal.valueOf(voxelSize
			.z()), radius };
		final int digits = Arrays.stream(lengths).mapToInt(each -> each.stripTrailingZeros().scale()).max().getAsInt();
		if (Arrays.stream(lengths).anyMatch(each -> each.precision() - each.scale() + digits > MOST_DIGITS))
			return Optional.empty();
		final BigInteger[] numbers = Arrays.stream(lengths).map(each -> each.movePointRight(digits).toBigIntegerExact()).toArray(
			BigInteger[]::new);
		final BigInteger common = Arrays.stream(numbers).reduce(BigInteger.ZERO, BigInteger::gcd);
		final double[] whole = Arrays.stream(numbers).mapToDouble(each -> each.divide(common).doubleValue()).toArray();
		return Arrays.stream(whole).allMatch(each -> each <= MOST_WHOLE) ? Optional.of(new Shape(Arrays.copyOf(whole, 3), whole[3]))
			: Optional.empty();
	}

	private Object writeReplace() throws ObjectStreamException {
		return SentRecord.of(this);
	}

	/** @return words that {@link #parse} makes the same of */
	@Override
	public String toString() {
		return length.stripTrailingZeros().toPlainString() + unit.map(LengthUnit::symbol).orElse("");
	}
}
