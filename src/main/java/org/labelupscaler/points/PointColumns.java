package org.labelupscaler.points;

import java.util.Optional;

/**
 * Which columns of a list of points hold the coordinates, in the words of a user: the name of a column, or its number from
 * 1. What is not said is guessed. {@code z=0} says that there is no such column and that z is 0 for all points, as in a
 * flat image.
 *
 * @param x the column of x, or nothing
 * @param y the column of y, or nothing
 * @param z the column of z, or nothing
 */
public record PointColumns(Optional<String> x, Optional<String> y, Optional<String> z) {

	/** All are guessed. */
	public static final PointColumns GUESSED = new PointColumns(Optional.empty(), Optional.empty(), Optional.empty());

	/**
	 * @param x the column of x; null or blank if nothing is said
	 * @param y the column of y, likewise
	 * @param z the column of z, likewise
	 * @return what they say
	 */
	public static PointColumns of(final String x, final String y, final String z) {
		return new PointColumns(said(x), said(y), said(z));
	}

	private static Optional<String> said(final String word) {
		return Optional.ofNullable(word).filter(w -> !w.isBlank());
	}

	/**
	 * @param axis 0, 1 or 2
	 * @return what is said of it
	 */
	public Optional<String> axis(final int axis) {
		return axis == 0 ? x : axis == 1 ? y : z;
	}

	/** @return whether columns are said, and by their numbers only */
	public boolean areNumbers() {
		boolean any = false;
		for (int d = 0; d < 3; d++) {
			final String word = axis(d).orElse("0").strip();
			if (!word.matches("\\d{1,9}"))
				return false;
			any |= Integer.parseInt(word) > 0;
		}
		return any;
	}
}
