package org.labelupscaler.source.tiff;

import java.util.Locale;

import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.source.SourceType;

/**
 * What the pages of a volume have in common: size, type and how the voxels are stored.
 *
 * @param width voxels along x
 * @param height voxels along y
 * @param samples numbers a voxel has: 1, or for example 3 for colours
 * @param bits bits of a number
 * @param format 1 unsigned, 2 signed, 3 floating-point, 4 not said
 * @param photometric what the numbers mean: 3 for a colour table
 * @param compression how they are compressed, see {@link TiffCompression}
 * @param predictor 1 as they are, 2 differences, 3 differences of the bytes of floating-point numbers
 * @param fillOrder 1 unless the bits of a byte are the other way round
 * @param tiled whether in tiles, not strips
 * @param segmentWidth voxels along x of a tile or strip
 * @param segmentHeight voxels along y of a tile or strip
 * @param depth planes of the page, 1 unless of a rare kind
 */
record PageLayout(int width, int height, long samples, long bits, long format, long photometric, int compression, long predictor,
	long fillOrder, boolean tiled, long segmentWidth, long segmentHeight, long depth)
{

	private static final int REVERSED = 2;

	/**
	 * @param directory a page
	 * @return its layout, nothing checked but the size
	 * @throws org.labelupscaler.InvalidInputException if it has no size
	 */
	static PageLayout of(final TiffDirectory directory) {
		final int width = size(directory, Tag.IMAGE_WIDTH);
		final int height = size(directory, Tag.IMAGE_LENGTH);
		final boolean tiled = directory.has(Tag.TILE_WIDTH) || directory.has(Tag.TILE_OFFSETS);
		return new PageLayout(width, height, directory.number(Tag.SAMPLES_PER_PIXEL, 1), directory.number(Tag.BITS_PER_SAMPLE,
			1), directory.number(Tag.SAMPLE_FORMAT, 1), directory.number(Tag.PHOTOMETRIC, 1), (int) Math.min(Integer.MAX_VALUE,
				directory.number(Tag.COMPRESSION, 1)), directory.number(Tag.PREDICTOR, 1), directory.number(Tag.FILL_ORDER, 1),
			tiled, tiled ? directory.number(Tag.TILE_WIDTH, 0) : width, tiled ? directory.number(Tag.TILE_LENGTH, 0) : Math.min(
				height, directory.number(Tag.ROWS_PER_STRIP, height)), directory.number(Tag.IMAGE_DEPTH, 1));
	}

	private static int size(final TiffDirectory directory, final Tag tag) {
		final long size = directory.require(tag);
		if (size < 1 || size > AxisMap.MAX_SIZE)
			throw directory.wrong(tag, "is " + size + "; it must be 1 to " + AxisMap.MAX_SIZE);
		return (int) size;
	}

	/** Whether a page of that layout can be a plane of the same volume. */
	boolean fits(final PageLayout other) {
		return sameSize(other) && samples == other.samples && bits == other.bits && (format == other.format || format % 3 ==
			1 && other.format % 3 == 1);
	}

	boolean sameSize(final PageLayout other) {
		return width == other.width && height == other.height;
	}

	/**
	 * @param directory the page, for messages
	 * @return the type of the voxels
	 * @throws org.labelupscaler.InvalidInputException if they are no labels
	 */
	SourceType type(final TiffDirectory directory) {
		if (samples != 1)
			throw directory.wrong(Tag.SAMPLES_PER_PIXEL, "is " + samples + (photometric == 2 ? ", a colour image (RGB)"
				: photometric == 1 || photometric == 0 ? ", so it has several channels" : ", a colour image") +
				". Labels are one number a voxel: name the label image itself, or save one channel.");
		if (depth > 1)
			throw directory.wrong(Tag.IMAGE_DEPTH, "is " + depth + ", which is not supported; save one page for each plane");
		if (fillOrder != 1 && !(fillOrder == REVERSED && isPacked()))
			throw directory.wrong(Tag.FILL_ORDER, "is " + fillOrder + ", which is not supported; save the image anew");
		if (isPacked() && (format == 1 || format == 4))
			return SourceType.UINT8;
		final String name = switch ((int) Math.min(format, 9)) {
			case 1, 4 -> "uint";
			case 2 -> "int";
			case 3 -> "float";
			default -> throw directory.wrong(Tag.SAMPLE_FORMAT, "is " + format + ", which is no integer or float type");
		};
		return SourceType.byName(name + bits).orElseThrow(() -> directory.wrong(Tag.BITS_PER_SAMPLE, "is " + bits + " of type " + name +
			"; labels have 8, 16, 32 or 64 bits, or 1, 2 or 4 without sign"));
	}

	/** Whether several voxels share a byte. */
	boolean isPacked() {
		return bits == 1 || bits == 2 || bits == 4;
	}

	/** Whether the bits of each byte are stored the other way round, before anything else is done to them. */
	boolean isReversed() {
		return fillOrder == REVERSED;
	}

	/** Bytes that a row of a tile or strip has when it is decompressed. */
	long segmentRowBytes() {
		return (segmentWidth * bits + 7) / 8;
	}

	/** What it holds, for messages. */
	String says() {
		final String kind = format == 2 ? "int" : format == 3 ? "float" : format == 1 || format == 4 ? "uint" : "type " + format +
			", ";
		return String.format(Locale.ROOT, "%d x %d voxels of %s%d%s", width, height, kind, bits, samples == 1 ? "" : " x " +
			samples);
	}
}
