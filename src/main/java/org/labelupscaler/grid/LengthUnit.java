package org.labelupscaler.grid;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** The units of length that voxel sizes come in, with the spellings found in image files. */
public enum LengthUnit {

	/** 10^-10 m. */
	ANGSTROM("angstrom", -10, "å", "angstroms", "a"),
	/** 10^-9 m. */
	NANOMETER("nm", -9, "nanometer", "nanometers", "nanometre", "nanometres"),
	/** 10^-6 m. */
	MICROMETER("um", -6, "µm", "μm", "micrometer", "micrometers", "micrometre", "micrometres", "micron", "microns"),
	/** 10^-3 m. */
	MILLIMETER("mm", -3, "millimeter", "millimeters", "millimetre", "millimetres"),
	/** 10^-2 m. */
	CENTIMETER("cm", -2, "centimeter", "centimeters", "centimetre", "centimetres"),
	/** The metre. */
	METER("m", 0, "meter", "meters", "metre", "metres");

	private final String symbol;
	private final int exponent;
	private final String[] spellings;

	LengthUnit(final String symbol, final int exponent, final String... spellings) {
		this.symbol = symbol;
		this.exponent = exponent;
		this.spellings = spellings;
	}

	/** @return the short ASCII name that is written to files, for example "um" */
	public String symbol() {
		return symbol;
	}

	/** @return the power of ten of a metre */
	public int exponent() {
		return exponent;
	}

	/**
	 * @param text a unit as a file or a user spells it, in any case
	 * @return the unit, or nothing if it is none of length (such as "pixel")
	 */
	public static Optional<LengthUnit> parse(final String text) {
		final String wanted = text.strip().toLowerCase(Locale.ROOT);
		for (final LengthUnit unit : values()) {
			if (unit.symbol.equals(wanted))
				return Optional.of(unit);
			for (final String spelling : unit.spellings)
				if (spelling.equals(wanted))
					return Optional.of(unit);
		}
		return Optional.empty();
	}

	/**
	 * @param other another unit
	 * @return how many of the other unit make one of this, exact
	 */
	public BigDecimal in(final LengthUnit other) {
		return BigDecimal.ONE.scaleByPowerOfTen(exponent - other.exponent);
	}
}
