package org.labelupscaler.cells.picture;

import org.labelupscaler.cells.Midline;

/**
 * Where left and right are in the plane of a picture.
 *
 * @param vertical whether the midline is; else it is horizontal
 * @param at where it is, as a part of the plane, from the left or from the top
 * @param before the side before it, left of it or above: "L" or "R"; empty if there is nothing of it
 * @param beyond the side beyond it
 */
record SideMarks(boolean vertical, double at, String before, String beyond) {

	/**
	 * @param midline the plane between left and right, not across the axis that is looked along
	 * @param grid the plane of the picture
	 * @throws org.labelupscaler.InvalidInputException if the midline is outside
	 */
	static SideMarks of(final Midline midline, final BinGrid grid) {
		final long size = grid.size()[midline.axis()];
		final long first = midline.firstBeyond(size);
		return new SideMarks(midline.axis() == grid.across(), (double) first / size, first == 0 ? "" : midline.leftFirst() ? "L" : "R",
			first == size ? "" : midline.leftFirst() ? "R" : "L");
	}

	/** What is to be said of a midline across the axis that is looked along. */
	static String behind(final Midline midline, final BinGrid grid) {
		final long first = midline.firstBeyond(grid.size()[midline.axis()]);
		final boolean before = grid.from() < first;
		final boolean beyond = grid.to() > first;
		final String one = "all that is shown is on the " + (before == midline.leftFirst() ? "left" : "right");
		return "The projection looks along " + "xyz".charAt(grid.axis()) + ", from side to side: " + (before && beyond
			? "left and right lie one behind the other" : one) + ", and no midline is drawn.";
	}
}
