package org.labelupscaler.points;

import java.util.Locale;
import java.util.Map;
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
	private static final String WORD = "(centroid|center|centre|position|pos|coordinate|coord|location|loc)s?";
	private static final Pattern LETTER = Pattern.compile("(?:" + WORD + "[ _.-]?)?([xyz])(?:[ _.-]?" + WORD + ")?");
	/** napari writes axis-0, scikit-image centroid-0: the axes of the array, z first. */
	private static final Pattern NUMBER = Pattern.compile("(axis|centroid)[-_]([0-9])");
	private static final Pattern BRACKETS = Pattern.compile("(.*?)[ _]*[(\\[]\\s*([^()\\[\\]]*?)\\s*[)\\]]");
	/** NB: units that are known, units as they look if read wrongly, and units that are not known, so that they can be named. */
	private static final Pattern ENDING = Pattern.compile(
		"(.+?)[ _.](um|µm|μm|nm|mm|cm|microns?|micromet(?:er|re)s?|px|pix|pixels?|vox|voxels?|" +
			"âµm|î¼m|(?:\\\\u00c2)?\\\\u00b5m|\\?m|\\x{FFFD}m|pm|dm|km|inch|inches|foot|feet|ft)");
	/** The axes of stereotaxic coordinates: lengths from a landmark of the skull. */
	private static final Pattern LANDMARK = Pattern.compile("(ap|ml|dv)([ _.]?(mm|um|µm|\\[(mm|um|µm)]|\\((mm|um|µm)\\)))?");
	private static final int LONGEST = 60;

	static final Map<Integer, String> AXES = Map.of(0, "x", 1, "y", 2, "z");

	/** The name without the marks that some programs put around it. */
	static String bare(final String name) {
		final String bare = name.strip();
		if (bare.startsWith("#"))
			return bare.substring(1).strip();
		// NB: arivis writes quotes into quoted names.
		return bare.length() > 2 && bare.startsWith("\"") && bare.endsWith("\"") ? bare.substring(1, bare.length() - 1).strip() : bare;
	}

	/** Reads a name. Long ones are names of something else. */
	static ColumnName of(final String name) {
		final String bare = bare(name).toLowerCase(Locale.ROOT);
		final Matcher number = NUMBER.matcher(bare);
		if (bare.length() <= LONGEST && number.matches())
			return new ColumnName(number.group(1) + "-", 2 - (number.group(2).charAt(0) - '0'), "", "", true);
		String word = bare.length() > LONGEST ? "" : bare;
		String unit = "";
		final Matcher brackets = BRACKETS.matcher(word);
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
			return new ColumnName(null, 0, measure, unknown, false);
		final String family = letter.group(1) + " " + letter.group(3) + " " + unit;
		return new ColumnName(family, letter.group(2).charAt(0) - 'x', measure, unknown, false);
	}

	/** Whether a column holds the number of a slice, the first being 1, as ImageJ writes it. */
	static boolean isSlice(final String name) {
		return bare(name).equalsIgnoreCase("slice");
	}

	/** Whether a column is named as stereotaxic coordinates are, which count from a landmark. */
	static boolean isFromLandmark(final String name) {
		return LANDMARK.matcher(bare(name).toLowerCase(Locale.ROOT)).matches();
	}
}
