package org.labelupscaler.grid;

import java.math.BigDecimal;

/**
 * Numbers as users and files write them: with the digits 0 to 9. Java's own parsers take the digits of all scripts, and then
 * a text that nobody checked becomes a number.
 */
public final class Decimals {

	private Decimals() {}

	/**
	 * @param text a decimal number, with an exponent or without
	 * @return it, exactly
	 * @throws NumberFormatException if it is none
	 */
	public static BigDecimal decimal(final String text) {
		return new BigDecimal(ascii(text));
	}

	/**
	 * @param text a whole number of 64 bits, signed
	 * @return it
	 * @throws NumberFormatException if it is none
	 */
	public static long whole(final String text) {
		return Long.parseLong(ascii(text));
	}

	/**
	 * @param text a whole number of 64 bits: from -2^63 to 2^64 - 1
	 * @return it, as it stands in memory
	 * @throws NumberFormatException if it is none
	 */
	public static long label(final String text) {
		return text.startsWith("-") ? whole(text) : Long.parseUnsignedLong(ascii(text));
	}

	private static String ascii(final String text) {
		if (text.chars().anyMatch(c -> c > '~'))
			throw new NumberFormatException("not written with the digits 0 to 9: " + text);
		return text;
	}
}
