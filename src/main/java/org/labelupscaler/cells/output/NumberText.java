package org.labelupscaler.cells.output;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text for other programs: to fourteen significant digits, so that 5.500000000000001 is 5.5. */
final class NumberText {

	private static final int DIGITS = 14;
	private static final MathContext ROUNDING = new MathContext(DIGITS);
	private static final double[] POWERS = new double[19];

	static {
		double power = 1;
		for (int i = 0; i < POWERS.length; i++, power *= 10)
			POWERS[i] = power;
	}

	private NumberText() {}

	/** Appends a number; a whole one without a point. */
	static void append(final StringBuilder out, final double value) {
		final double size = Math.abs(value);
		if (size == 0) {
			out.append('0');
			return;
		}
		if (!(size >= 0.1 && size < 1e13)) {
			out.append(new BigDecimal(value).round(ROUNDING).stripTrailingZeros());
			return;
		}
		int whole = 0;
		while (size >= POWERS[whole])
			whole++;
		int decimals = DIGITS - whole;
		long digits = (long) Math.rint(size * POWERS[decimals]);
		while (decimals > 0 && digits % 10 == 0) {
			digits /= 10;
			decimals--;
		}
		final long power = (long) POWERS[decimals];
		if (value < 0)
			out.append('-');
		out.append(digits / power);
		if (decimals == 0)
			return;
		out.append('.');
		long rest = digits % power;
		for (long place = power / 10; place > 0; place /= 10) {
			out.append((char) ('0' + rest / place));
			rest %= place;
		}
	}
}
