package org.labelupscaler.volume;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;

import com.github.luben.zstd.ZstdInputStream;

/**
 * Reads a BigTIFF of tiles as the specifications say (TIFF 6.0, BigTIFF, TIFF technical note 1 for SubIFDs), sharing no code with the
 * program, and refuses what they do not have.
 */
public final class PlainTiff {

	private static final int[] BYTES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	/** A directory: the numbers of its fields, by tag. */
	public record Page(Map<Integer, long[]> fields, List<Page> copies) {

		long get(final int tag) {
			return fields.get(tag)[0];
		}

		/** Where its tiles are. */
		public long[] offsets() {
			return fields.get(324);
		}
	}

	private final ByteBuffer file;
	private final List<Page> pages = new ArrayList<>();

	/** Reads all directories. */
	public PlainTiff(final byte[] bytes) throws IOException {
		file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		require(file.getShort(0) == 0x4949 && file.getShort(2) == 43 && file.getShort(4) == 8 && file.getShort(6) == 0, "header");
		for (long at = file.getLong(8); at != 0;)
			at = page(at, pages);
	}

	private static void require(final boolean condition, final Object what) throws IOException {
		if (!condition)
			throw new IOException("not as the specification says: " + what);
	}

	private long page(final long from, final List<Page> into) throws IOException {
		require(from % 8 == 0, "a directory at " + from);
		final int at = (int) from;
		final int count = (int) file.getLong(at);
		final Map<Integer, long[]> fields = new TreeMap<>();
		int last = 0;
		for (int f = 0; f < count; f++) {
			final int field = at + 8 + 20 * f;
			final int tag = file.getShort(field) & 0xFFFF;
			require(tag > last, "order of tags");
			last = tag;
			final int type = file.getShort(field + 2);
			final int n = (int) file.getLong(field + 4);
			final int value = n * BYTES[type] <= 8 ? field + 12 : (int) file.getLong(field + 12);
			final long[] numbers = new long[n];
			for (int i = 0; i < n; i++)
				numbers[i] = switch (BYTES[type]) {
					case 1 -> file.get(value + i);
					case 2 -> file.getShort(value + 2 * i) & 0xFFFF;
					case 4 -> file.getInt(value + 4 * i) & 0xFFFFFFFFL;
					default -> file.getLong(value + 8 * i);
				};
			fields.put(tag, numbers);
		}
		final List<Page> copies = new ArrayList<>();
		for (final long copy : fields.getOrDefault(330, new long[0]))
			require(page(copy, copies) == 0, "a chain of copies");
		into.add(new Page(fields, copies));
		return file.getLong(at + 8 + 20 * count);
	}

	/** The pages of a level. */
	public List<Page> pages(final int level) {
		return level == 0 ? pages : pages.stream().map(page -> page.copies().get(level - 1)).toList();
	}

	/** How many levels there are. */
	public int levels() {
		return 1 + pages.get(0).copies().size();
	}

	/** The OME-XML: UTF-8, as its specification says, with a zero at its end. */
	public String ome() throws IOException {
		final long[] numbers = pages.get(0).fields().get(270);
		require(numbers[numbers.length - 1] == 0, "the end of a text");
		final byte[] bytes = new byte[numbers.length - 1];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) numbers[i];
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
	}

	/** Voxels of a level, x, y, z. */
	public long[] size(final int level) {
		final Page page = pages(level).get(0);
		return new long[] { page.get(256), page.get(257), pages.size() };
	}

	/** The labels of a level, x fastest. */
	public long[] labels(final int level) throws IOException {
		final long[] size = size(level);
		final long[] labels = new long[(int) (size[0] * size[1] * size[2])];
		int z = 0;
		for (final Page page : pages(level)) {
			require(page.get(254) == (level == 0 ? 0 : 1) && page.get(256) == size[0] && page.get(257) == size[1] && page.get(277) == 1 && page
				.get(262) == 1, page.fields().keySet());
			final int w = (int) page.get(322);
			final int h = (int) page.get(323);
			require(w % 16 == 0 && h % 16 == 0, w + " x " + h);
			final int across = (int) ((size[0] + w - 1) / w);
			require(page.offsets().length == across * ((size[1] + h - 1) / h) && page.fields().get(325).length == page.offsets().length,
				"number of tiles");
			for (int t = 0; t < page.offsets().length; t++)
				place(labels, size, z, page, t % across * w, t / across * h, t);
			z++;
		}
		return labels;
	}

	private void place(final long[] labels, final long[] size, final int z, final Page page, final int x0, final int y0, final int t)
		throws IOException
	{
		final int b = (int) page.get(258) / 8;
		final int w = (int) page.get(322);
		final int h = (int) page.get(323);
		final byte[] stored = new byte[(int) page.fields().get(325)[t]];
		file.get((int) page.offsets()[t], stored);
		final byte[] voxels = switch ((int) page.get(259)) {
			case 1 -> stored;
			case 8 -> new InflaterInputStream(new ByteArrayInputStream(stored)).readAllBytes();
			case 50000 -> new ZstdInputStream(new ByteArrayInputStream(stored)).readAllBytes();
			default -> throw new IOException("compression " + page.get(259));
		};
		require(voxels.length == w * h * b, voxels.length);
		for (int y = 0; y < h && y0 + y < size[1]; y++)
			for (int x = 0; x < w && x0 + x < size[0]; x++) {
				long label = 0;
				for (int i = b - 1; i >= 0; i--)
					label = label << 8 | voxels[(y * w + x) * b + i] & 0xFF;
				if (page.get(339) == 2)
					label = label << 64 - 8 * b >> 64 - 8 * b;
				labels[(int) ((z * size[1] + y0 + y) * size[0] + x0 + x)] = label;
			}
	}
}
