package org.labelupscaler.points;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.grid.LengthUnit;

/**
 * What the name of a column says.
 *
 * @param family what the columns of all three axes have in common; null if it is no coordinate
 * @param axis 0, 1 or 2
 * @param measure what its numbers are counted in, as the name says: the symbol of a unit of length, or {@link #VOXEL}; empty
 *          if it does not say, or says something unknown
 * @param unknown a unit that the name says and that is not known; empty if there is none
 * @param centred whether programs that name columns so count from the centre of the first voxel
 */
record ColumnName(String family, int axis, String measure, String unknown, boolean centred) {

	static final String VOXEL = "voxel";

	/** What stands around the letter of the axis, before or behind, in names that are sure to be coordinates. */
	private static final String WORD = "(cent(?:er|re)[ _.]of[ _.](?:(?:homogeneous|image)[ _.])?(?:mass|gravity)|centroid|center|centre|position|pos|" +
		"coordinate|coord|location|loc)s?";
	private static final Pattern LETTER = Pattern.compile("(?:" + WORD + "[ _.-]?)?([xyz])(?:[ _.-]?" + WORD + ")?");
	/** napari writes axis-0, scikit-image centroid-0: the axes of the array, z first. */
	private static final Pattern NUMBER = Pattern.compile("(axis|centroid)[-_]([0-9])");
	private static final Pattern BRACKETS = Pattern.compile("(.*?)[ _]*[(\\[{<]\\s*([^()\\[\\]{}<>]*?)\\s*[)\\]}>]");
	/** R writes X (um) as X..um. */
	private static final Pattern MANGLED = Pattern.compile("(.*?[xyz])\\.\\.?([^.]+)\\.");
	/** R and pandas number columns of one name: X, X.1; a column without a name is X for R. */
	private static final Pattern SEVERAL = Pattern.compile("(.*[xyzXYZ])\\.[1-9][0-9]?");
	/** NB: units that are known, units as they look if read wrongly, and units that are not known, so that they can be named. */
	private static final Pattern ENDING = Pattern.compile(
		"(.+?)(?:[ _.]| ?[/:-] ?)(um|µm|μm|nm|mm|cm|microns?|micromet(?:er|re)s?|px|pix|pixels?|vox|voxels?|" +
			"âµm|î¼m|(?:\\\\u00c2)?\\\\u00b5m|\\?m|\\x{FFFD}m|pm|dm|km|inch|inches|foot|feet|ft)");
	/** NB: units of one letter are left out, since such letters mean many things. */
	private static final Pattern WITHIN = Pattern.compile("[xyz]?(um|µm|μm|nm|mm|cm|microns?|(?:micro|nano|milli|centi)met(?:er|re)s?|px|pix|" +
		"pixels?|vox|voxels?|âµm|î¼m|inch|inches|feet|ft)");
	private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
	private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
	/** The number of a slice or plane, of which it is not known whether the first is 0 or 1. */
	private static final Pattern PLANE = Pattern.compile("(z[ _-]?)?(slice|plane|section|layer|frame|index|idx)([ _-]?(number|no|nr|index|idx|id))?");
	/** The axes of stereotaxic coordinates: lengths from a landmark of the skull. */
	private static final Pattern LANDMARK = Pattern.compile("(ap|ml|dv)([ _.]?(mm|um|µm|\\[(mm|um|µm)]|\\((mm|um|µm)\\)))?");
	private static final int LONGEST = 60;

	static final Map<Integer, String> AXES = Map.of(0, "x", 1, "y", 2, "z");

	/** The name without the marks that some programs put around it. */
	static String bare(final String name) {
		final String bare = name.strip();
		if (bare.startsWith("#"))
			return bare.replaceFirst("^#+", "").strip();
		// NB: arivis writes quotes into quoted names.
		return bare.length() > 2 && bare.startsWith("\"") && bare.endsWith("\"") ? bare.substring(1, bare.length() - 1).strip() : bare;
	}

	/** The name without the number by which programs tell columns of one name apart. */
	static String single(final String bare) {
		final Matcher several = SEVERAL.matcher(bare);
		return several.matches() ? several.group(1) : bare;
	}

	/** Reads a name. Long ones are names of something else. */
	static ColumnName of(final String name) {
		final String bare = single(bare(name)).toLowerCase(Locale.ROOT);
		final Matcher number = NUMBER.matcher(bare);
		if (bare.length() <= LONGEST && number.matches())
			return new ColumnName(number.group(1) + "-", 2 - (number.group(2).charAt(0) - '0'), "", "", true);
		String word = bare.length() > LONGEST ? "" : bare;
		String unit = "";
		final Matcher brackets = (word.endsWith(".") ? MANGLED : BRACKETS).matcher(word);
		final Matcher ending = ENDING.matcher(word);
		if (brackets.matches()) {
			word = brackets.group(1);
			unit = brackets.group(2);
		}
		else if (ending.matches()) {
			word = ending.group(1);
			unit = ending.group(2);
		}
		final String measure = UnitWord.isVoxels(unit) ? VOXEL : UnitWord.length(unit).map(LengthUnit::symbol).orElse("");
		// NB: Position (X) names the axis, and X (1) one of several.
		final String unknown = measure.isEmpty() && !unit.matches("[xyz]|\\d*") ? unit : "";
		final Matcher letter = LETTER.matcher(word);
		if (!letter.matches())
			return measure.isEmpty() && unknown.isEmpty() ? named(name) : new ColumnName(null, 0, measure, unknown, false);
		final String family = letter.group(1) + " " + letter.group(3) + " " + unit;
		return new ColumnName(family, letter.group(2).charAt(0) - 'x', measure, unknown, false);
	}

	/** A name that only a user can know to be that of a coordinate; a unit may stand anywhere in it. */
	private static ColumnName named(final String name) {
		final String bare = bare(name);
		if (bare.length() > LONGEST)
			return new ColumnName(null, 0, "", "", false);
		final Set<String> measures = new LinkedHashSet<>();
		for (final String part : BETWEEN.split(HUMP.matcher(bare).replaceAll("_").toLowerCase(Locale.ROOT))) {
			final Matcher unit = WITHIN.matcher(part);
			if (unit.matches())
				measures.add(UnitWord.isVoxels(unit.group(1)) ? VOXEL : UnitWord.length(unit.group(1)).map(LengthUnit::symbol).orElse(unit.group(1)));
		}
		final String only = measures.size() == 1 ? measures.iterator().next() : "";
		final boolean known = only.equals(VOXEL) || LengthUnit.parse(only).isPresent();
		return new ColumnName(null, 0, known ? only : "", known ? "" : String.join("/", measures), false);
	}

	/** Whether a column holds the number of a slice, as ImageJ or QuPath write it. */
	static boolean isSlice(final String name) {
		return bare(name).equalsIgnoreCase("slice") || isSliceFromZero(name);
	}

	/** Whether it does and the first slice is 0: QuPath's Z-slice. That of ImageJ is 1. */
	static boolean isSliceFromZero(final String name) {
		return bare(name).equalsIgnoreCase("z-slice");
	}

	/** Whether a column is named as the number of a slice or plane is, which is no length. */
	static boolean isPlane(final String name) {
		return PLANE.matcher(bare(name).toLowerCase(Locale.ROOT)).matches();
	}

	/** Whether a column is named as stereotaxic coordinates are, which count from a landmark. */
	static boolean isFromLandmark(final String name) {
		return LANDMARK.matcher(bare(name).toLowerCase(Locale.ROOT)).matches();
	}
}
