package org.labelupscaler.source.tiff;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
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

	/** Directories have some twenty fields; one with more than this is none. */
	private static final int MOST_FIELDS = 4096;

	/** The first directory of a file. */
	static TiffDirectory first(final TiffReader reader) {
		return read(reader, reader.firstDirectory(), 1);
	}

	/**
	 * @param reader the file, open
	 * @param position where it is
	 * @param page the number to call it by, from 1 on
	 * @return a directory
	 * @throws InvalidInputException if it or one of its values is not within the file
	 */
	static TiffDirectory read(final TiffReader reader, final long position, final int page) {
		final boolean big = reader.isBig();
		final int head = big ? 8 : 2;
		final int entry = big ? 20 : 12;
		final int link = big ? 8 : 4;
		if (position < 8 || position > reader.length() - head)
			throw beyond(reader, page, "directory", position);
		final ByteBuffer counted = reader.read(position, head);
		final long fields = big ? counted.getLong(0) : counted.getShort(0) & 0xFFFF;
		if (fields < 1 || fields > MOST_FIELDS)
			throw new InvalidInputException(reader.path() + " is damaged: the directory of page " + page + " has " + Long
				.toUnsignedString(fields) + " fields");
		final int bytes = (int) fields * entry;
		if (position + head + bytes + link > reader.length())
			throw beyond(reader, page, "directory", position);
		final ByteBuffer in = reader.read(position + head, bytes + link);
		final Map<Tag, TiffField> known = new EnumMap<>(Tag.class);
		final List<TiffField> descriptions = new ArrayList<>();
		for (int f = 0; f < fields; f++) {
			final int at = f * entry;
			final Tag tag = Tag.of(in.getShort(at) & 0xFFFF);
			final int type = in.getShort(at + 2) & 0xFFFF;
			if (tag == null || TiffField.bytes(type) == 0)
				continue;
			final long count = big ? in.getLong(at + 4) : Integer.toUnsignedLong(in.getInt(at + 4));
			final TiffField field = field(reader, page, tag, type, count, in, at, position + head + at);
			known.putIfAbsent(tag, field);
			if (tag == Tag.IMAGE_DESCRIPTION)
				descriptions.add(field);
		}
		final long next = big ? in.getLong(bytes) : Integer.toUnsignedLong(in.getInt(bytes));
		return new TiffDirectory(reader, page, known, descriptions, next);
	}

	/** Values of a few bytes stand in the directory itself, instead of where they are. */
	private static TiffField field(final TiffReader reader, final int page, final Tag tag, final int type, final long count,
		final ByteBuffer in, final int at, final long position)
	{
		final boolean big = reader.isBig();
		final int value = big ? 12 : 8;
		final int room = big ? 8 : 4;
		final int bytes = TiffField.bytes(type);
		if (count >= 0 && count <= room / bytes)
			return new TiffField(tag, type, count, position + value);
		final long start = big ? in.getLong(at + value) : Integer.toUnsignedLong(in.getInt(at + value));
		if (count < 0 || count > reader.length() / bytes || start < 0 || start > reader.length() - count * bytes)
			throw new InvalidInputException(reader.path() + " is truncated or damaged: page " + page + ", field " + tag + ": " + Long
				.toUnsignedString(count) + " values at byte " + Long.toUnsignedString(start) + " are not within its " + reader.length() +
				" bytes");
		return new TiffField(tag, type, count, start);
	}

	private static InvalidInputException beyond(final TiffReader reader, final int page, final String what, final long position) {
		return new InvalidInputException(reader.path() + " is truncated or damaged: the " + what + " of page " + page + " at byte " + Long
			.toUnsignedString(position) + " is not within its " + reader.length() + " bytes");
	}

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
