package org.labelupscaler.points.xml;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowMeaning;
import org.labelupscaler.points.RowPointFile;
import org.labelupscaler.points.UnitWord;
import org.labelupscaler.source.HeaderFields;

/**
 * The spots of a TrackMate file (XML): positions from the centre of the first voxel, in the spatial unit of the model. Spots
 * that its filters have taken out are there too, with VISIBILITY 0.
 */
public final class Spots {

	private static final PointFilter VISIBLE = PointFilter.parse("VISIBILITY=1");

	private Spots() {}

	/**
	 * @param input the file, XML
	 * @param said which columns are taken
	 * @return the file
	 * @throws InvalidInputException if it is no file of TrackMate, or has no spots
	 */
	public static RowPointFile describe(final PointInput input, final PointColumns said) {
		final List<String> names;
		final String unit;
		try (SpotRows rows = new SpotRows(input, null)) {
			if (rows.next() == null)
				throw new InvalidInputException(input.path() + " has no spots");
			names = rows.columns();
			unit = rows.unit();
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
		final PointColumns columns = new PointColumns(said.x().or(() -> Optional.of("POSITION_X")), said.y().or(() -> Optional.of("POSITION_Y")),
			said.z().or(() -> Optional.of("POSITION_Z")));
		final CoordinateColumns coordinates = CoordinateColumns.find(input.path(), names, columns).with(new Convention(UnitWord.length(unit),
			Convention.Zero.CENTRE, false));
		final boolean known = UnitWord.length(unit).isPresent() || UnitWord.isVoxels(unit);
		return new RowPointFile(input, "TrackMate XML, " + coordinates.text(names), names, List.of(), coordinates, names.contains("VISIBILITY")
			? VISIBLE : PointFilter.ALL, known ? RowMeaning.PLAIN : RowMeaning.asking(unit.isBlank() ? "the model does not say its spatial unit"
				: "the spatial unit '" + HeaderFields.shown(unit) + "' is not known"), badRows -> new SpotRows(input, names));
	}
}
