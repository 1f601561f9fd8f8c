package org.labelupscaler.points;

import java.util.Locale;
import java.util.regex.Pattern;

import org.labelupscaler.source.HeaderFields;

/**
 * A coordinate as programs write it. Read is what {@link Double#parseDouble} reads, without what only Java writes
 * ({@code 1d}, {@code 0x1p3}), and, in any case and with or without sign, {@code nan}, {@code inf}, {@code infinity} and
 * {@code ∞}: those are numbers, of a point that lies nowhere. {@code NA} and nothing at all are no numbers: the coordinate
 * is missing.
 */
public final class Coordinate {

	/** Digits of which any number is below 2^63. */
	private static final int MOST_DIGITS = 18;
	/** Ten to the power of the decimals that are few. */
	private static final int DECIMALS = 10_000;
	/** Far more than the rounding of a few operations. */
	private static final double ROUNDING = 0x1p-45;
	/** Powers of ten that are exact in a double. */
	private static final double[] POWERS = new double[23];

	private static final Pattern COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
	private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}((,\\d{3})+\\.\\d+|(,\\d{3}){2,}|(\\.\\d{3})+,\\d+|" +
		"(\\.\\d{3}){2,}|([ '\u00a0\u202f\u2019]\\d{3})+([.,]\\d+)?)");

	static {
		double power = 1;
		for (int i = 0; i < POWERS.length; i++, power *= 10)
			POWERS[i] = power;
	}

	private Coordinate() {}

	/**
	 * @param text what stands in a field; null if there is none
	 * @return the number, to the last bit
	 * @throws NumberFormatException if it is none; the message goes on from the name of the axis: "is 'abc', not a number"
	 */
	public static double parse(final String text) {
		if (text == null)
			throw new NumberFormatException("is missing");
		final int length = text.length();
		final boolean negative = length > 0 && text.charAt(0) == '-';
		long digits = 0;
		int count = 0;
		int point = -1;
		for (int i = negative ? 1 : 0; i < length; i++) {
			final char c = text.charAt(i);
			if (c >= '0' && c <= '9') {
				if (++count > MOST_DIGITS)
					return parseAny(text);
				digits = 10 * digits + (c - '0');
			}
			else if (c == '.' && point < 0)
				point = i;
			else
				return parseAny(text);
		}
		if (count == 0)
			return parseAny(text);
		final double value = quotient(digits, POWERS[point < 0 ? 0 : length - 1 - point]);
		return Double.isNaN(value) ? parseAny(text) : negative ? -value : value;
	}

	/**
	 * @param text what stands in a field; null if there is none
	 * @param decimal what stands before its decimals
	 * @return the number, to the last bit
	 * @throws NumberFormatException see {@link #parse(String)}
	 */
	public static double parse(final String text, final DecimalMark decimal) {
		if (decimal == DecimalMark.POINT || text == null)
			return parse(text);
		final String word = text.strip();
		// NB: 1.234 would be a thousand and more, or a number of another program.
		if (word.indexOf('.') >= 0 && word.length() < 100 && !THOUSANDS.matcher(word).matches())
			throw new NumberFormatException("is '" + HeaderFields.shown(word) + "', with a point, where numbers have a decimal comma");
		if (word.indexOf('.') >= 0 || word.indexOf(',') != word.lastIndexOf(','))
			throw wrong(word);
		return parse(word.replace(',', '.'));
	}

	/** A number with a decimal comma as one with a point; any other text as it is. */
	static String withPoint(final String text) {
		return isWithComma(text) ? text.strip().replace(',', '.') : text;
	}

	/**
	 * @param text what stands in a field
	 * @return whether it is a number with a decimal comma, or one with a comma for thousands: 1,234
	 */
	public static boolean isWithComma(final String text) {
		return text.indexOf(',') >= 0 && text.length() < 100 && COMMA.matcher(text.strip()).matches();
	}

	/**
	 * @param value any double
	 * @return a decimal that reads back as the same double; what {@link Double#toString} writes, but several times as fast
	 *         for numbers of few decimals, which most coordinates are
	 */
	public static String text(final double value) {
		final double size = Math.abs(value);
		final double scaled = Math.rint(size * DECIMALS);
		// NB: both are exact, so their quotient is the double that the decimal reads as.
		if (!(size >= 1e-3 && size < 1e7 && scaled / DECIMALS == size))
			return Double.toString(value);
		final long digits = (long) scaled;
		final StringBuilder text = new StringBuilder(16);
		if (value < 0)
			text.append('-');
		text.append(digits / DECIMALS).append('.');
		int rest = (int) (digits % DECIMALS);
		for (int place = DECIMALS / 10; place > 0; place /= 10) {
			text.append((char) ('0' + rest / place));
			rest %= place;
			if (rest == 0)
				break;
		}
		return text.toString();
	}

	/**
	 * The rounded quotient, or NaN where it is too near to the middle of two doubles to be sure: several times as fast as
	 * {@link Double#parseDouble}, which would take most of the time of reading a table. The remainder of the rounded
	 * division is exact in a double, and so is what the rounding of the digits left out; so the correction is right but for
	 * a few roundings of its own, and what both of its bounds round to is the quotient rounded.
	 */
	private static double quotient(final long digits, final double power) {
		final double rounded = digits;
		final double first = rounded / power;
		final double rest = Math.fma(-first, power, rounded) + (digits - (long) rounded);
		final double correction = rest / power;
		final double value = first + correction * (1 - ROUNDING);
		return value == first + correction * (1 + ROUNDING) ? value : Double.NaN;
	}

	private static double parseAny(final String text) {
		final String word = text.strip();
		boolean plain = !word.isEmpty();
		for (int i = 0; i < word.length() && plain; i++)
			plain = "0123456789.+-eE".indexOf(word.charAt(i)) >= 0;
		if (plain)
			try {
				return Double.parseDouble(word);
			}
			catch (final NumberFormatException e) {
				throw wrong(word);
			}
		final boolean sign = word.startsWith("-") || word.startsWith("+");
		switch (word.length() > 10 ? "" : word.substring(sign ? 1 : 0).toLowerCase(Locale.ROOT)) {
			case "nan":
				return Double.NaN;
			case "inf", "infinity", "∞":
				return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
			default:
				throw wrong(word);
		}
	}

	/**
	 * @param text what stands in a field
	 * @return whether it is a number
	 */
	public static boolean isNumber(final String text) {
		try {
			parse(text);
			return true;
		}
		catch (final NumberFormatException e) {
			return false;
		}
	}

	private static NumberFormatException wrong(final String word) {
		if (word.isEmpty())
			return new NumberFormatException("is empty");
		if (word.length() < 100 && THOUSANDS.matcher(word).matches())
			return new NumberFormatException("is '" + word + "', with separators of thousands; write numbers without them");
		if (isWithComma(word))
			return new NumberFormatException("is '" + word + "', with a decimal comma; say so (decimal: comma) if all numbers are so");
		return new NumberFormatException("is '" + HeaderFields.shown(word) + "', not a number");
	}
}
