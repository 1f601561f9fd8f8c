package org.labelupscaler.grid;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.Stream;

/**
 * A linear map of coordinates to numbers whose borders, the whole numbers, matter: exact for coordinates as they are written
 * in decimal.
 *
 * <pre>
 * value(c) = (slope · c + shift) / divisor
 * </pre>
 *
 * Most values are far enough from a border for doubles to tell. Lists are common in which all coordinates are on borders,
 * so these have to be fast as well: there it is known that the value is close to a certain whole number, so the difference,
 * times the divisor, is a small whole number, and 64 bits of all that it is made of give it exactly, whatever is carried beyond.
 * Immutable.
 */
public final class DecimalMap {

	/** Far more than the rounding of the few operations that make a value. */
	private static final double ROUNDING = 0x1p-46;
	/** A value this uncertain is close to one whole number only. */
	private static final double CERTAIN = 0.125;
	/** Decimals of up to 15 digits are different doubles. */
	private static final double DIGITS_15 = 1e15;
	/** The last power of ten that is a double, so that dividing by it is rounded once. */
	private static final int MOST_DIGITS = 22;
	/** Differences below this fit in a {@code long} with room to spare. */
	private static final double FITS = 0x1p61;
	private static final double FARTHEST = 0x1p62;
	/** A decimal is read as the double that is nearest: half of the last bit away, and a trifle for the rounding here. */
	private static final double HALF_BIT = 0.5 + 1e-9;

	private final BigDecimal slope;
	private final BigDecimal shift;
	private final BigDecimal divisor;
	private final double perUnit;
	private final double atZero;
	/** 10 to the power of the decimal places that coordinates are looked at with. */
	private final double power;
	/** As whole numbers, of which these are the last 64 bits: the slope divided by the power, the slope, the shift, the divisor. */
	private final long perPlace;
	private final long wholeSlope;
	private final long wholeShift;
	private final long wholeDivisor;
	/** The slope, without its sign, and the divisor as whole numbers, rounded; infinite if they are very large. */
	private final double steepness;
	private final double fine;
	private final double unitOfDifference;

	/**
	 * @param slope any number
	 * @param shift any number
	 * @param divisor above 0
	 * @param farthest coordinates up to about this, above 0, are fast, on either side of 0; all others are right
	 */
	public DecimalMap(final BigDecimal slope, final BigDecimal shift, final BigDecimal divisor, final double farthest) {
		this.slope = slope;
		this.shift = shift;
		this.divisor = divisor;
		perUnit = slope.divide(divisor, MathContext.DECIMAL128).doubleValue();
		atZero = shift.divide(divisor, MathContext.DECIMAL128).doubleValue();
		final int places = (int) Math.max(0, Math.min(MOST_DIGITS, 14 - Math.ceil(Math.log10(farthest))));
		power = BigDecimal.ONE.scaleByPowerOfTen(places).doubleValue();
		final int digits = Math.max(slope.scale() + places, Math.max(shift.scale(), divisor.scale()));
		final BigInteger[] whole = Stream.of(slope.movePointLeft(places), shift, divisor).map(each -> each.movePointRight(digits)
			.toBigIntegerExact()).toArray(BigInteger[]::new);
		final BigInteger common = whole[0].gcd(whole[1]).gcd(whole[2]);
		final BigInteger all = whole[0].divide(common).multiply(BigInteger.TEN.pow(places));
		perPlace = whole[0].divide(common).longValue();
		wholeSlope = all.longValue();
		wholeShift = whole[1].divide(common).longValue();
		wholeDivisor = whole[2].divide(common).longValue();
		steepness = all.abs().doubleValue();
		fine = whole[2].divide(common).doubleValue();
		unitOfDifference = 1 / fine;
	}

	/**
	 * @param coordinate a finite number
	 * @return the largest whole number that is not above its value; the value is between −2^62 and 2^62
	 */
	public long floor(final double coordinate) {
		final double value = value(coordinate);
		return floor(coordinate, value, uncertainty(coordinate, value));
	}

	/** That, if its value is known to be no farther from a number than the uncertainty. */
	long floor(final double coordinate, final double value, final double uncertainty) {
		final double near = Math.rint(value);
		if (Math.abs(value - near) > uncertainty)
			return (long) Math.floor(value);
		if (uncertainty > CERTAIN)
			return exact(coordinate).divide(divisor, 0, RoundingMode.FLOOR).longValue();
		return (long) near - (beyond(coordinate, near, uncertainty) < 0 ? 1 : 0);
	}

	/**
	 * @param coordinate a finite number
	 * @return the largest whole number that is below its value; the value is between −2^62 and 2^62
	 */
	public long below(final double coordinate) {
		final double value = value(coordinate);
		final double near = Math.rint(value);
		final double uncertainty = uncertainty(coordinate, value);
		if (Math.abs(value - near) > uncertainty)
			return (long) Math.floor(value);
		if (uncertainty > CERTAIN)
			return exact(coordinate).divide(divisor, 0, RoundingMode.CEILING).longValue() - 1;
		return (long) near - (beyond(coordinate, near, uncertainty) <= 0 ? 1 : 0);
	}

	private BigDecimal exact(final double coordinate) {
		return slope.multiply(BigDecimal.valueOf(coordinate)).add(shift);
	}

	private double value(final double coordinate) {
		return coordinate * perUnit + atZero;
	}

	private double uncertainty(final double coordinate, final double value) {
		return (Math.abs(coordinate * perUnit) + Math.abs(atZero) + Math.abs(value)) * ROUNDING + Double.MIN_NORMAL;
	}

	/**
	 * How far the value of a coordinate is beyond a whole number that is close to it.
	 *
	 * @param coordinate a finite number
	 * @param near a whole number
	 * @param uncertainty at least half of how far it is from the value
	 * @return the value less that number, rounded: 0 if they are equal, and else above or below 0 exactly as the value is
	 */
	double beyond(final double coordinate, final double near, final double uncertainty) {
		final double bound = 4 * uncertainty * fine;
		if (bound < FITS && Math.abs(near) < FARTHEST) {
			final double scaled = Math.rint(coordinate * power);
			if (Math.abs(scaled) < DIGITS_15 && scaled / power == coordinate)
				return (perPlace * (long) scaled + wholeShift - wholeDivisor * (long) near) * unitOfDifference;
			// NB: others may be sums and products of such, rounded: a few bits from the border, which the bits of a double tell.
			final int bits = 52 - Math.getExponent(coordinate);
			if (bits > 0 && bits < Long.SIZE) {
				final double parts = 2 * (double) (1L << bits - 1);
				final long difference = wholeSlope * (long) (coordinate * parts) + (wholeShift - wholeDivisor * (long) near << bits);
				if (bound * parts < FITS && Math.abs((double) difference) > steepness * HALF_BIT)
					return difference / parts * unitOfDifference;
			}
		}
		final BigDecimal exact = exact(coordinate).subtract(divisor.multiply(new BigDecimal(near)));
		final double beyond = exact.divide(divisor, MathContext.DECIMAL128).doubleValue();
		return beyond != 0 ? beyond : exact.signum() * Double.MIN_VALUE;
	}
}
