package org.labelupscaler.cells.picture;

import java.util.List;

/**
 * What a chart of regions shows. Immutable.
 *
 * @param by what its bars stand for, and what they are sorted by
 * @param top how many regions at most, those of the most cells, 1 … {@value #MOST}
 * @param regions acronyms, names or ids of the regions that are shown, each with all that is below it; if there are none,
 *          those of the most cells, without what is below them
 * @param sides whether left and right are bars of their own
 * @param title what stands above; may be empty
 * @param size how large it is
 */
public record ChartOptions(By by, int top, List<String> regions, boolean sides, String title, PictureSize size) {

	/** What bars stand for. */
	public enum By {
			/** Cells. */
			COUNT,
			/** Cells per volume. */
			DENSITY
	}

	/** The most regions in one chart. */
	public static final int MOST = 500;

	/** The twenty regions of the most cells. */
	public static final ChartOptions DEFAULT = new ChartOptions(By.COUNT, 20, List.of(), false, "", PictureSize.DEFAULT);

	/** @throws IllegalArgumentException if {@code top} is out of its bounds */
	public ChartOptions {
		if (top < 1 || top > MOST)
			throw new IllegalArgumentException("a chart has 1 to " + MOST + " regions, not " + top);
		regions = List.copyOf(regions);
	}

	/**
	 * @param newBy what bars stand for
	 * @return these options otherwise
	 */
	public ChartOptions by(final By newBy) {
		return new ChartOptions(newBy, top, regions, sides, title, size);
	}

	/**
	 * @param newTop how many regions at most
	 * @return these options otherwise
	 */
	public ChartOptions top(final int newTop) {
		return new ChartOptions(by, newTop, regions, sides, title, size);
	}

	/**
	 * @param newRegions the regions that are shown
	 * @return these options otherwise
	 */
	public ChartOptions regions(final List<String> newRegions) {
		return new ChartOptions(by, top, newRegions, sides, title, size);
	}

	/**
	 * @param newSides whether left and right are bars of their own
	 * @return these options otherwise
	 */
	public ChartOptions sides(final boolean newSides) {
		return new ChartOptions(by, top, regions, newSides, title, size);
	}

	/**
	 * @param newTitle what stands above
	 * @return these options otherwise
	 */
	public ChartOptions title(final String newTitle) {
		return new ChartOptions(by, top, regions, sides, newTitle, size);
	}

	/**
	 * @param newSize how large it is
	 * @return these options otherwise
	 */
	public ChartOptions size(final PictureSize newSize) {
		return new ChartOptions(by, top, regions, sides, title, newSize);
	}
}
