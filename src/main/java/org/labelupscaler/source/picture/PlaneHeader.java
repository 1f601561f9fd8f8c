package org.labelupscaler.source.picture;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.source.SourceType;

/**
 * What the header of a picture says.
 *
 * @param file the file
 * @param format "PNG" or "BMP"
 * @param width voxels along x
 * @param height voxels along y
 * @param bits bits of a stored number
 * @param kind what the numbers are
 * @param colours bytes of the colour table; none if there is none
 * @param notes what the user should know
 */
record PlaneHeader(Path file, String format, int width, int height, int bits, Kind kind, byte[] colours, List<String> notes) {

	/** A longer row is in no image; a row is held in memory. */
	static final long LONGEST_ROW = 1 << 24;

	/** What the numbers of a picture are. */
	enum Kind {
			/** Numbers. */
			GRAY("gray"),
			/** Numbers of colours in a table. */
			TABLE("numbers in a colour table"),
			/** Gray and how transparent it is. */
			GRAY_ALPHA("gray with transparency"),
			/** Colours. */
			RGB("RGB colours");

		private final String words;

		Kind(final String words) {
			this.words = words;
		}
	}

	/** @throws InvalidInputException if the size is impossible */
	PlaneHeader {
		notes = List.copyOf(notes);
		if (width < 1 || height < 1 || width > AxisMap.MAX_SIZE || height > AxisMap.MAX_SIZE)
			throw new InvalidInputException(file + ": a " + format + " image of " + width + " x " + height + " voxels is impossible");
	}

	/**
	 * The type of the labels.
	 *
	 * @throws InvalidInputException if they are colours
	 */
	SourceType type() {
		if (kind != Kind.GRAY && kind != Kind.TABLE)
			throw new InvalidInputException(file + " is " + (kind == Kind.RGB ? "a colour image (RGB)" : kind.words) +
				". Labels are one number a voxel: name the label image itself, or save it as gray numbers or with a colour table.");
		if (width > LONGEST_ROW)
			throw new InvalidInputException(file + ": rows of more than " + LONGEST_ROW + " voxels are not supported");
		return bits > 8 ? SourceType.UINT16 : SourceType.UINT8;
	}

	/** Whether it can be a slice of the same volume as another. NB: of colour tables, one may be shorter. */
	boolean fits(final PlaneHeader other) {
		return width == other.width && height == other.height && kind == other.kind && (bits == other.bits || kind == Kind.TABLE);
	}

	/** Whether a number stands for the same colour as in another, as far as both have it. */
	boolean sameColours(final PlaneHeader other) {
		final int both = Math.min(colours.length, other.colours.length);
		return IntStream.range(0, both).allMatch(i -> colours[i] == other.colours[i]);
	}

	/** What it holds, for messages. */
	String says() {
		return width + " x " + height + " voxels of " + bits + "-bit " + kind.words;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof PlaneHeader o && file.equals(o.file) && fits(o) && bits == o.bits && Arrays.equals(colours, o.colours);
	}

	@Override
	public int hashCode() {
		return file.hashCode();
	}
}
