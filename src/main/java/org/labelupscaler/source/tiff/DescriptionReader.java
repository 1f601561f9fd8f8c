package org.labelupscaler.source.tiff;

/** Sees which program wrote the text in the first page, and reads it. */
final class DescriptionReader {

	/** Texts of ImageJ and tifffile are short; one longer than this is of another kind. */
	private static final int LONGEST = 1 << 16;

	private DescriptionReader() {}

	/**
	 * @param first the first page of a file
	 * @return what it says
	 * @throws org.labelupscaler.InvalidInputException if it says what cannot be
	 */
	static Description of(final TiffDirectory first) {
		Description found = null;
		for (final TiffField field : first.descriptions()) {
			final String text = first.reader().text(field, LONGEST);
			if (OmeDescription.recognises(text))
				return OmeDescription.read(first, field);
			if (ImageJDescription.recognises(text))
				found = ImageJDescription.read(first, text);
			else if (ScifioDescription.recognises(text))
				found = ScifioDescription.read(first, text);
			else if (ShapedDescription.recognises(text))
				found = ShapedDescription.read(first, text);
		}
		if (found == null)
			found = first.has(Tag.LSM_INFO) ? LsmDescription.read(first) : Description.none(first);
		return found;
	}
}
