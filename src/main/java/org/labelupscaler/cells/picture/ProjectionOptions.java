package org.labelupscaler.cells.picture;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.SentRecord;
import org.labelupscaler.cells.Midline;

/**
 * How the density of cells is projected and shown. Lengths are in micrometres; in the shortest edge of a voxel where
 * nobody says how large voxels are. Immutable.
 *
 * @param mode how the densities along the axis become one
 * @param axis the axis that is looked along, 0, 1 or 2; x is right and y down along z, x and z along y, z and y along x
 * @param from first target voxel along it that is taken
 * @param to the one after the last; anything beyond the volume stands for its end
 * @param bin edge of the cubes that cells are counted in; 0 for a round length that makes the longer side of the picture
 *          about 400 cubes long, or 200 for {@link Mode#MAX}, which needs more cells in a cube
 * @param gauss how far densities are smoothed, the standard deviation of a Gaussian curve; negative for twice the bin, so
 *          that single cells do not show as dots; 0 for not at all
 * @param highest the density that has the last colour; 0 for one that few bins exceed. Pictures that are to be compared need
 *          the same
 * @param regions acronyms, names or ids of the regions that are shown with all that is below them; all if there are none
 * @param midline the plane between left and right, if they are to be marked
 * @param black whether it is drawn on black; else on white
 * @param title what stands above; may be empty
 * @param size how large it is
 */
public record ProjectionOptions(Mode mode, int axis, long from, long to, double bin, double gauss, double highest,
	List<String> regions, Optional<Midline> midline, boolean black, String title, PictureSize size)
	implements Serializable
{

	/** How the densities along the axis become one. */
	public enum Mode {
			/** All cells of a column, per area. */
			SUM,
			/** The density of the densest cube, per volume. */
			MAX
	}

	/** The farthest that can be smoothed, in bins. */
	public static final int MOST_SMOOTHING = 50;

	/** All cells, along z, on white. */
	public static final ProjectionOptions DEFAULT = new ProjectionOptions(Mode.SUM, 2, 0, Long.MAX_VALUE, 0, -1, 0, List.of(),
		Optional.empty(), false, "", PictureSize.DEFAULT);

	/** @throws IllegalArgumentException if anything is out of its bounds */
	public ProjectionOptions {
		if (axis < 0 || axis > 2)
			throw new IllegalArgumentException("axis " + axis);
		if (from < 0 || to <= from)
			throw new IllegalArgumentException("a slab goes from a voxel to a later one, not from " + from + " to " + to);
		for (final double length : new double[] { bin, Math.max(0, gauss), highest })
			if (!(length >= 0 && length < 1e12))
				throw new IllegalArgumentException(length + " is not 0 or above, or beyond all reason");
		regions = List.copyOf(regions);
	}

	/**
	 * @param newMode how the densities along the axis become one
	 * @param newAxis the axis
	 * @return these options otherwise
	 */
	public ProjectionOptions along(final Mode newMode, final int newAxis) {
		return new ProjectionOptions(newMode, newAxis, from, to, bin, gauss, highest, regions, midline, black, title, size);
	}

	/**
	 * @param newFrom first target voxel along the axis
	 * @param newTo the one after the last
	 * @return these options otherwise
	 */
	public ProjectionOptions slab(final long newFrom, final long newTo) {
		return new ProjectionOptions(mode, axis, newFrom, newTo, bin, gauss, highest, regions, midline, black, title, size);
	}

	/**
	 * @param newBin edge of a cube
	 * @param newGauss how far densities are smoothed
	 * @return these options otherwise
	 */
	public ProjectionOptions bins(final double newBin, final double newGauss) {
		return new ProjectionOptions(mode, axis, from, to, newBin, newGauss, highest, regions, midline, black, title, size);
	}

	/**
	 * @param newRegions the regions that are shown
	 * @return these options otherwise
	 */
	public ProjectionOptions regions(final List<String> newRegions) {
		return new ProjectionOptions(mode, axis, from, to, bin, gauss, highest, newRegions, midline, black, title, size);
	}

	/**
	 * @param newMidline the plane between left and right; null for none
	 * @return these options otherwise
	 */
	public ProjectionOptions midline(final Midline newMidline) {
		return new ProjectionOptions(mode, axis, from, to, bin, gauss, highest, regions, Optional.ofNullable(newMidline), black, title,
			size);
	}

	/**
	 * @param newHighest the density that has the last colour
	 * @param newBlack whether it is drawn on black
	 * @param newTitle what stands above
	 * @param newSize how large it is
	 * @return these options otherwise
	 */
	public ProjectionOptions look(final double newHighest, final boolean newBlack, final String newTitle,
		final PictureSize newSize)
	{
		return new ProjectionOptions(mode, axis, from, to, bin, gauss, newHighest, regions, midline, newBlack, newTitle, newSize);
	}

	private Object writeReplace() throws ObjectStreamException {
		return SentRecord.of(this);
	}
}
