package org.labelupscaler.volume.tiff;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.volume.VolumeSpec;

/** A directory of BigTIFF: its fields in the order of their tags. */
final class Directory {

	/** The OME-XML, on the first page. */
	static final int DESCRIPTION = 270;
	/** On the first page. */
	static final int SOFTWARE = 305;
	/** Where the tiles are, row by row. */
	static final int TILE_OFFSETS = 324;
	/** How many bytes they have. */
	static final int TILE_BYTE_COUNTS = 325;
	/** Where the directories of the smaller copies are. */
	static final int SUB_IFDS = 330;

	/** Text with a zero at its end; by the OME-TIFF specification its characters are in UTF-8. */
	static final int ASCII = 2;
	/** Unsigned, 2 bytes. */
	static final int SHORT = 3;
	/** Unsigned, 4 bytes. */
	static final int LONG = 4;
	/** Unsigned, 8 bytes. */
	static final int LONG8 = 16;
	/** Offsets of directories, 8 bytes each. */
	static final int IFD8 = 18;

	/** Bytes of a field. */
	static final int FIELD = 20;
	/** Bytes of an offset; directories begin at a multiple of it. */
	static final int WORD = 8;

	/**
	 * A field.
	 *
	 * @param tag which
	 * @param type of its values
	 * @param count how many
	 * @param value the value, or, if it is more than 8 bytes, where it is
	 */
	record Field(int tag, int type, long count, long value) {}

	private final List<Field> fields = new ArrayList<>();

	/** What is the same for all pages of a level, without the fields that are named above. */
	static Directory of(final VolumeSpec spec, final int level) {
		final BlockGrid grid = spec.grids().get(level);
		return new Directory().add(254, LONG, level == 0 ? 0 : 1).add(256, LONG, grid.size()[0]).add(257, LONG, grid.size()[1]).add(258,
			SHORT, 8L * spec.type().bytes()).add(259, SHORT, number(spec.compression().kind())).add(262, SHORT, 1).add(277, SHORT, 1).add(
				322, LONG, TiffFrame.width(spec)).add(323, LONG, TiffFrame.height(spec)).add(339, SHORT, spec.type().signed() ? 2 : 1);
	}

	private static int number(final Compression.Kind compression) {
		return switch (compression) {
			case RAW -> 1;
			case GZIP -> 8;
			case ZSTD -> 50000;
			default -> throw new IllegalArgumentException(compression.word());
		};
	}

	private Directory add(final int tag, final int type, final long value) {
		return set(new Field(tag, type, 1, value));
	}

	/** Adds a field in its place. */
	Directory set(final Field field) {
		int at = fields.size();
		while (at > 0 && fields.get(at - 1).tag() > field.tag())
			at--;
		fields.add(at, field);
		return this;
	}

	List<Field> fields() {
		return fields;
	}

	/** Bytes of a directory of so many fields. */
	static int bytes(final int fields) {
		return (WORD + FIELD * fields + WORD + WORD - 1) / WORD * WORD;
	}

	/** Puts it, and where the next one is. */
	void write(final ByteBuffer out, final long next) {
		final int end = out.position() + bytes(fields.size());
		out.putLong(fields.size());
		for (final Field field : fields)
			out.putShort((short) field.tag()).putShort((short) field.type()).putLong(field.count()).putLong(field.value());
		out.putLong(next);
		while (out.position() < end)
			out.put((byte) 0);
	}
}
