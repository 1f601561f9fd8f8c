package org.labelupscaler.source;

import java.util.Locale;

import org.labelupscaler.InvalidInputException;

/**
 * The rule for files that say that the numbers they store are not the values, but those times a factor and shifted: NIfTI's
 * scl_slope and scl_inter, scale_factor and add_offset of the CF conventions, the calibration of ImageJ. A label image has no
 * use for that: a program that gives it one has turned its labels into measured values, and whole results would not make
 * them labels again. So it is refused, unless the factor is 1 and the shift 0.
 */
public final class StoredValues {

	/** What follows from it, and what to do. */
	public static final String ADVICE = "so the labels are not the numbers that are stored; save them unscaled, with slope 1 and " +
		"intercept 0";

	/** The attribute of netCDF that says whether integers are unsigned. */
	public static final String UNSIGNED = "_Unsigned";

	private StoredValues() {}

	/**
	 * The rule for {@link #UNSIGNED}, which netCDF has for types that a file format lacks: the bits are the same, only their
	 * sign is another. Floating-point numbers stay what they are.
	 *
	 * @param where who says so, for the message: file and field
	 * @param said what it says: true or false, in any case
	 * @param type the type that is stored
	 * @return the type that is meant
	 * @throws InvalidInputException if it says something else
	 */
	public static SourceType signed(final String where, final String said, final SourceType type) {
		return switch (said.strip().toLowerCase(Locale.ROOT)) {
			case "true" -> type.withSign(false);
			case "false" -> type.withSign(true);
			default -> throw new InvalidInputException(where + " is neither true nor false, so nobody can tell the sign of the labels; " +
				"save them in the type that they have");
		};
	}

	/**
	 * @param where who says so, for the message: file and field
	 * @param said the factor or the shift
	 * @param identity what leaves the values alone, 1 or 0
	 * @throws InvalidInputException if it is another number
	 */
	public static void check(final String where, final double said, final double identity) {
		if (said != identity)
			throw new InvalidInputException(where + " is " + said + ", " + ADVICE);
	}
}
