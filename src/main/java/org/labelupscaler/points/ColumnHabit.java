package org.labelupscaler.points;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.points.Convention.Zero;

/**
 * How a program names the columns of coordinates, and what their numbers mean then. Immutable.
 *
 * @param program the program
 * @param sign a name that one of all columns has, so that it is that program; null if the columns of coordinates are enough
 * @param column the names of the columns, with a group "axis", and "unit" if the name says it
 * @param axes what that group is for x, y and z
 * @param zero where 0 is
 * @param slices whether z is the number of a slice, the first being 1
 * @param unit the unit of the numbers if no name says it; null for voxels
 * @param note what the user should know, a sentence; null if there is nothing
 */
public record ColumnHabit(String program, Pattern sign, Pattern column, List<String> axes, Zero zero, boolean slices,
	LengthUnit unit, String note)
{

	private static final List<String> LETTERS = List.of("X", "Y", "Z");
	private static final String UNSAID = "The table does not say whether its coordinates are voxels or lengths: they are taken " +
		"for voxels, as in an image without a scale (coordinates).";
	private static final String PLANES = "Whether arivis counts planes and pixels from corners or centres is not known: 0 is taken for " +
		"the corner of the first voxel (zero).";

	/** Signs of the 3D Objects Counter, also as tables that R has written have them: Nb.of.obj..voxels. */
	private static final Pattern COUNTER = Pattern.compile("Nb[ .]of[ .](obj|surf)\\.[ .]voxels|Volume( \\(|\\.\\.).*[\\^.]3[).]|" +
		"Surface( \\(|\\.\\.).*[\\^.]2[).]|(Mean|SD|Median)[ .]dist\\.[ .]to[ .]surf\\.( \\(|\\.\\.).*[).]|B[-.](width|height|depth)");
	/** The same where names were made of small letters, those of the coordinates too; other tables have these with any volume. */
	private static final Pattern SMALL_COUNTER = Pattern.compile("nb_of_(obj|surf)_voxels");

	/**
	 * All that are known, those first that are preferred where a table has several: voxels before lengths. The sources:
	 * <ul>
	 * <li>3D Objects Counter: Counter3D and Object3D average the indices of pixels, from 0, and of slices, from 1, scaled by
	 * nothing.</li>
	 * <li>3D ImageJ Suite (mcib3d): MeasureCentroid and Manager3DMeasurements, the mean of voxel indices from 0; "unit" is the
	 * image's, which is not written.</li>
	 * <li>MorphoLibJ: Centroid3D, the mean of indices from 0 times the image's voxel size, whose unit is not written.</li>
	 * <li>CellProfiler: add_object_location_measurements and MeasureObjectSizeShape, centres of mass of label arrays, from 0, the last
	 * axis being x.</li>
	 * <li>ilastik: opObjectExtraction, vigra's region centres, x first, from 0.</li>
	 * <li>brainmapper: run(), cells as z, y, x; atlas coordinates are voxels of the atlas.</li>
	 * <li>ABBA: its QuPath scripts write millimetres of the atlas.</li>
	 * <li>Mastodon: SpotPositionFeature, coordinates of BigDataViewer, from the centre of the first voxel.</li>
	 * <li>arivis: pixels or units, as the names say.</li>
	 * </ul>
	 */
	private static final List<ColumnHabit> KNOWN = List.of(
		counter(COUNTER, "(?<axis>[XYZ])"),
		counter(COUNTER, "(?<axis>[XYZ])M"),
		counter(SMALL_COUNTER, "(?<axis>[xyz])"),
		new ColumnHabit("3D ImageJ Suite", null, Pattern.compile("C(?<axis>[XYZxyz])(?: ?\\(pix\\)|\\.+pix\\.|Pix)"), LETTERS, Zero.CENTRE, false, null,
			null),
		new ColumnHabit("3D ImageJ Suite", null, Pattern.compile("CM(?<axis>[XYZxyz])(?: ?\\(pix\\)|\\.+pix\\.|Pix)"), LETTERS, Zero.CENTRE, false, null,
			null),
		new ColumnHabit("MorphoLibJ", null, Pattern.compile("Centroid\\.(?<axis>[XYZ])"), LETTERS, Zero.CENTRE, false, null, UNSAID),
		new ColumnHabit("CellProfiler", null, Pattern.compile("(?:\\w+_)?Location_Center_(?<axis>[XYZ])"), LETTERS, Zero.CENTRE, false, null, null),
		new ColumnHabit("CellProfiler", null, Pattern.compile("(?:\\w+_)?AreaShape_Center_(?<axis>[XYZ])"), LETTERS, Zero.CENTRE, false, null, null),
		new ColumnHabit("ilastik", null, Pattern.compile("(?:Center[ .]of[ .]the[ .]object|Object[ .]Center)_(?<axis>[012])"), List.of("0", "1", "2"),
			Zero.CENTRE, false, null, null),
		new ColumnHabit("brainmapper", null, Pattern.compile("coordinate_atlas_axis_(?<axis>[012])"), List.of("2", "1", "0"), Zero.CENTRE,
			false, null, "The coordinates in the atlas are taken, in its voxels; for those in the image that was registered say x, y and z: " +
				"coordinate_raw_axis_2, coordinate_raw_axis_1, coordinate_raw_axis_0."),
		new ColumnHabit("brainmapper", null, Pattern.compile("coordinate_raw_axis_(?<axis>[012])"), List.of("2", "1", "0"), Zero.CENTRE,
			false, null, null),
		new ColumnHabit("ABBA", null, Pattern.compile("(?:Allen[ .])?CCFv3[^ ]*[ .](?<axis>[XYZ])[ .](?<unit>mm)"), LETTERS, Zero.CORNER, false, null,
			atlas("")),
		new ColumnHabit("ABBA", null, Pattern.compile("Atlas_(?<axis>[XYZ])"), LETTERS, Zero.CORNER, false, LengthUnit.MILLIMETER, atlas(
			" The table does not say the unit: ABBA writes millimetres (coordinates).")),
		new ColumnHabit("Mastodon", null, Pattern.compile("Spot[ .]position[ .](?<axis>[XYZ])(?:[ .]*[(.](?<unit>[^().]*)[).])?"), LETTERS, Zero.CENTRE,
			false, null, null),
		arivis("px", "Center of Geometry"), arivis("px", "Center .*"), arivis("[^()]*", "Center of Geometry"), arivis("[^()]*", "Center .*"));

	private static ColumnHabit arivis(final String unit, final String centre) {
		return new ColumnHabit("arivis", null, Pattern.compile("(?<axis>[XYZ]) \\((?<unit>" + unit + ")\\), " + centre), LETTERS, Zero.CORNER,
			false, null, PLANES);
	}

	private static ColumnHabit counter(final Pattern sign, final String column) {
		return new ColumnHabit("3D Objects Counter", sign, Pattern.compile(column), LETTERS, Zero.CENTRE, true, null, null);
	}

	private static String atlas(final String more) {
		return "x of ABBA's coordinates runs from front to back of the atlas, y down, z from side to side; say which is which of the labels' " +
			"if theirs are others (axes)." + more;
	}

	/** The unit of no name, or of a name that says a unit which is not known, is asked for by the columns that hold coordinates. */
	private Optional<LengthUnit> unit(final String name) {
		final Matcher matcher = column.matcher(name);
		if (unit != null || !matcher.matches() || !column.pattern().contains("<unit>") || matcher.group("unit") == null)
			return Optional.ofNullable(unit);
		return UnitWord.length(matcher.group("unit"));
	}

	/** A unit that a name says and that is not known; empty if there is none. */
	String unknownUnit(final String name) {
		final Matcher matcher = column.matcher(ColumnName.bare(name));
		if (!matcher.matches() || !column.pattern().contains("<unit>") || matcher.group("unit") == null)
			return "";
		final String word = matcher.group("unit");
		return UnitWord.isVoxels(word) || UnitWord.length(word).isPresent() ? "" : word;
	}

	/** What the names of x, y and z have in common. */
	private String family(final String several) {
		final String name = ColumnName.single(several);
		final Matcher matcher = column.matcher(name);
		return matcher.matches() ? name.substring(0, matcher.start("axis")) + name.substring(matcher.end("axis")) : "";
	}

	private int axis(final String name) {
		final Matcher matcher = column.matcher(ColumnName.single(name));
		if (!matcher.matches())
			return -1;
		final String axis = matcher.group("axis");
		return axes.indexOf(axes.contains(axis) ? axis : axis.toUpperCase(Locale.ROOT));
	}

	private boolean isSigned(final List<String> names) {
		return sign == null || names.stream().anyMatch(name -> sign.matcher(name).matches());
	}

	/**
	 * @param names all columns
	 * @param said which are said; z may be said to be none
	 * @return the numbers of the columns of x, y, z, −1 for those that are said; nothing if no program is recognised
	 */
	static Optional<int[]> guess(final List<String> names, final PointColumns said) {
		final List<String> bare = names.stream().map(ColumnName::bare).toList();
		for (final ColumnHabit habit : KNOWN)
			if (habit.isSigned(bare)) {
				final Optional<int[]> columns = habit.columns(bare, said);
				if (columns.isPresent())
					return columns;
			}
		return Optional.empty();
	}

	private Optional<int[]> columns(final List<String> bare, final PointColumns said) {
		final int[] found = { -1, -1, -1 };
		String family = null;
		for (int i = 0; i < bare.size(); i++) {
			final int axis = axis(bare.get(i));
			if (axis < 0 || said.axis(axis).isPresent())
				continue;
			final String name = family(bare.get(i));
			if (family == null)
				family = name;
			// NB: of several centres, or twice the same column, none is plain.
			if (!name.equals(family) || found[axis] >= 0)
				return Optional.empty();
			found[axis] = i;
		}
		for (int d = 0; d < 3; d++)
			if (found[d] < 0 && said.axis(d).isEmpty())
				return Optional.empty();
		return family == null ? Optional.empty() : Optional.of(found);
	}

	/**
	 * @param names all columns
	 * @param columns those that hold the coordinates, x, y, z; below 0 if there is none
	 * @return the program that names them so, each for its axis; nothing if none is known
	 */
	static Optional<ColumnHabit> of(final List<String> names, final int[] columns) {
		final List<String> bare = names.stream().map(ColumnName::bare).toList();
		return KNOWN.stream().filter(habit -> habit.isSigned(bare)).filter(habit -> {
			for (int d = 0; d < 3; d++)
				if (columns[d] >= 0 && (habit.axis(bare.get(columns[d])) != d || !habit.family(bare.get(columns[d])).equals(habit.family(bare.get(
					columns[0])))))
					return false;
			return true;
		}).findFirst();
	}

	/** What the numbers mean in the columns of these names. */
	Convention convention(final List<String> names, final int[] columns) {
		final boolean flat = columns[2] < 0;
		return new Convention(Arrays.stream(columns).filter(c -> c >= 0).mapToObj(c -> unit(ColumnName.bare(names.get(c)))).filter(
			Optional::isPresent).map(Optional::get).findFirst(), zero, slices && !flat);
	}
}
