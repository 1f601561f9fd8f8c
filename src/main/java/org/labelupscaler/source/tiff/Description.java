package org.labelupscaler.source.tiff;

import org.labelupscaler.grid.VoxelSize;

/**
 * What the text in the first page says of the volume, whoever wrote it.
 *
 * @param writer what the file is called because of it, for example "ImageJ TIFF"
 * @param planes how many planes there are in all; 0 if it does not say
 * @param slices how many planes along z the first volume has; 0 if it does not say
 * @param several what there is more than one of, for example "2 channels"; null if it is one volume
 * @param voxelSize edges of a voxel; {@link VoxelSize#UNKNOWN} if it does not say
 * @param signed16 whether 16-bit voxels are signed, with 32768 added
 * @param order the page of each plane, from 0 on; null if they stand in their order
 * @param elsewhere another file that holds planes; null if all are in this one
 */
record Description(String writer, long planes, long slices, String several, VoxelSize voxelSize, boolean signed16, int[] order,
	String elsewhere)
{

	/** Texts of ImageJ and tifffile are short; one longer than this is of another kind. */
	private static final int LONGEST = 1 << 16;

	/** Of a file that says nothing. */
	static Description none() {
		return simple("TIFF", 0, null, VoxelSize.UNKNOWN);
	}

	static Description simple(final String writer, final long planes, final String several, final VoxelSize voxelSize) {
		return new Description(writer, planes, planes, several, voxelSize, false, null, null);
	}

	/**
	 * @param first the first page of a file
	 * @return what it says
	 * @throws org.labelupscaler.InvalidInputException if it says what cannot be
	 */
	static Description of(final TiffDirectory first) {
		Description found = none();
		for (final TiffField field : first.descriptions()) {
			final String text = first.reader().text(field, LONGEST);
			if (OmeDescription.recognises(text))
				return OmeDescription.read(first, field);
			if (ImageJDescription.recognises(text))
				found = ImageJDescription.read(first, text);
			else if (ShapedDescription.recognises(text))
				found = ShapedDescription.read(first, text);
		}
		return found;
	}
}
