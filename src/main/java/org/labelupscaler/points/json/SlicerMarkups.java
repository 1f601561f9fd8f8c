package org.labelupscaler.points.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowMeaning;
import org.labelupscaler.points.RowPointFile;
import org.labelupscaler.points.SlicerSpace;
import org.labelupscaler.points.UnitWord;

/**
 * The control points of 3D Slicer's markups ({@code .mrk.json}): lengths in the space of a patient, by default in mm and along
 * left, posterior, superior. What they are in the labels must be said.
 */
public final class SlicerMarkups {

	private static final List<String> COLUMNS = List.of("label", "x", "y", "z", "description", "status");

	private SlicerMarkups() {}

	/**
	 * @param input the file
	 * @param said which columns are taken
	 * @return the file
	 * @throws org.labelupscaler.InvalidInputException if it has no control points
	 */
	public static RowPointFile describe(final PointInput input, final PointColumns said) {
		final String axes;
		final String unit;
		try (MarkupRows rows = new MarkupRows(input)) {
			rows.next();
			axes = rows.axes();
			unit = rows.unit();
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
		final Optional<LengthUnit> length = UnitWord.length(unit);
		final CoordinateColumns coordinates = CoordinateColumns.find(input.path(), COLUMNS, said).with(new Convention(length,
			Convention.Zero.CENTRE, false));
		return new RowPointFile(input, "Slicer points, " + coordinates.text(COLUMNS), COLUMNS, List.of(), coordinates, PointFilter.ALL, RowMeaning
			.asking(SlicerSpace.question(axes, unit)), badRows -> new MarkupRows(input));
	}
}
