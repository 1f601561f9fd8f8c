package org.labelupscaler.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.tiff.Directory.Field;

/**
 * The directories of a file as readers find them, along the chain of pages, each of which must say what this program writes. What is
 * held of a page is where its tables are. Owned by one thread.
 */
final class TiffPages {

	private static final int AT_ONCE = 1 << 20;
	/** Of a directory; this program writes more. */
	private static final int FEWEST_FIELDS = 8;
	private static final int LONGEST_TEXT = 1 << 20;

	/** Bytes of a tile. */
	record Tile(long offset, long length) {}

	private final Store store;
	private final VolumeSpec spec;
	private final long size;
	private final TiffHeader header;
	/** Values of the two fields of all planes, by level. */
	private final List<long[]> offsets = new ArrayList<>();
	private final List<long[]> lengths = new ArrayList<>();
	private final List<Directory> expected = new ArrayList<>();
	private final List<Integer> tiles = new ArrayList<>();
	private String description = "";
	/** Some bytes of the file. */
	private ByteBuffer window = ByteBuffer.allocate(0);
	private long windowAt;

	private TiffPages(final Store store, final VolumeSpec spec) throws IOException {
		this.store = store;
		this.spec = spec;
		size = store.size(FileStore.CONTENT).orElseThrow(() -> new InvalidInputException(place() + " is missing."));
		header = TiffHeader.read(store).orElseThrow(() -> wrong("it does not begin as an OME-TIFF of this program"));
		final int planes = (int) Math.min(Integer.MAX_VALUE, spec.size()[2]);
		if ((long) planes * spec.pyramid().levels() * Directory.bytes(FEWEST_FIELDS) > size)
			throw wrong("it has only " + size + " bytes, too few for its pages");
		int level = 0;
		for (final BlockGrid grid : spec.grids()) {
			offsets.add(new long[planes]);
			lengths.add(new long[planes]);
			expected.add(Directory.of(spec, level++));
			tiles.add(Math.toIntExact(grid.columns()));
		}
		long next = header.firstPage();
		for (int z = 0; z < planes; z++)
			next = page(z, next);
		if (next != 0)
			throw wrong("it has more pages than the volume has planes");
	}

	/** Reads all directories. */
	static TiffPages read(final Store store, final VolumeSpec spec) throws IOException {
		return new TiffPages(store, spec);
	}

	static InvalidInputException unreadable(final Store store, final IOException e) {
		return new InvalidInputException("Cannot read " + store.describe(FileStore.CONTENT) + ": " + LabelUpscalerException.reason(e), e);
	}

	/** The file, for messages. */
	String place() {
		return store.describe(FileStore.CONTENT);
	}

	/** The OME-XML. */
	String description() {
		return description;
	}

	private InvalidInputException wrong(final String what) {
		return new InvalidInputException(place() + " is damaged: " + what + ".", Remedy.OVERWRITE);
	}

	/** Takes down a page and its smaller copies; where the next one is. */
	private long page(final int z, final long at) throws IOException {
		final Map<Integer, Field> fields = new HashMap<>();
		final long next = directory(0, z, at, fields);
		final int copies = spec.pyramid().levels() - 1;
		if (copies > 0) {
			final Field places = fields.get(Directory.SUB_IFDS);
			if (places == null || places.type() != Directory.IFD8 || places.count() != copies)
				throw wrong("page " + (z + 1) + " does not have " + copies + " smaller copies");
			final long[] at8 = new long[copies];
			if (copies == 1)
				at8[0] = places.value();
			else
				bytes(places.value(), Directory.WORD * copies).asLongBuffer().get(at8);
			for (int c = 0; c < copies; c++)
				if (directory(c + 1, z, at8[c], new HashMap<>()) != 0)
					throw wrong("copy " + (c + 1) + " of page " + (z + 1) + " has another one behind it");
		}
		if (z == 0)
			description = text(fields.get(Directory.DESCRIPTION), "OME-XML");
		if (z == 0 && !text(fields.get(Directory.SOFTWARE), "software").equals(TiffWriter.SOFTWARE))
			throw wrong("its first page names another software");
		return next;
	}

	private String text(final Field field, final String what) throws IOException {
		if (field == null || field.type() != Directory.ASCII || field.count() < Directory.WORD || field.count() > LONGEST_TEXT)
			throw wrong("its first page has no " + what);
		final ByteBuffer bytes = bytes(field.value(), (int) field.count());
		if (bytes.get((int) field.count() - 1) != 0)
			throw wrong("the " + what + " of its first page has no end");
		return StandardCharsets.UTF_8.decode(bytes.limit((int) field.count() - 1)).toString();
	}

	/** Takes down a directory; where the next one is. */
	private long directory(final int level, final int z, final long at, final Map<Integer, Field> fields) throws IOException {
		final String which = "page " + (z + 1) + (level == 0 ? "" : ", copy " + level);
		final long count = bytes(at, Directory.WORD).getLong();
		final int wanted = fields(level, z);
		if (count != wanted)
			throw wrong(which + " has " + Long.toUnsignedString(count) + " fields, not " + wanted);
		final ByteBuffer all = bytes(at + Directory.WORD, (int) count * Directory.FIELD + Directory.WORD);
		for (int f = 0; f < count; f++) {
			final Field field = new Field(all.getShort() & 0xFFFF, all.getShort() & 0xFFFF, all.getLong(), all.getLong());
			fields.put(field.tag(), field);
		}
		for (final Field field : expected.get(level).fields())
			if (!field.equals(fields.get(field.tag())))
				throw wrong(which + " does not have " + field.value() + " in field " + field.tag());
		offsets.get(level)[z] = table(fields.get(Directory.TILE_OFFSETS), level, which);
		lengths.get(level)[z] = table(fields.get(Directory.TILE_BYTE_COUNTS), level, which);
		return all.getLong();
	}

	/** How many fields a directory has: what is the same for all, two tables, where the copies are, and two texts on the first page. */
	private int fields(final int level, final int z) {
		final boolean copies = level == 0 && spec.pyramid().levels() > 1;
		return expected.get(level).fields().size() + 2 + (copies ? 1 : 0) + (level == 0 && z == 0 ? 2 : 0);
	}

	private long table(final Field field, final int level, final String which) {
		if (field == null || field.type() != Directory.LONG8 || field.count() != tiles.get(level))
			throw wrong(which + " has no table of " + tiles.get(level) + " tiles");
		return field.value();
	}

	/** Where a tile is. */
	Tile tile(final int level, final int z, final int number) throws IOException {
		final Tile tile = new Tile(number(offsets.get(level)[z], level, number), number(lengths.get(level)[z], level, number));
		if (tile.offset < TiffHeader.BYTES || tile.length < 1 || tile.offset > size - tile.length)
			throw wrong("page " + (z + 1) + " has a tile outside of it");
		return tile;
	}

	private long number(final long value, final int level, final int number) throws IOException {
		return tiles.get(level) == 1 ? value : bytes(value + (long) Directory.WORD * number, Directory.WORD).getLong();
	}

	/** Whether it is the one that is only background. */
	boolean isBackground(final Tile tile) {
		return tile.offset == header.background();
	}

	/** Bytes of a tile that is not too long. */
	ByteBuffer read(final Tile tile) throws IOException {
		return store.get(FileStore.CONTENT, tile.offset, (int) tile.length).orElseThrow(() -> wrong("it is gone"));
	}

	private ByteBuffer bytes(final long at, final int count) throws IOException {
		if (at < 0 || at > size - count)
			throw wrong("it has only " + size + " bytes, and says there is something at " + Long.toUnsignedString(at));
		if (at < windowAt || at + count > windowAt + window.capacity()) {
			windowAt = at;
			window = store.get(FileStore.CONTENT, at, (int) Math.min(size - at, Math.max(count, AT_ONCE))).orElseThrow(() -> wrong(
				"it is gone"));
		}
		return window.slice((int) (at - windowAt), count).order(ByteOrder.LITTLE_ENDIAN);
	}
}
