package org.labelupscaler.source.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which axes of a dataset are those of space.
 *
 * @param space numbers of the axes that are x, y, z; -1 for one that is missing
 * @param others numbers of all other axes of more than one, which have to be given up
 * @param names names of all axes, or null
 * @param guess a note, if the file does not name them and they could be others; else empty
 */
record VolumeAxes(int[] space, List<Integer> others, List<String> names, String guess) {

	/** More than these are no colours. */
	private static final int MOST_COLOURS = 4;
	/** What some call the third axis of space. */
	private static final Set<String> DEEP = Set.of("depth", "slice", "slices", "plane", "planes", "section", "sections", "lev",
		"level");

	/**
	 * By name, if x and y are named. Else the last is x, the one before it y, the one before that z; up to three axes all
	 * count, also those of size 1. Of more than three, axes of size 1 are left out until there are three: the last, as the
	 * one channel of (t, z, y, x, c), then from the front, then from the back; if there are still more, a short last axis is
	 * taken for colours.
	 *
	 * @param size of the dataset, slowest axis first, 2 to 5 of them
	 * @param names of the axes; none, or one for each
	 */
	static VolumeAxes of(final long[] size, final List<String> names) {
		final int[] space = new int[3];
		final List<String> lower = names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
		for (int d = 0; d < 3; d++)
			space[d] = lower.indexOf("xyz".substring(d, d + 1));
		final boolean named = names.size() == size.length && space[0] >= 0 && space[1] >= 0;
		if (!named)
			guess(size, space);
		String guess = named ? "" : inWords(size, space);
		for (int axis = 0; axis < lower.size() && named && space[2] < 0; axis++)
			if (DEEP.contains(lower.get(axis))) {
				space[2] = axis;
				guess = "The axis '" + lower.get(axis) + "' is taken as z.";
			}
		final List<Integer> others = new ArrayList<>();
		for (int axis = 0; axis < size.length; axis++)
			if (size[axis] > 1 && axis != space[0] && axis != space[1] && axis != space[2])
				others.add(axis);
		return new VolumeAxes(space, others, named ? lower : null, guess);
	}

	/** The last is x, the one before it y, then z; of up to three axes. */
	static VolumeAxes inOrder(final int count) {
		return new VolumeAxes(new int[] { count - 1, count - 2, Math.max(-1, count - 3) }, List.of(), null, "");
	}

	private static void guess(final long[] size, final int[] space) {
		final List<Integer> left = new ArrayList<>();
		for (int axis = 0; axis < size.length; axis++)
			left.add(axis);
		if (left.size() > 3 && size[size.length - 1] == 1)
			left.remove(left.size() - 1);
		while (left.size() > 3 && size[left.get(0)] == 1)
			left.remove(0);
		for (int i = left.size() - 1; i >= 0 && left.size() > 3; i--)
			if (size[left.get(i)] == 1)
				left.remove(i);
		if (left.size() > 3 && size[left.get(left.size() - 1)] <= MOST_COLOURS)
			left.remove(left.size() - 1);
		for (int d = 0; d < 3; d++)
			space[d] = d < left.size() ? left.get(left.size() - 1 - d) : -1;
	}

	/** What was guessed; nothing where nearly all files mean it so. */
	private static String inWords(final long[] size, final int[] space) {
		final boolean flat = size.length == 3 && size[2] == 1 && size[0] > 1;
		if (size.length <= 3 && !flat)
			return "";
		final StringBuilder taken = new StringBuilder();
		for (int axis = 0; axis < size.length; axis++) {
			char name = '-';
			for (int d = 0; d < 3; d++)
				if (space[d] == axis)
					name = "xyz".charAt(d);
			taken.append(axis > 0 ? ", " : "").append(name);
		}
		return "The file does not name the axes of its array of the size " + Arrays.toString(size) + "; they are taken as " +
			taken + ". If they are others, say so (axes).";
	}

	/** The size along x, y, z. */
	long[] volume(final long[] size) {
		final long[] volume = new long[3];
		for (int d = 0; d < 3; d++)
			volume[d] = space[d] < 0 ? 1 : size[space[d]];
		return volume;
	}

	/** Whether voxels of a dataset follow each other as those of a volume do, at the beginning of the other axes. */
	boolean isPlain(final long[] size) {
		long expected = 1;
		for (final int axis : space) {
			if (axis < 0 || size[axis] == 1)
				continue;
			long step = 1;
			for (int faster = axis + 1; faster < size.length; faster++)
				step *= size[faster];
			if (step != expected)
				return false;
			expected *= size[axis];
		}
		return true;
	}

	/** For messages: the order of the axes in the file. */
	String order() {
		return names == null ? "of its axes" : String.join(", ", names);
	}
}
