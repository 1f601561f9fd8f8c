package org.labelupscaler.source.nrrd;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.labelupscaler.source.HeaderFields;

/**
 * Which axes of a NRRD are those of space. An axis is one of space unless its kind says something else or it has no space
 * direction; of more than three, those of size 1 are left out, the last first.
 */
final class NrrdAxes {

	/** What the format allows. */
	private static final int MOST = 16;
	private static final Set<String> SPACE = Set.of("domain", "space", "none", "???");

	private final HeaderFields fields;
	private final long[] sizes;
	private final BigDecimal[][] directions;
	private final String[] kinds;
	/** Axes of space. */
	private final List<Integer> axes = new ArrayList<>();
	/** The others. */
	private final List<Integer> others = new ArrayList<>();

	NrrdAxes(final NrrdHeader header) {
		fields = header.fields();
		fields.require("dimension");
		final long dimension = fields.number("dimension", 0);
		if (dimension < 2 || dimension > MOST)
			throw fields.wrong("dimension", "expected 2 to " + MOST);
		sizes = fields.requireNumbers("sizes", (int) dimension);
		directions = header.vectors("space directions", sizes.length);
		kinds = fields.words("kinds", sizes.length);
		for (int d = 0; d < sizes.length; d++)
			(hasSpaceKind(d) && hasDirection(d) ? axes : others).add(d);
		if (axes.isEmpty())
			throw fields.wrong(kinds == null ? "space directions" : "kinds", "but an image has axes of space");
		for (int i = axes.size() - 1; i >= 0 && axes.size() > 3; i--)
			if (sizes[axes.get(i)] == 1)
				others.add(axes.remove(i));
	}

	private boolean hasSpaceKind(final int d) {
		return kinds == null || SPACE.contains(kinds[d].toLowerCase(Locale.ROOT));
	}

	private boolean hasDirection(final int d) {
		return directions == null || directions[d] != null;
	}

	/** Throws if these are not the axes of labels. */
	void requireLabels() {
		for (final int d : others)
			if (sizes[d] != 1)
				throw fields.wrong(hasSpaceKind(d) ? "space directions" : "kinds", "but a label image has axes of space only; save " +
					"one channel or time point");
		if (axes.size() > 3)
			throw fields.wrong("sizes", "but a label image has at most three axes; save one channel or time point");
	}

	/** The axes x, y, z, or fewer. */
	List<Integer> space() {
		return axes.subList(0, Math.min(3, axes.size()));
	}

	/** Voxels along x, y, z. */
	long[] size() {
		final long[] size = { 1, 1, 1 };
		for (int i = 0; i < space().size(); i++)
			size[i] = sizes[space().get(i)];
		return size;
	}

	/** How many images there are, for example "3" or "3 x 10"; empty if there is one. */
	String images() {
		return IntStream.range(0, sizes.length).filter(d -> sizes[d] != 1 && !space().contains(d)).mapToObj(d -> "" + sizes[d])
			.collect(Collectors.joining(" x "));
	}

	/** Sizes of all axes, the fastest first. */
	long[] sizes() {
		return sizes;
	}

	/** Space directions of all axes, null for none. Null if the header has no such field. */
	BigDecimal[][] directions() {
		return directions;
	}
}
