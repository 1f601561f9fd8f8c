package org.labelupscaler.points;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.grid.LengthUnit;

/** What a table says its coordinates are counted in: voxels, a unit of length, or something that is not known. */
public final class UnitWord {

	private static final List<String> VOXELS = List.of("px", "pix", "pixel", "pixels", "vox", "voxel", "voxels");

	private UnitWord() {}

	/**
	 * @param word a unit, in any case, also as it looks where a program has taken UTF-8 for Latin-1, or has written the
	 *          letter's number: {@code Âµm}, {@code \u005cu00b5m}
	 * @return the unit; nothing if it is none of length
	 */
	public static Optional<LengthUnit> length(final String word) {
		return LengthUnit.parse(plain(word));
	}

	/**
	 * @param word a unit, in any case
	 * @return whether it is a voxel, or a pixel
	 */
	public static boolean isVoxels(final String word) {
		return VOXELS.contains(plain(word));
	}

	/** NB: in lower case the letters of a micro sign that has been read wrongly are other ones. */
	private static String plain(final String word) {
		final String small = word.strip().toLowerCase(Locale.ROOT).replace("\\u00c2", "").replace("\\u00b5", "µ").replace("\\u03bc", "µ")
			.replace("âµ", "µ").replace("î¼", "µ");
		return small.endsWith("^1") ? small.substring(0, small.length() - 2) : small;
	}
}
