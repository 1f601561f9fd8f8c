package org.labelupscaler.points;

import java.util.List;
import java.util.Optional;

/**
 * A table of cells with their regions that this program has written before, of another list. Where that was no table, what its
 * numbers mean is known by the kind of file, which the table no longer shows.
 */
public final class AssignedTable {

	/** The columns that are added to those of the list, in this order. */
	public static final List<String> ADDED = List.of("region_id", "region_acronym", "region_name", "inside");

	private static final List<String> SWC = List.of("id", "type", "x", "y", "z", "radius", "parent");
	private static final List<String> CELLFINDER = List.of("type", "x", "y", "z");
	private static final List<String> COUNTER = List.of("type", "name", "x", "y", "z");
	private static final List<String> MARKUPS = List.of("label", "x", "y", "z", "description", "status");
	private static final List<String> FIDUCIALS = List.of("id", "x", "y", "z", "ow", "ox", "oy", "oz");
	private static final List<String> SPOTS = List.of("POSITION_X", "POSITION_Y", "POSITION_Z");

	private AssignedTable() {}

	/** The columns of the list; nothing if it is none of these tables. */
	private static Optional<List<String>> list(final List<String> names) {
		for (int i = 1; i + ADDED.size() <= names.size(); i++)
			if (names.subList(i, i + ADDED.size()).equals(ADDED))
				return Optional.of(names.subList(0, i));
		return Optional.empty();
	}

	/**
	 * @param names all columns
	 * @return why the user must say what the coordinates are counted in; nothing if there is no need to
	 */
	public static Optional<String> question(final List<String> names) {
		return list(names).flatMap(list -> startsWith(list, SWC) ? Optional.of("an .swc file, which is in um if nobody has said anything else")
			: isOfSlicer(list) ? Optional.of("points of Slicer, which are lengths") : list.containsAll(SPOTS) ? Optional.of(
				"spots of TrackMate, whose unit was in another row or file") : Optional.empty()).map(
					what -> "it is a table that was made of " + what + ", and its columns do not say the unit");
	}

	/**
	 * @param names all columns
	 * @return what the numbers of the list count but for their unit; nothing if the names of the columns say it
	 */
	public static Optional<Convention> convention(final List<String> names) {
		return list(names).flatMap(list -> list.equals(CELLFINDER) || isOfSlicer(list) ? Optional.of(new Convention(Optional.empty(),
			Convention.Zero.CENTRE, false)) : list.equals(COUNTER) ? Optional.of(new Convention(Optional.empty(), Convention.Zero.CORNER, true))
				: Optional.empty());
	}

	private static boolean isOfSlicer(final List<String> list) {
		return list.equals(MARKUPS) || list.size() > FIDUCIALS.size() && startsWith(list, FIDUCIALS);
	}

	private static boolean startsWith(final List<String> list, final List<String> first) {
		return list.size() >= first.size() && list.subList(0, first.size()).equals(first);
	}
}
