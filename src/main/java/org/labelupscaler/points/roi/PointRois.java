package org.labelupscaler.points.roi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.BadRows;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowPointFile;

/**
 * Point selections of ImageJ: one {@code .roi}, or a {@code .zip} as the ROI Manager saves. A point at 5 is in pixel 5 and
 * one at 5.5 in the middle of it. In a hyperstack a point of a multi-point selection has its number in the whole stack,
 * channels and frames included, and not the slice: the file does not say how many there are. Points that are on no slice
 * (0), as those of a flat image, lie nowhere in a volume; {@code z=0} puts them all into the first plane. Selections of
 * other kinds are malformed rows.
 */
public final class PointRois {

	/** What a zip archive starts with. */
	public static final String ZIP = "PK\u0003\u0004";

	private static final List<String> NAMES = List.of("name", "x", "y", "slice", "counter");

	private PointRois() {}

	/**
	 * @param input the file, .roi or .zip
	 * @param said which columns are taken
	 * @return the file
	 * @throws InvalidInputException if it is neither, or an archive without selections
	 */
	public static RowPointFile describe(final PointInput input, final PointColumns said) {
		final boolean one = input.startsWith(PointSelection.MAGIC);
		if (!one && !input.startsWith(ZIP))
			throw new InvalidInputException(input.path() + " is neither a .roi file nor a .zip of such files");
		final BadRows others = BadRows.skip();
		try (RoiRows rows = new RoiRows(input, others)) {
			if (rows.next() == null && others.count() == 0)
				throw new InvalidInputException(input.path() + (one ? " has no points" : " is an archive without a .roi file; " +
					"unpack it and name the file with the cells"));
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
		final CoordinateColumns found = CoordinateColumns.find(input.path(), NAMES, said);
		final CoordinateColumns coordinates = found.with(new Convention(Optional.empty(), Convention.Zero.CORNER, found
			.convention().slices()));
		return new RowPointFile(input, "ImageJ points, " + coordinates.text(NAMES), NAMES, List.of(), coordinates,
			badRows -> new RoiRows(input, badRows));
	}
}
