package org.labelupscaler.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files of few bytes, right and wrong: any field can be given any value. */
final class TestTiff {

	private static final int[] BYTES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	private record Value(int type, long count, long[] numbers) {}

	/** A page: its fields, and its voxels as they are stored, strip by strip. */
	static final class Page {

		private final Map<Integer, Value> fields = new TreeMap<>();
		private final List<byte[]> strips = new ArrayList<>();

		/** Unsigned numbers, not compressed, in one strip. */
		static Page of(final int width, final int height, final int bits, final byte[] voxels) {
			return new Page().set(256, 4, width).set(257, 4, height).set(258, 3, bits).set(259, 3, 1).set(262, 3, 1).set(277, 3, 1)
				.set(278, 4, height).strip(voxels);
		}

		Page set(final int tag, final int type, final long... numbers) {
			fields.put(tag, new Value(type, numbers.length, numbers));
			return this;
		}

		/** With a count of values that need not be true. */
		Page claim(final int tag, final int type, final long count, final long... numbers) {
			fields.put(tag, new Value(type, count, numbers));
			return this;
		}

		Page text(final String text) {
			final byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
			final long[] numbers = new long[bytes.length];
			for (int i = 0; i < bytes.length; i++)
				numbers[i] = bytes[i];
			return set(270, 2, numbers);
		}

		Page remove(final int tag) {
			fields.put(tag, null);
			return this;
		}

		Page strip(final byte[] bytes) {
			strips.add(bytes);
			return this;
		}
	}

	private final ByteOrder order;
	private final boolean big;
	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	/** Where the offset of the next directory has to be written. */
	private int link;
	private byte[] bytes;

	private TestTiff(final ByteOrder order, final boolean big) {
		this.order = order;
		this.big = big;
	}

	/** A file of pages. */
	static Path write(final Path file, final Page... pages) throws IOException {
		return Files.write(file, bytes(ByteOrder.LITTLE_ENDIAN, false, pages));
	}

	static byte[] bytes(final ByteOrder order, final boolean big, final Page... pages) throws IOException {
		final TestTiff tiff = new TestTiff(order, big);
		final byte mark = (byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I');
		tiff.out.write(new byte[] { mark, mark });
		tiff.number(2, big ? 43 : 42);
		if (big)
			tiff.number(4, order == ByteOrder.BIG_ENDIAN ? 8 << 16 : 8);
		tiff.link = tiff.out.size();
		tiff.number(big ? 8 : 4, 0);
		tiff.bytes = tiff.out.toByteArray();
		for (final Page page : pages)
			tiff.add(page);
		return tiff.bytes;
	}

	private void add(final Page page) throws IOException {
		final long[] offsets = new long[page.strips.size()];
		final long[] counts = new long[page.strips.size()];
		for (int s = 0; s < offsets.length; s++) {
			offsets[s] = out.size();
			counts[s] = page.strips.get(s).length;
			out.write(page.strips.get(s));
		}
		final boolean tiled = page.fields.containsKey(322);
		if (!page.fields.containsKey(tiled ? 324 : 273))
			page.set(tiled ? 324 : 273, 4, offsets);
		if (!page.fields.containsKey(tiled ? 325 : 279))
			page.set(tiled ? 325 : 279, 4, counts);
		final Map<Integer, Long> places = new TreeMap<>();
		page.fields.values().removeIf(v -> v == null);
		for (final Map.Entry<Integer, Value> field : page.fields.entrySet()) {
			final Value value = field.getValue();
			if (value.numbers.length * BYTES[value.type] <= (big ? 8 : 4))
				continue;
			places.put(field.getKey(), (long) out.size());
			for (final long number : value.numbers)
				if (value.type == 5) {
					number(4, number >>> 32);
					number(4, number);
				}
				else
					number(BYTES[value.type], number);
		}
		final int directory = out.size();
		number(big ? 8 : 2, page.fields.size());
		for (final Map.Entry<Integer, Value> field : page.fields.entrySet()) {
			final Value value = field.getValue();
			number(2, field.getKey());
			number(2, value.type);
			number(big ? 8 : 4, value.count);
			if (places.containsKey(field.getKey()))
				number(big ? 8 : 4, places.get(field.getKey()));
			else {
				final int before = out.size();
				for (final long number : value.numbers)
					number(BYTES[value.type], number);
				out.write(new byte[(big ? 8 : 4) - (out.size() - before)]);
			}
		}
		final int nextLink = out.size();
		number(big ? 8 : 4, 0);
		final byte[] more = out.toByteArray();
		bytes = Arrays.copyOf(more, more.length);
		put(link, directory);
		link = nextLink;
		out.reset();
		out.write(bytes);
	}

	/** Makes the chain of directories go on somewhere else. */
	static byte[] linkLast(final byte[] file, final long to) {
		final ByteBuffer buffer = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
		buffer.putInt(file.length - 4, (int) to);
		return buffer.array();
	}

	private void put(final int at, final long offset) {
		final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
		if (big)
			buffer.putLong(at, offset);
		else
			buffer.putInt(at, (int) offset);
	}

	private void number(final int count, final long number) {
		for (int i = 0; i < count; i++)
			out.write((int) (number >> 8 * (order == ByteOrder.BIG_ENDIAN ? count - 1 - i : i)));
	}
}
