package org.labelupscaler.ontology;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.grid.Decimals;

/** An id as files write it: a whole number of 64 bits, signed or not; programs may have written it as another number. */
final class StructureId {

	private static final Pattern WHOLE = Pattern.compile("([+-]?[0-9]{1,20})(\\.0*)?");
	private static final Pattern SHORTENED = Pattern.compile("[+-]?([0-9]{1,18})(\\.([0-9]{1,18}))?[eE]\\+?([0-9]{1,2})");
	/** Decimals to which spreadsheets round what they write with an exponent, in cells without a format. */
	private static final int ROUNDED = 5;
	/** NB: the format "scientific" of spreadsheets has two decimals: 6.14E+08 has lost what 614454277 ended with. */
	private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?[0-9](\\.[0-9]{1,2})?E\\+0?([5-9]|[1-9][0-9])");

	private StructureId() {}

	/**
	 * @param text a whole number; a point and zeros may be behind it, and it may have an exponent ({@code 1e3})
	 * @return it, as it stands in memory
	 * @throws NumberFormatException if it is none, or if a spreadsheet may have rounded it
	 */
	static long parse(final String text) {
		final Matcher whole = WHOLE.matcher(text);
		if (whole.matches())
			return Decimals.label(whole.group(1).startsWith("+") ? whole.group(1).substring(1) : whole.group(1));
		if (!isShortened(text))
			throw new NumberFormatException("no whole number");
		final Matcher shortened = SHORTENED.matcher(text);
		shortened.matches();
		final int decimals = shortened.group(3) == null ? 0 : shortened.group(3).length();
		if (SCIENTIFIC.matcher(text).matches() || decimals >= ROUNDED && Integer.parseInt(shortened.group(4)) > decimals)
			throw new NumberFormatException("rounded");
		try {
			return Decimals.label(new BigDecimal(text).toBigIntegerExact().toString());
		}
		catch (final ArithmeticException e) {
			throw new NumberFormatException("no whole number");
		}
	}

	/** @return whether it has an exponent */
	static boolean isShortened(final String text) {
		return SHORTENED.matcher(text).matches();
	}

	/** @return whether it is an id */
	static boolean is(final String text) {
		try {
			parse(text);
			return true;
		}
		catch (final NumberFormatException e) {
			return false;
		}
	}
}
