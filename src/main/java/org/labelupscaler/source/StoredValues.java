package org.labelupscaler.source;

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

	private StoredValues() {}

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
