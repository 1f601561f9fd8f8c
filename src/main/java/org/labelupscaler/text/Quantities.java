package org.labelupscaler.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/** Numbers as people read them. */
public final class Quantities {

	private static final BigDecimal SMALLEST = new BigDecimal("0.01");
	private static final Map<String, Integer> DECIMALS = Map.of("nm", 9, "um", 6, "µm", 6, "mm", 3, "cm", 2, "m", 0);
	private static final String[] BYTE_UNITS = { "bytes", "kB", "MB", "GB", "TB", "PB", "EB" };

	private Quantities() {}

	/**
	 * @param bytes bytes
	 * @return for example "452 GB"; powers of 1000
	 */
	public static String bytes(final double bytes) {
		double value = bytes;
		int unit = 0;
		while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
			value /= 1000;
			unit++;
		}
		final int digits = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
		final String number = String.format(Locale.ROOT, "%." + digits + "f", value);
		return number + " " + (number.equals("1") && unit == 0 ? "byte" : BYTE_UNITS[unit]);
	}

	/**
	 * @param count a number
	 * @return for example "26,491"
	 */
	public static String count(final long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

	/**
	 * @param count a number
	 * @param noun what is counted, one of it
	 * @return for example "26,491 cells", or "1 cell"
	 */
	public static String count(final long count, final String noun) {
		return count(count) + " " + noun + (count == 1 ? "" : "s");
	}

	/**
	 * @param volume a volume
	 * @param unit a length, in whose cube it is
	 * @return for example "12.4 mm³", in three digits: of nm, um, mm, cm and m in cubic mm, µm or nm, whichever makes a number from 0.01
	 *         on; of other units as it is
	 */
	public static String volume(final BigDecimal volume, final String unit) {
		final Integer decimals = DECIMALS.get(unit);
		if (decimals == null)
			return digits(volume) + " " + unit + "³";
		final BigDecimal mm = volume.scaleByPowerOfTen(3 * (3 - decimals));
		if (volume.signum() == 0 || mm.compareTo(SMALLEST) >= 0)
			return digits(mm) + " mm³";
		final BigDecimal um = mm.scaleByPowerOfTen(9);
		return um.compareTo(SMALLEST) >= 0 ? digits(um) + " µm³" : digits(um.scaleByPowerOfTen(9)) + " nm³";
	}

	/** Three digits, or all before the point. */
	private static String digits(final BigDecimal number) {
		final BigDecimal rounded = number.round(new MathContext(3));
		final BigDecimal shown = rounded.precision() - rounded.scale() > 3 ? number.setScale(0, RoundingMode.HALF_UP) : rounded.stripTrailingZeros();
		return shown.scale() > 0 ? shown.toPlainString() : String.format(Locale.ROOT, "%,d", shown.toBigInteger());
	}

	/**
	 * @param seconds a time; NaN if it is not known
	 * @return for example "4.2 s", "3 min 20 s" or "2 h 5 min"
	 */
	public static String seconds(final double seconds) {
		if (Double.isNaN(seconds))
			return "?";
		if (seconds < 9.95)
			return String.format(Locale.ROOT, "%.1f s", seconds);
		final long whole = Math.round(seconds);
		if (whole < 60)
			return whole + " s";
		if (whole < 3600)
			return whole / 60 + " min " + whole % 60 + " s";
		return whole / 3600 + " h " + whole % 3600 / 60 + " min";
	}
}
