package org.labelupscaler.source.precomputed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an encoder that is made here from the description of the format, slow and plain. */
class CompressedSegmentationTest {

	private static final int[] BITS = { 0, 1, 2, 4, 8, 16, 32 };

	@ParameterizedTest
	@ValueSource(ints = { 4, 8 })
	void whateverIsEncodedIsDecoded(final int bytes) throws IOException {
		final Random random = new Random(bytes);
		for (int round = 0; round < 300; round++) {
			final int[] size = new int[3];
			final int[] block = new int[3];
			for (int d = 0; d < 3; d++) {
				size[d] = 1 + random.nextInt(12);
				block[d] = 1 + random.nextInt(9);
			}
			final long[] labels = new long[size[0] * size[1] * size[2]];
			final int kinds = 1 + random.nextInt(40);
			for (int i = 0; i < labels.length; i++)
				labels[i] = new Random(random.nextInt(kinds)).nextLong() >>> (bytes == 4 ? 32 : 0);
			final byte[] encoded = encode(labels, size, block, bytes, random);
			final CompressedSegmentation format = new CompressedSegmentation(block, bytes);
			assertArrayEquals(bytes(labels, bytes), format.decode(encoded, size), "round " + round);
			assertTrue(encoded.length <= format.mostBytes(size), encoded.length + " of " + format.mostBytes(size));
		}
	}

	private static byte[] bytes(final long[] labels, final int bytes) {
		final ByteBuffer buffer = ByteBuffer.allocate(labels.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
		for (final long label : labels)
			put(buffer, label, bytes);
		return buffer.array();
	}

	private static void put(final ByteBuffer buffer, final long label, final int bytes) {
		if (bytes == 8)
			buffer.putLong(label);
		else
			buffer.putInt((int) label);
	}

	/** Of each block first the table, then the voxels; more bits than are needed, now and then. */
	private static byte[] encode(final long[] labels, final int[] size, final int[] block, final int bytes,
		final Random random)
	{
		final int[] count = new int[3];
		for (int d = 0; d < 3; d++)
			count[d] = (size[d] + block[d] - 1) / block[d];
		final int blocks = count[0] * count[1] * count[2];
		final ByteBuffer out = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
		out.putInt(0, 1);
		out.position(4 + 8 * blocks);
		for (int b = 0; b < blocks; b++) {
			final int[] at = { b % count[0], b / count[0] % count[1], b / count[0] / count[1] };
			final List<Long> table = new ArrayList<>();
			final int[] indices = new int[block[0] * block[1] * block[2]];
			for (int i = 0; i < indices.length; i++) {
				final int x = at[0] * block[0] + i % block[0];
				final int y = at[1] * block[1] + i / block[0] % block[1];
				final int z = at[2] * block[2] + i / block[0] / block[1];
				if (x >= size[0] || y >= size[1] || z >= size[2])
					continue;
				final long label = labels[x + size[0] * (y + size[1] * z)];
				if (!table.contains(label))
					table.add(label);
				indices[i] = table.indexOf(label);
			}
			int kind = 0;
			while (BITS[kind] < 32 && 1L << BITS[kind] < table.size())
				kind++;
			final int bits = BITS[Math.min(6, kind + random.nextInt(2) * random.nextInt(3))];
			final int tableAt = out.position() / 4 - 1;
			table.forEach(label -> put(out, label, bytes));
			final int voxelsAt = out.position() / 4 - 1;
			final int[] words = new int[(indices.length * bits + 31) / 32];
			for (int bit = 0; bit < indices.length * bits; bit++)
				if ((indices[bit / bits] >>> bit % bits & 1) != 0)
					words[bit / 32] |= 1 << bit % 32;
			for (final int word : words)
				out.putInt(word);
			out.putInt(4 + 8 * b, tableAt | bits << 24);
			out.putInt(8 + 8 * b, voxelsAt);
		}
		return Arrays.copyOf(out.array(), out.position());
	}

	/** One block of 2 x 2 x 1 voxels of two labels, by hand: 7, 9, 9, 7. */
	private static int[] square() {
		return new int[] { 1, 2 | 1 << 24, 6, 7, 0, 9, 0, 0b0110 };
	}

	private static byte[] decode(final int... words) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
		for (final int word : words)
			bytes.putInt(word);
		return new CompressedSegmentation(new int[] { 2, 2, 1 }, 8).decode(bytes.array(), new int[] { 2, 2, 1 });
	}

	@Test
	void aBlockByHandIsDecoded() throws IOException {
		assertArrayEquals(bytes(new long[] { 7, 9, 9, 7 }, 8), decode(square()));
	}

	/** Word and what it becomes; what the message must have. */
	@ParameterizedTest
	@ValueSource(strings = { "0 0 headers", "0 2147483647 headers", "0 -1 headers", "0 7 headers", "1 50331650 bits", "1 83886082 bits",
		"1 -16777214 bits", "1 16777222 beyond", "1 16777217 -", "1 33554431 beyond", "1 16777221 beyond", "2 7 beyond", "2 -1 beyond",
		"2 2147483647 beyond", "1 536870914 beyond", "1 33554434 beyond", "1 16777220 beyond" })
	void aWrongWordIsNoticedOrHarmless(final String change) throws IOException {
		final String[] parts = change.split(" ");
		final int[] words = square();
		words[Integer.parseInt(parts[0])] = Integer.parseInt(parts[1]);
		if (parts[2].equals("-"))
			assertEquals(32, decode(words).length);
		else {
			final String message = assertThrows(IOException.class, () -> decode(words)).getMessage();
			assertTrue(message.contains(parts[2]), message);
		}
	}

	@Test
	void theHashIsThatOfMurmur() {
		// See test_actual_example_hash of cloud-volume: 6 bits less, then 11 of the minishard and 7 of the shard.
		final ShardSpec spec = new ShardSpec(6, true, 11, 7, true, true);
		assertEquals("42.shard", spec.file(spec.shard(1822975381L)));
		assertEquals(18, spec.minishard(1822975381L));
	}

	@Test
	void chunksAreNumberedByTheBitsThatTheirAxesHave() {
		// x has 3 bits, y none, z 1: bit 0 of x, bit 0 of z, bits 1 and 2 of x.
		assertEquals(0b1110, ShardSpec.number(new long[] { 6, 0, 1 }, new long[] { 8, 1, 2 }));
		assertEquals(0b0001, ShardSpec.number(new long[] { 1, 0, 0 }, new long[] { 5, 1, 2 }));
		assertEquals(4, ShardSpec.bits(new long[] { 5, 1, 2 }));
		assertEquals(93, ShardSpec.bits(new long[] { Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE }));
	}
}
