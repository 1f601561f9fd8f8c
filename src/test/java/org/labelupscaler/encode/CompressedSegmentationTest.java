package org.labelupscaler.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.RandomBlocks;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;

class CompressedSegmentationTest {

	private static byte[] encode(final RunBlock block) {
		final ByteBuilder out = new ByteBuilder();
		out.put(77);
		new CompressedSegmentation(block.type()).encode(block, out);
		assertEquals(77, out.array()[0]);
		return Arrays.copyOfRange(out.array(), 1, out.size());
	}

	/** Worked out by hand from the README of compressed_segmentation. */
	@Test
	void theBytesAreThoseOfTheSpecification() {
		// 16 × 8 × 8: first all 5; then columns of 5 and 6, the border at x = 11.
		final RunBlock block = RunBlock.of(LabelType.UINT32, new long[] { 5, 6 }, new int[] { 11, 5 }, new int[] { 8 }, new int[] { 8 });
		final ByteBuffer bytes = ByteBuffer.wrap(encode(block)).order(ByteOrder.LITTLE_ENDIAN);
		final int[] words = new int[bytes.remaining() / 4];
		bytes.asIntBuffer().get(words);
		final int[] wanted = new int[1 + 4 + 1 + 2 + 16];
		wanted[0] = 1;
		wanted[1] = 4; // table at word 4 after the first, no bits
		wanted[3] = 5 | 1 << 24; // table at word 5, one bit
		wanted[4] = 7; // values at word 7
		wanted[5] = 5;
		wanted[6] = 5;
		wanted[7] = 6;
		// voxels 8, 9, 10 are 5, others 6: 11111000 from the highest bit
		Arrays.fill(wanted, 8, 24, 0xF8F8F8F8);
		assertArrayEquals(wanted, words);
	}

	/** Blocks of any runs and numbers of labels, up to 512 in a cube, read voxel by voxel as the README says. */
	@ParameterizedTest
	@EnumSource(value = LabelType.class, names = { "UINT32", "UINT64" })
	void anyBlockIsReadBack(final LabelType type) throws IOException {
		final Random random = new Random(type.ordinal());
		final CompressedSegmentation codec = new CompressedSegmentation(type);
		final ByteBuilder out = new ByteBuilder();
		final Set<Integer> bits = new HashSet<>();
		for (int i = 0; i < 400; i++) {
			final RandomBlocks.Sample sample = i % 20 == 0 ? RandomBlocks.of(random, type, ones(17), ones(9), ones(20), 1 << random.nextInt(
				12)) : RandomBlocks.next(random, type);
			final RunBlock block = sample.block();
			final int[] size = { block.size(0), block.size(1), block.size(2) };
			out.clear();
			codec.encode(block, out);
			assertTrue(out.size() <= CompressedSegmentation.most(type, size));
			final byte[] encoded = out.toByteArray();
			assertArrayEquals(sample.voxels(), codec.decode(encoded, size), sample.what());
			assertArrayEquals(sample.voxels(), plainly(encoded, type, size, bits), sample.what());
		}
		assertEquals(Set.of(0, 1, 2, 4, 8, 16), bits);
	}

	private static int[] ones(final int count) {
		final int[] ones = new int[count];
		Arrays.fill(ones, 1);
		return ones;
	}

	private static byte[] plainly(final byte[] encoded, final LabelType type, final int[] size, final Set<Integer> seen) {
		final ByteBuffer in = ByteBuffer.wrap(encoded, 4, encoded.length - 4).slice().order(ByteOrder.LITTLE_ENDIAN);
		final ByteBuffer out = ByteBuffer.allocate(size[0] * size[1] * size[2] * type.bytes());
		final int gx = (size[0] + 7) / 8;
		final int gy = (size[1] + 7) / 8;
		for (int z = 0; z < size[2]; z++)
			for (int y = 0; y < size[1]; y++)
				for (int x = 0; x < size[0]; x++) {
					final int header = 8 * (x / 8 + gx * (y / 8 + gy * (z / 8)));
					final int table = in.getInt(header) & 0xFFFFFF;
					final int bits = in.getInt(header) >>> 24;
					seen.add(bits);
					final int bit = bits * (x % 8 + 8 * (y % 8 + 8 * (z % 8)));
					int value = 0;
					for (int b = 0; b < bits; b++)
						value |= (in.getInt(4 * (in.getInt(header + 4) + (bit + b) / 32)) >>> (bit + b) % 32 & 1) << b;
					if (type.bytes() == 4)
						out.putInt(in.getInt(4 * (table + value)));
					else
						out.putLong(in.getLong(4 * (table + 2 * value)));
				}
		return out.array();
	}

	/** Equal tables and values are there once, and whatever repeats costs no more than its header. */
	@Test
	void whatIsEqualIsStoredOnce() {
		final RunBlock block = RunBlock.of(LabelType.UINT64, new long[] { 1, 2, 2, 1 }, new int[] { 64, 64 }, new int[] { 60, 68 },
			new int[] { 128 });
		// NB: tables of 1, 2 and both, and the values of two kinds of border.
		assertEquals(4 + 8 * 16 * 16 * 16 + 8 + 8 + 16 + 64 + 64, encode(block).length);
	}

	@Test
	void damagedBytesAreRefused() {
		final byte[] good = encode(RunBlock.of(LabelType.UINT32, new long[] { 5, 6 }, new int[] { 11, 5 }, new int[] { 8 }, new int[] {
			8 }));
		final CompressedSegmentation codec = new CompressedSegmentation(LabelType.UINT32);
		for (int length = 0; length < good.length; length += 4) {
			final byte[] shorter = Arrays.copyOf(good, length);
			assertThrows(IOException.class, () -> codec.decode(shorter, new int[] { 16, 8, 8 }));
		}
		final Random random = new Random(1);
		for (int i = 0; i < 2000; i++) {
			final byte[] bad = good.clone();
			bad[random.nextInt(24)] ^= 1 << random.nextInt(8);
			try {
				assertEquals(4096, codec.decode(bad, new int[] { 16, 8, 8 }).length);
			}
			catch (final IOException e) {
				assertTrue(e.getMessage().startsWith("it"));
			}
		}
	}

	/** The member is one that any program reads. */
	@Test
	void gzippedWordsAreReadBack() throws IOException {
		final Random random = new Random(2);
		for (int i = 0; i < 200; i++) {
			final byte[] bytes = new byte[4 * random.nextInt(i % 10 == 0 ? 60_000 : 300)];
			int at = 0;
			while (at < bytes.length) {
				final int length = Math.min(bytes.length - at, 1 + random.nextInt(600));
				if (at > 0 && random.nextBoolean()) {
					final int from = random.nextInt(at);
					for (int b = 0; b < length; b++)
						bytes[at + b] = bytes[from + b];
				}
				else
					for (int b = 0; b < length; b++)
						bytes[at + b] = (byte) (random.nextInt(256) & random.nextInt(256));
				at += length;
			}
			for (final int level : new int[] { 1, 6 }) {
				final ByteBuilder out = new ByteBuilder();
				out.put(77);
				final GzipBytes gzip = new GzipBytes(level);
				gzip.encode(bytes, bytes.length, out);
				final byte[] encoded = Arrays.copyOfRange(out.array(), 1, out.size());
				assertArrayEquals(bytes, new GZIPInputStream(new ByteArrayInputStream(encoded)).readAllBytes());
				assertArrayEquals(bytes, GzipBytes.decode(encoded, bytes.length));
				if (bytes.length > 0)
					assertThrows(IOException.class, () -> GzipBytes.decode(encoded, bytes.length - 1));
				assertThrows(IOException.class, () -> GzipBytes.decode(Arrays.copyOf(encoded, encoded.length - 1), 1 << 20));
			}
		}
	}
}
