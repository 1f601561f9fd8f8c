package org.labelupscaler.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.single.GrowingFile;
import org.labelupscaler.volume.tiff.Directory.Field;

/**
 * Writes the tables of tiles, where planes that are equal and next to each other share one, and then all directories, one behind the
 * other: a page, and its smaller copies.
 */
final class PageWriter {

	private static final int AT_ONCE = 1 << 20;
	/** By BigTIFF, all begins at a multiple of it. */
	private static final int WORD = Directory.WORD;

	/** The tables of a level. */
	private static final class Level {

		private long[] offsets = new long[0];
		/** The values of the two fields, for each plane. */
		private final long[] offsetValues;
		private final long[] lengthValues;
		private int planes;

		Level(final int planes) {
			offsetValues = new long[planes];
			lengthValues = new long[planes];
		}
	}

	private final GrowingFile file;
	private final VolumeSpec spec;
	private final int planes;
	private final List<Level> levels = new ArrayList<>();

	PageWriter(final GrowingFile file, final VolumeSpec spec) {
		this.file = file;
		this.spec = spec;
		planes = Math.toIntExact(spec.size()[2]);
		for (int l = 0; l < spec.pyramid().levels(); l++)
			levels.add(new Level(planes));
	}

	/**
	 * The next plane of a level.
	 *
	 * @param offsets where its tiles are, row by row; the caller's
	 * @param lengths how many bytes they have; the caller's
	 */
	void plane(final int number, final long[] offsets, final long[] lengths) throws IOException {
		final Level level = levels.get(number);
		final int z = level.planes++;
		if (Arrays.equals(offsets, level.offsets)) {
			level.offsetValues[z] = level.offsetValues[z - 1];
			level.lengthValues[z] = level.lengthValues[z - 1];
			return;
		}
		level.offsets = offsets.clone();
		level.offsetValues[z] = value(level.offsets);
		level.lengthValues[z] = value(lengths);
	}

	/** The value of a field of 8-byte numbers: the number itself if it is one, else where they are. */
	private long value(final long... numbers) throws IOException {
		if (numbers.length == 1)
			return numbers[0];
		final ByteBuffer bytes = ByteBuffer.allocate(WORD * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asLongBuffer().put(numbers);
		file.align(WORD);
		return file.append(bytes);
	}

	private Field text(final int tag, final String text) throws IOException {
		final byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
		file.align(WORD);
		return new Field(tag, Directory.ASCII, bytes.length, file.append(ByteBuffer.wrap(bytes)));
	}

	/**
	 * Writes what comes after the tables.
	 *
	 * @param description text of the first page, more than 7 characters
	 * @param software another one
	 * @return where the first page is
	 */
	long write(final String description, final String software) throws IOException {
		final List<Field> texts = List.of(text(Directory.DESCRIPTION, description), text(Directory.SOFTWARE, software));
		final long first = file.align(WORD);
		final ByteBuffer out = ByteBuffer.allocate(AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
		for (int z = 0; z < planes; z++) {
			final long at = file.size() + out.position();
			final List<Directory> copies = new ArrayList<>();
			for (int l = 1; l < levels.size(); l++)
				copies.add(directory(l, z));
			final Directory page = directory(0, z);
			if (z == 0)
				texts.forEach(page::set);
			final int pageBytes = Directory.bytes(page.fields().size() + (copies.isEmpty() ? 0 : 1));
			long to = at + pageBytes + (copies.size() > 1 ? WORD * copies.size() : 0);
			final long[] places = new long[copies.size()];
			for (int c = 0; c < places.length; c++) {
				places[c] = to;
				to += Directory.bytes(copies.get(c).fields().size());
			}
			if (to - at > out.remaining())
				flush(out);
			if (!copies.isEmpty())
				page.set(new Field(Directory.SUB_IFDS, Directory.IFD8, places.length, places.length == 1 ? places[0] : at + pageBytes));
			page.write(out, z + 1 < planes ? to : 0);
			if (places.length > 1)
				for (final long place : places)
					out.putLong(place);
			copies.forEach(copy -> copy.write(out, 0));
		}
		flush(out);
		return first;
	}

	/** How many bytes of directories a plane of a level has. */
	static int bytes(final VolumeSpec spec, final int level) {
		return Directory.bytes(Directory.of(spec, level).fields().size() + 2 + (level == 0 && spec.pyramid().levels() > 1 ? 1 : 0)) +
			(level > 0 ? WORD : 0);
	}

	private void flush(final ByteBuffer out) throws IOException {
		file.append(out.flip());
		out.clear();
	}

	private Directory directory(final int number, final int z) {
		final Level level = levels.get(number);
		final int tiles = level.offsets.length;
		return Directory.of(spec, number).set(new Field(Directory.TILE_OFFSETS, Directory.LONG8, tiles, level.offsetValues[z])).set(
			new Field(Directory.TILE_BYTE_COUNTS, Directory.LONG8, tiles, level.lengthValues[z]));
	}
}
