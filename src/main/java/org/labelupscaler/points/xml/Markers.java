package org.labelupscaler.points.xml;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.points.Convention;
import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.points.PointFormat;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowMeaning;
import org.labelupscaler.points.RowPointFile;

/**
 * The two kinds of files with the root CellCounter_Marker_File, in both of which x, y and z are whole numbers of voxels:
 * <ul>
 * <li>ImageJ's Cell Counter: MarkerZ is the number of the slice in the stack, from 1; types have names.</li>
 * <li>cellfinder, brainmapper and whatever uses brainglobe-utils: the name of the image is always placeholder.tif, by which
 * they are told apart, and all three count from 0. (A coordinate below 1 is written as 1 by that library.) A voxel's number
 * stands for its centre, which matters only where the voxels of the target are smaller.</li>
 * </ul>
 */
public final class Markers {

	private static final String PLACEHOLDER = "placeholder.tif";

	/** What cellfinder has classified as a cell. Type 1 is a candidate that was rejected, or not yet looked at. */
	private static final PointFilter CELLS = PointFilter.parse("type=2");

	private Markers() {}

	/**
	 * @param input the file, XML
	 * @param said which columns are taken
	 * @param format what it is; nothing to see it from the name of the image
	 * @return the file
	 * @throws org.labelupscaler.InvalidInputException if it is no such file
	 */
	public static RowPointFile describe(final PointInput input, final PointColumns said, final Optional<PointFormat> format) {
		final boolean cellfinder;
		try (MarkerRows rows = new MarkerRows(input, false)) {
			rows.next();
			cellfinder = format.isPresent() ? format.get() == PointFormat.CELLFINDER : rows.image().strip().equals(PLACEHOLDER);
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
		final List<String> names = cellfinder ? List.of("type", "x", "y", "z") : List.of("type", "name", "x", "y", "z");
		final CoordinateColumns found = CoordinateColumns.find(input.path(), names, said);
		final CoordinateColumns coordinates = cellfinder ? found.with(new Convention(Optional.empty(), Convention.Zero.CENTRE,
			false)) : found.with(new Convention(Optional.empty(), Convention.Zero.CORNER, found.z() != CoordinateColumns.NONE));
		return new RowPointFile(input, (cellfinder ? "cellfinder XML, " : "Cell Counter XML, ") + coordinates.text(names), names,
			List.of(), coordinates, cellfinder ? CELLS : PointFilter.ALL, RowMeaning.PLAIN, badRows -> new MarkerRows(input, !cellfinder));
	}
}
