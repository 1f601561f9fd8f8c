package org.labelupscaler.source.tiff;

import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.SourceType;

/**
 * A plane of a volume: where its voxels are. It takes little memory, because there may be very many.
 *
 * @param file the file
 * @param number the number of the page in it, from 1 on
 * @param layout how it is stored; pages of the same layout share it
 * @param offsets the field that says where the tiles or strips are
 * @param counts the field that says how many bytes they have; null if they are not compressed
 * @param start byte at which all voxels begin, one after the other, as they are; -1 if they are stored otherwise
 */
record Page(Path file, int number, PageLayout layout, TiffField offsets, TiffField counts, long start) {

	/** So many pages are more than a volume has, and their descriptions still fit into memory. */
	static final int MOST = 1 << 20;

	/** How many offsets are looked at together. */
	private static final int AT_ONCE = 4096;

	/**
	 * @param directory a page
	 * @param layout its layout
	 * @return where its voxels are
	 * @throws InvalidInputException if they are no labels, not within the file, or stored in a way not supported
	 */
	static Page of(final TiffDirectory directory, final PageLayout layout) {
		final SourceType type = layout.type(directory);
		final TiffCompression compression = TiffCompression.of(directory, layout, type);
		if (layout.width() > Long.MAX_VALUE / 16 / layout.height())
			throw directory.wrong(Tag.IMAGE_LENGTH, "is " + layout.height() + ": " + layout.says() + " are too large for any file");
		final Tag offsetsTag = layout.tiled() ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
		final Tag widthTag = layout.tiled() ? Tag.TILE_WIDTH : Tag.IMAGE_WIDTH;
		final Tag heightTag = layout.tiled() ? Tag.TILE_LENGTH : Tag.ROWS_PER_STRIP;
		if (layout.segmentWidth() < 1 || layout.segmentWidth() > Integer.MAX_VALUE)
			throw directory.wrong(widthTag, "is " + layout.segmentWidth() + ", which is impossible");
		if (layout.segmentHeight() < 1 || layout.segmentHeight() > Integer.MAX_VALUE)
			throw directory.wrong(heightTag, "is " + layout.segmentHeight() + ", which is impossible");
		final TiffField offsets = list(directory, offsetsTag, layout);
		final Tag countsTag = layout.tiled() ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS;
		final boolean compressed = compression != TiffCompression.NONE;
		final TiffField counts = compressed ? list(directory, countsTag, layout) : null;
		final boolean scattered = compressed || layout.isPacked() || layout.segmentWidth() != layout.width();
		final long start = scattered ? -1 : start(directory.reader(), directory.page(), layout, type, offsets);
		return new Page(directory.reader().path(), directory.page(), layout, offsets, counts, start);
	}

	private static TiffField list(final TiffDirectory directory, final Tag tag, final PageLayout layout) {
		final TiffField field = directory.get(tag);
		if (field == null)
			throw directory.wrong(tag, "is missing");
		final long needed = segments(layout);
		if (!field.isUnsigned() || field.count() < needed)
			throw directory.wrong(tag, "has " + field.count() + " entries, but " + layout.says() + " in " + (layout.tiled()
				? "tiles of " + layout.segmentWidth() + " x " + layout.segmentHeight() : "strips of " + layout.segmentHeight() +
					" rows") + " need " + needed + " whole numbers");
		return field;
	}

	/** Number of tiles or strips. */
	static long segments(final PageLayout layout) {
		return across(layout) * ((layout.height() - 1) / layout.segmentHeight() + 1);
	}

	/** Number of tiles along x. */
	static long across(final PageLayout layout) {
		return (layout.width() - 1) / layout.segmentWidth() + 1;
	}

	/** The first byte, if all strips follow each other. */
	private static long start(final TiffReader reader, final int number, final PageLayout layout, final SourceType type,
		final TiffField offsets)
	{
		final long segments = segments(layout);
		final long bytes = layout.segmentWidth() * layout.segmentHeight() * type.bytes();
		final long start = reader.numbers(offsets, 0, 1)[0];
		for (long s = 0; s < segments; s += AT_ONCE) {
			final long[] some = reader.numbers(offsets, s, (int) Math.min(AT_ONCE, segments - s));
			for (int i = 0; i < some.length; i++)
				if (some[i] != start + (s + i) * bytes)
					return -1;
		}
		final long all = (long) layout.width() * layout.height() * type.bytes();
		if (start < 8 || start > reader.length() - all)
			throw new InvalidInputException(reader.path() + " is truncated or damaged: page " + number + " has " + all +
				" bytes of voxels at byte " + Long.toUnsignedString(start) + ", but the file ends at " + reader.length());
		return start;
	}

	/** The plane that follows this one without a directory of its own. */
	Page following(final int planes, final long planeBytes) {
		return new Page(file, number + planes, layout, offsets, counts, start + planes * planeBytes);
	}
}
