package org.labelupscaler.points;

import org.labelupscaler.source.HeaderFields;

/** The coordinates of 3D Slicer: lengths along the axes of a patient, whose origin is anywhere, not voxels of an image. */
public final class SlicerSpace {

	private SlicerSpace() {}

	/**
	 * @param axes what the file says of them, such as LPS, RAS, or the numbers 0 (RAS) and 1 (LPS) of older versions; may be
	 *          empty
	 * @param unit their unit
	 * @return why the user must say what the coordinates are counted in
	 */
	public static String question(final String axes, final String unit) {
		final String word = axes.equals("0") ? "RAS" : axes.equals("1") ? "LPS" : axes;
		return "these are " + HeaderFields.shown(unit) + " in the space of a patient" + (word.isEmpty() ? "" : " (" + HeaderFields.shown(word) +
			")") + ", not from the first voxel of the labels; convert them to voxels of the labels' image, as Slicer can do";
	}
}
