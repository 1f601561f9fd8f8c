package org.labelupscaler.cells.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round numbers along an axis, from 0.
 *
 * @param step from one to the next: 1, 2 or 5 times a power of ten
 * @param count how many steps there are
 */
record Scale(BigDecimal step, int count) {

	/** Exponents of numbers that are written out. */
	private static final int LEAST_WRITTEN = -6;
	private static final int MOST_WRITTEN = 14;

	/**
	 * A scale for numbers from 0 on.
	 *
	 * @param highest the largest of them, above 0
	 * @param most how many steps there may be up to it, at least 2
	 * @param whole whether only whole numbers make sense
	 * @return the finest; it ends at or below {@code highest}
	 */
	static Scale upTo(final double highest, final int most, final boolean whole) {
		int exponent = (int) Math.floor(Math.log10(highest / most)) - 1;
		if (whole)
			exponent = Math.max(0, exponent);
		while (true) {
			for (final int digit : new int[] { 1, 2, 5 }) {
				final BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
				if (highest / step.doubleValue() < most + 1)
					return new Scale(step, (int) Math.floor(highest / step.doubleValue() * (1 + 1e-12)));
			}
			exponent++;
		}
	}

	/** The largest of 1, 2, 5 times a power of ten that is not above a number. */
	static double roundBelow(final double number) {
		final double power = Math.pow(10, Math.floor(Math.log10(number) + 1e-12));
		final double digit = number / power * (1 + 1e-9);
		return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
	}

	/** The next number of two digits that is not below; 1 for 0. */
	static double twoDigitsAbove(final double number) {
		return number > 0 ? BigDecimal.valueOf(number).round(new MathContext(2, RoundingMode.CEILING)).doubleValue() : 1;
	}

	/** The numbers, 0 included. */
	List<Double> numbers() {
		final List<Double> numbers = new ArrayList<>();
		for (int i = 0; i <= count; i++)
			numbers.add(step.multiply(BigDecimal.valueOf(i)).doubleValue());
		return numbers;
	}

	/** A number of this scale in words, with separators of thousands. */
	String text(final double number) {
		return String.format(Locale.ROOT, "%,." + Math.max(0, step.stripTrailingZeros().scale()) + "f", number);
	}

	/** A whole number with separators of thousands; any other to three digits. */
	static String number(final BigDecimal number) {
		final boolean whole = number.stripTrailingZeros().scale() <= 0;
		return whole && number.precision() - number.scale() <= MOST_WRITTEN ? String.format(Locale.ROOT, "%,.0f", number)
			: threeDigits(number);
	}

	/**
	 * A measured number to three digits, or all before the point, with separators of thousands; as 1.25e-7 if it is far from 1.
	 */
	static String threeDigits(final BigDecimal number) {
		final int exponent = number.precision() - number.scale() - 1;
		if (number.signum() != 0 && (exponent < LEAST_WRITTEN || exponent > MOST_WRITTEN)) {
			final BigDecimal digits = number.round(new MathContext(3, RoundingMode.HALF_UP)).stripTrailingZeros();
			final int power = digits.precision() - digits.scale() - 1;
			return digits.scaleByPowerOfTen(-power).stripTrailingZeros().toPlainString() + "e" + power;
		}
		final BigDecimal rounded = number.precision() - number.scale() > 3 ? number.setScale(0, RoundingMode.HALF_UP) : number.round(
			new MathContext(3, RoundingMode.HALF_UP));
		final BigDecimal plain = rounded.stripTrailingZeros();
		return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
	}
}
