package org.labelupscaler.cells;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plane between the left and the right side of a brain, across one axis of the target.
 *
 * @param axis the axis, 0, 1 or 2
 * @param leftFirst whether the left side is that of smaller indices
 * @param position where the plane stands, in target voxels from the corner of the first; nothing for the middle
 */
public record Midline(int axis, boolean leftFirst, OptionalDouble position) {

	private static final Pattern WORDS = Pattern.compile("(-?)([xyz])(?::(\\d{1,10}(?:\\.\\d{1,15})?))?");

	/**
	 * @param words an axis, "-" before it if the left side is that of larger indices, and a position if it is not the
	 *          middle: "z", "-x", "z:228", "-z:114.5"
	 * @return the plane
	 * @throws IllegalArgumentException if they say something else
	 */
	public static Midline parse(final String words) {
		final Matcher matcher = WORDS.matcher(words.strip().toLowerCase(Locale.ROOT));
		if (!matcher.matches())
			throw new IllegalArgumentException("'" + words + "' is not an axis x, y or z whose small end is the left, -x, -y or -z " +
				"whose large end is the left, or one of these with the position of the plane in voxels, as in z:228");
		final OptionalDouble position = matcher.group(3) == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(matcher
			.group(3)));
		return new Midline("xyz".indexOf(matcher.group(2)), matcher.group(1).isEmpty(), position);
	}

	/**
	 * Where voxels change sides. A voxel is beyond the plane if its centre is, or lies in it.
	 *
	 * @param size voxels of the target along the axis
	 * @return the first voxel beyond the plane, 0 … size
	 */
	public long firstBeyond(final long size) {
		final double plane = position.orElse(size / 2.0);
		return (long) Math.max(0, Math.min(size, Math.ceil(plane - 0.5)));
	}

	@Override
	public String toString() {
		final String at = position.isPresent() ? ":" + BigDecimal.valueOf(position.getAsDouble()).toPlainString() : "";
		return (leftFirst ? "" : "-") + "xyz".charAt(axis) + at;
	}
}
