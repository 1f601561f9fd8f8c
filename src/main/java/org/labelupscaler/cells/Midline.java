package org.labelupscaler.cells;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.SentRecord;

/**
 * A plane between the left and the right side of a brain, across one axis of the target. It stands between voxels, so that each
 * voxel, with all cells in it, is on one side.
 *
 * @param axis the axis, 0, 1 or 2
 * @param leftFirst whether the left side is that of smaller indices
 * @param position the first voxel beyond the plane; nothing for the middle, the voxel in the middle of an odd number being
 *          beyond it
 */
public record Midline(int axis, boolean leftFirst, OptionalLong position) implements Serializable {

	private static final Pattern WORDS = Pattern.compile("(-?)([xyz])(?::(\\d{1,10}))?");

	/**
	 * @param words an axis, "-" before it if the left side is that of larger indices, and a position if it is not the
	 *          middle: "z", "-x", "z:228"
	 * @return the plane
	 * @throws IllegalArgumentException if they say something else
	 */
	public static Midline parse(final String words) {
		final Matcher matcher = WORDS.matcher(words.strip().toLowerCase(Locale.ROOT));
		if (!matcher.matches())
			throw new IllegalArgumentException("'" + words + "' is not an axis x, y or z whose small end is the left, -x, -y or -z " +
				"whose large end is the left, or one of these with the first voxel beyond the plane, as in z:228");
		final OptionalLong position = matcher.group(3) == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(matcher.group(
			3)));
		return new Midline("xyz".indexOf(matcher.group(2)), matcher.group(1).isEmpty(), position);
	}

	/**
	 * @param size voxels of the target along the axis
	 * @return the first voxel beyond the plane, 0 … size
	 * @throws InvalidInputException if it is farther
	 */
	public long firstBeyond(final long size) {
		final long first = position.orElse(size / 2);
		if (first > size)
			throw new InvalidInputException("midline: " + this + " is outside; the labels have " + size + " voxels along " + "xyz".charAt(
				axis) + ", so the first voxel beyond the plane is 0 to " + size);
		return first;
	}

	/**
	 * @param size voxels of the target along the axis
	 * @return which side is called left, in words
	 * @throws InvalidInputException if the plane is outside
	 */
	public String text(final long size) {
		final String axis = String.valueOf("xyz".charAt(axis()));
		final long first = firstBeyond(size);
		return "left is " + axis + (leftFirst ? " < " : " >= ") + first + ", right is " + axis + (leftFirst ? " >= " : " < ") + first +
			", in voxels of the labels; the other way round with " + new Midline(axis(), !leftFirst, position);
	}

	@Override
	public String toString() {
		final String at = position.isPresent() ? ":" + position.getAsLong() : "";
		return (leftFirst ? "" : "-") + "xyz".charAt(axis) + at;
	}

	private Object writeReplace() throws ObjectStreamException {
		return SentRecord.of(this);
	}
}
