package org.labelupscaler.points.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.points.BadRows;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowMeaning;
import org.labelupscaler.points.RowPointFile;

/**
 * The points of a GeoJSON file, as QuPath exports them: features with a Point or a MultiPoint in pixels of the image at full
 * resolution, from the corner of the first one. The plane of an image with several is the field {@code z} of {@code plane},
 * from 0.
 */
public final class GeoJson {

	private static final List<String> COLUMNS = List.of("object", "classification", "name", "x", "y", "z");

	private GeoJson() {}

	/**
	 * @param input the file
	 * @param said which columns are taken
	 * @return the file
	 * @throws org.labelupscaler.InvalidInputException if it is no GeoJSON
	 */
	public static RowPointFile describe(final PointInput input, final PointColumns said) {
		final boolean planes;
		try (GeoJsonRows rows = new GeoJsonRows(input, BadRows.skip())) {
			final String[] first = rows.next();
			planes = first == null || rows.hasPlane();
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
		final CoordinateColumns coordinates = CoordinateColumns.find(input.path(), COLUMNS, said).with(new Convention(Optional.empty(),
			Convention.Zero.CORNER, false));
		return new RowPointFile(input, "GeoJSON, " + coordinates.text(COLUMNS), COLUMNS, List.of(), coordinates, PointFilter.ALL, planes
			? RowMeaning.PLAIN : RowMeaning.of(List.of("The points say no plane: z is 0 for those.")), badRows -> new GeoJsonRows(input, badRows));
	}
}
