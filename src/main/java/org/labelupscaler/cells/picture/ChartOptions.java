package org.labelupscaler.cells.picture;

import java.io.Serializable;
import java.util.List;

/**
 * What a chart of regions shows. Immutable.
 *
 * @param by what its bars stand for, and what they are chosen and sorted by
 * @param top how many regions at most, those of the most cells or of the highest densities, 1 … {@value #MOST}
 * @param least the fewest cells that a region has to have to be chosen; 0 for {@value #LEAST_OF_DENSITIES} by density, since
 *          the highest densities are those of a few voxels with a cell in them, and 1 by count. Of no effect where regions are
 *          named
 * @param regions acronyms, names or ids of the regions that are shown, each with all that is below it; if there are none,
 *          some are chosen, without what is below them
 * @param sides whether left and right are bars of their own
 * @param log whether bars are as long as the logarithms of their values
 * @param title what stands above; may be empty
 * @param size how large it is
 */
public record ChartOptions(By by, int top, long least, List<String> regions, boolean sides, boolean log, String title,
	PictureSize size)
	implements Serializable
{

	/** What bars stand for. */
	public enum By {
			/** Cells. */
			COUNT,
			/** Cells per volume. */
			DENSITY
	}

	/** The most regions in one chart. */
	public static final int MOST = 500;

	/** The fewest cells of a region whose density is shown, unless somebody says another number. */
	public static final int LEAST_OF_DENSITIES = 10;

	/** The twenty regions of the most cells. */
	public static final ChartOptions DEFAULT = new ChartOptions(By.COUNT, 20, 0, List.of(), false, false, "",
		PictureSize.DEFAULT);

	/** @throws IllegalArgumentException if {@code top} or {@code least} is out of its bounds */
	public ChartOptions {
		if (top < 1 || top > MOST)
			throw new IllegalArgumentException("a chart has 1 to " + MOST + " regions, not " + top);
		if (least < 0)
			throw new IllegalArgumentException("a region cannot have " + least + " cells");
		regions = List.copyOf(regions);
	}

	/**
	 * @param newBy what bars stand for
	 * @return these options otherwise
	 */
	public ChartOptions by(final By newBy) {
		return new ChartOptions(newBy, top, least, regions, sides, log, title, size);
	}

	/**
	 * @param newTop how many regions at most
	 * @return these options otherwise
	 */
	public ChartOptions top(final int newTop) {
		return new ChartOptions(by, newTop, least, regions, sides, log, title, size);
	}

	/**
	 * @param newLeast the fewest cells of a region
	 * @return these options otherwise
	 */
	public ChartOptions least(final long newLeast) {
		return new ChartOptions(by, top, newLeast, regions, sides, log, title, size);
	}

	/**
	 * @param newRegions the regions that are shown
	 * @return these options otherwise
	 */
	public ChartOptions regions(final List<String> newRegions) {
		return new ChartOptions(by, top, least, newRegions, sides, log, title, size);
	}

	/**
	 * @param newSides whether left and right are bars of their own
	 * @return these options otherwise
	 */
	public ChartOptions sides(final boolean newSides) {
		return new ChartOptions(by, top, least, regions, newSides, log, title, size);
	}

	/**
	 * @param newLog whether bars are as long as the logarithms of their values
	 * @return these options otherwise
	 */
	public ChartOptions log(final boolean newLog) {
		return new ChartOptions(by, top, least, regions, sides, newLog, title, size);
	}

	/**
	 * @param newTitle what stands above
	 * @return these options otherwise
	 */
	public ChartOptions title(final String newTitle) {
		return new ChartOptions(by, top, least, regions, sides, log, newTitle, size);
	}

	/**
	 * @param newSize how large it is
	 * @return these options otherwise
	 */
	public ChartOptions size(final PictureSize newSize) {
		return new ChartOptions(by, top, least, regions, sides, log, title, newSize);
	}

	/** The fewest cells of a region that is chosen. */
	long leastCells() {
		return least > 0 ? least : by == By.DENSITY ? LEAST_OF_DENSITIES : 1;
	}
}
