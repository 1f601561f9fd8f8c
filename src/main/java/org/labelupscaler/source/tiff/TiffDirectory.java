package org.labelupscaler.source.tiff;

import java.util.List;
import java.util.Map;

import org.labelupscaler.InvalidInputException;

/**
 * One directory of a TIFF file, that is, one page.
 *
 * @param reader the file, open
 * @param page number of the page, from 1 on
 * @param fields those that matter
 * @param descriptions the texts that describe the image; some programs write two
 * @param next where the next directory is; 0 if there is none
 */
record TiffDirectory(TiffReader reader, int page, Map<Tag, TiffField> fields, List<TiffField> descriptions, long next) {

	/** A field; null if there is none. */
	TiffField get(final Tag tag) {
		return fields.get(tag);
	}

	boolean has(final Tag tag) {
		return fields.containsKey(tag);
	}

	/** The first number of a field. */
	long number(final Tag tag, final long ifMissing) {
		final TiffField field = fields.get(tag);
		if (field == null)
			return ifMissing;
		if (!field.isUnsigned() || field.count() < 1)
			throw wrong(tag, "is no whole number");
		final long number = reader.numbers(field, 0, 1)[0];
		if (number < 0)
			throw wrong(tag, "is " + Long.toUnsignedString(number) + ", which is impossible");
		return number;
	}

	long require(final Tag tag) {
		if (!has(tag))
			throw wrong(tag, "is missing");
		return number(tag, 0);
	}

	InvalidInputException wrong(final Tag tag, final String what) {
		return new InvalidInputException(reader.path() + ": page " + page + ", field " + tag + " " + what);
	}

	/** Whether it is a smaller copy of another page, or its mask. */
	boolean isReduced() {
		return (number(Tag.NEW_SUBFILE_TYPE, 0) & 5) != 0 || number(Tag.SUBFILE_TYPE, 1) == 2;
	}
}
