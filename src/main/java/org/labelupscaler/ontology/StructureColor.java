package org.labelupscaler.ontology;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalInt;

import org.labelupscaler.grid.Decimals;

/**
 * A colour as files write it: {@code RRGGBB} in hexadecimal, or three or four numbers, of which the fourth is how opaque it
 * is and not used. Numbers are from 0 to 255; where all of a file are from 0 to 1 and some are no whole numbers, 1 is full.
 */
final class StructureColor {

	/** In letters; longer ones are none. */
	static final int LONGEST = 100;

	private static final BigDecimal FULL = BigDecimal.valueOf(255);

	private StructureColor() {}

	/**
	 * @param texts the colours of a file
	 * @return whether their numbers are parts of 1
	 */
	static boolean arePartsOfOne(final Collection<String> texts) {
		boolean any = false;
		for (final String text : texts) {
			final String[] parts = parts(text);
			if (parts.length < 3)
				continue;
			for (final String part : parts)
				try {
					final BigDecimal number = number(part);
					if (number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0)
						return false;
					any |= number.stripTrailingZeros().scale() > 0;
				}
				catch (final NumberFormatException e) {
					// no number, and said so where it is used
				}
		}
		return any;
	}

	/**
	 * @param text what the file says
	 * @param partsOfOne whether numbers are parts of 1
	 * @return the colour as 0xRRGGBB; nothing if it is none
	 */
	static OptionalInt parse(final String text, final boolean partsOfOne) {
		try {
			final String[] parts = parts(text);
			if (parts.length != 3 && parts.length != 4)
				return parts.length == 1 ? OptionalInt.of(hex(text)) : OptionalInt.empty();
			int rgb = 0;
			for (int i = 0; i < parts.length; i++) {
				final int channel = channel(parts[i], partsOfOne);
				rgb = i < 3 ? rgb << 8 | channel : rgb;
			}
			return OptionalInt.of(rgb);
		}
		catch (final NumberFormatException e) {
			return OptionalInt.empty();
		}
	}

	private static String[] parts(final String text) {
		if (text.length() > LONGEST)
			return new String[0];
		return text.replaceFirst("^(?i)rgba?(?=\\s*\\()", "").replaceAll("[\\[\\](){}]", " ").strip().split("[\\s,;]+");
	}

	private static BigDecimal number(final String text) {
		if (text.length() > 30 || !text.matches("[+-]?[0-9.]+([eE][+-]?[0-9]{1,2})?"))
			throw new NumberFormatException(text);
		return Decimals.decimal(text);
	}

	private static int channel(final String text, final boolean partsOfOne) {
		final BigDecimal number = number(text);
		final BigDecimal channel = partsOfOne ? number.multiply(FULL).setScale(0, RoundingMode.HALF_UP) : number;
		if (channel.signum() < 0 || channel.compareTo(FULL) > 0 || channel.stripTrailingZeros().scale() > 0)
			throw new NumberFormatException(text);
		return channel.intValue();
	}

	private static int hex(final String text) {
		// NB: spreadsheets drop zeros in front.
		final String hex = text.toLowerCase(Locale.ROOT).replaceFirst("^(#|0x)", "");
		if (!hex.matches("[0-9a-f]{1,6}"))
			throw new NumberFormatException(text);
		return Integer.parseInt(text.startsWith("#") && hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex, 16);
	}
}
