package org.labelupscaler.grid;

import java.io.Serializable;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A box of voxels, which may go on to the end of a volume. Immutable.
 *
 * @param min first voxel, x, y, z; from 0
 * @param end first voxel beyond the box; {@link #OPEN} to go on to the end of the volume
 */
public record Box(long[] min, long[] end) implements Serializable {

	/** The end of any volume. */
	public static final long OPEN = Long.MAX_VALUE;

	private static final Pattern RANGE = Pattern.compile("(\\d{0,18}):(\\d{0,18})");

	/** @throws IllegalArgumentException if it is empty, or begins below 0 */
	public Box {
		min = min.clone();
		end = end.clone();
		for (int d = 0; d < 3; d++)
			if (min[d] < 0 || end[d] <= min[d])
				throw new IllegalArgumentException(min[d] + ":" + (end[d] == OPEN ? "" : end[d]) + " along " + "xyz".charAt(d) +
					" takes no voxel; it must begin at 0 or later, and end after it begins (the end is not included)");
	}

	/**
	 * Undoes {@link #toString}.
	 *
	 * @param words a range of voxels for x, y and z, from 0, the end not included, either side may be left out: for
	 *          example "100:300,50:,:"
	 * @return the box
	 * @throws IllegalArgumentException if the words are something else
	 */
	public static Box parse(final String words) {
		final String[] parts = words.split(",", -1);
		final long[] min = new long[3];
		final long[] end = new long[3];
		if (parts.length != 3)
			throw new IllegalArgumentException("'" + words + "' has " + parts.length + (parts.length == 1 ? " range"
				: " ranges") + "; expected three, x,y,z, as in 100:300,50:200,:");
		for (int d = 0; d < 3; d++) {
			final Matcher range = RANGE.matcher(parts[d].strip());
			if (!range.matches())
				throw new IllegalArgumentException("'" + parts[d].strip() + "' along " + "xyz".charAt(d) +
					" is not a range of voxels from:to, counted from 0, as in 100:300, 100: or : for all");
			min[d] = range.group(1).isEmpty() ? 0 : Long.parseLong(range.group(1));
			end[d] = range.group(2).isEmpty() ? OPEN : Long.parseLong(range.group(2));
		}
		return new Box(min, end);
	}

	@Override
	public long[] min() {
		return min.clone();
	}

	@Override
	public long[] end() {
		return end.clone();
	}

	/**
	 * @param size voxels of a volume, x, y, z
	 * @return this box with its ends, where they were open, at those of the volume
	 * @throws IllegalArgumentException if the volume does not have the box
	 */
	public Box within(final long[] size) {
		final long[] last = new long[3];
		for (int d = 0; d < 3; d++) {
			last[d] = end[d] == OPEN ? size[d] : end[d];
			if (last[d] > size[d] || min[d] >= last[d])
				throw new IllegalArgumentException(this + " goes beyond the volume of " + BlockGrid.format(size) +
					" voxels; along " + "xyz".charAt(d) + " it may go from 0 to " + size[d]);
		}
		return new Box(min, last);
	}

	/** @return voxels along x, y, z; meaningful if no end is open */
	public long[] size() {
		return new long[] { end[0] - min[0], end[1] - min[1], end[2] - min[2] };
	}

	@Override
	public String toString() {
		final StringBuilder text = new StringBuilder();
		for (int d = 0; d < 3; d++)
			text.append(d == 0 ? "" : ",").append(min[d]).append(':').append(end[d] == OPEN ? "" : end[d]);
		return text.toString();
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Box o && Arrays.equals(min, o.min) && Arrays.equals(end, o.end);
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(min) + Arrays.hashCode(end);
	}
}
