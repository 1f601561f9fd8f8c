package org.labelupscaler.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.RandomBlocks;
import org.labelupscaler.RandomBlocks.Sample;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.encode.Compression;

/** Blocks as runs against blocks written out voxel by voxel, and labels against big integers. */
class RunBlockTest {

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void expandsToWhatItWasMadeFrom(final LabelType type) {
		for (int seed = 0; seed < 200; seed++) {
			final Sample sample = RandomBlocks.next(new Random(seed), type);
			final byte[] found = new byte[sample.voxels().length + 2];
			sample.block().expand(ByteOrder.BIG_ENDIAN, found, 1);
			assertArrayEquals(sample.voxels(), Arrays.copyOfRange(found, 1, found.length - 1), "seed " + seed + ": " + sample
				.what());
			assertEquals(sample.voxels().length, sample.block().bytes());
		}
	}

	@Test
	void equalPlanesAreMerged() {
		final RunBlock block = RunBlock.of(LabelType.UINT8, new long[] { 1, 2, 1, 2, 3, 4, 1, 2 }, new int[] { 2, 1 },
			new int[] { 4 }, new int[] { 1, 2, 3, 4 });
		assertEquals(3, block.planes());
		assertArrayEquals(new int[] { 3, 3, 4 }, new int[] { block.runZ(0), block.runZ(1), block.runZ(2) });
	}

	@Test
	void howRowsAreKeptDoesNotMatter() {
		final String[] codecs = { "gzip", "gzip:6", "lz4", "zstd", "raw", "blosc-lz4", "blosc-zstd" };
		for (int seed = 0; seed < 300; seed++) {
			final Random random = new Random(seed);
			final int[][] runs = new int[3][];
			for (int d = 0; d < 3; d++)
				runs[d] = random.ints(1 + random.nextInt(9), 1, 4).toArray();
			final long[] box = new long[runs[0].length * runs[1].length * runs[2].length];
			for (int i = 0; i < box.length; i++)
				box[i] = random.nextInt(3) > 0 && i >= runs[0].length ? box[i - runs[0].length] : random.nextInt(5) == 0 ? random
					.nextInt(300) : 0;
			final RunBlock rows = RandomBlocks.ofRows(LabelType.UINT32, box, runs[0], runs[1], runs[2]);
			final RunBlock block = RunBlock.of(LabelType.UINT32, box, runs[0], runs[1], runs[2]);
			assertEquals(block.planes(), rows.planes(), "seed " + seed);
			assertEquals(block.isUniform(), rows.isUniform(), "seed " + seed);
			for (final String codec : codecs) {
				final ByteBuilder expected = new ByteBuilder();
				Compression.parse(codec).newCodec(ByteOrder.BIG_ENDIAN).encode(block, expected);
				final ByteBuilder found = new ByteBuilder();
				Compression.parse(codec).newCodec(ByteOrder.BIG_ENDIAN).encode(rows, found);
				assertArrayEquals(expected.toByteArray(), found.toByteArray(), "seed " + seed + ", " + codec);
			}
		}
	}

	@Test
	void aBlockOfOneLabelIsOneVoxel() {
		final RunBlock block = RunBlock.of(LabelType.UINT32, new long[] { 7, 7, 7, 7 }, new int[] { 2, 1 }, new int[] { 1,
			5 }, new int[] { 3 });
		assertTrue(block.isUniform());
		assertEquals(7, block.label(0, 0, 0));
		assertArrayEquals(new int[] { 3, 6, 3 }, new int[] { block.size(0), block.size(1), block.size(2) });
	}

	@Test
	void bandsOfAPlaneAreItsRows() {
		for (int seed = 0; seed < 300; seed++) {
			final Random random = new Random(seed);
			final Sample sample = RandomBlocks.next(random, LabelType.UINT16);
			final RunBlock block = sample.block();
			final int k = random.nextInt(block.planes());
			final byte[] plane = new byte[(int) block.planeBytes()];
			block.expandPlane(k, ByteOrder.BIG_ENDIAN, plane, 0);
			final int from = random.nextInt(block.size(1));
			final int count = 1 + random.nextInt(block.size(1) - from);
			final byte[] band = new byte[(int) block.rowBytes() * count];
			block.band(k, from, count).expand(ByteOrder.BIG_ENDIAN, band, 0);
			final int row = (int) block.rowBytes();
			assertArrayEquals(Arrays.copyOfRange(plane, from * row, (from + count) * row), band, "seed " + seed);
		}
	}

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void theByteOrderIsThatOfEveryLabel(final LabelType type) {
		for (int seed = 0; seed < 50; seed++) {
			final Sample sample = RandomBlocks.next(new Random(seed), type);
			final byte[] found = new byte[sample.voxels().length];
			sample.block().expand(ByteOrder.LITTLE_ENDIAN, found, 0);
			assertArrayEquals(sample.voxels(ByteOrder.LITTLE_ENDIAN), found, "seed " + seed + ": " + sample.what());
		}
	}

	/** Beyond its old end an extended block has the label of the nearest voxel that it had before. */
	@Test
	void extendedBlocksRepeatTheirLastVoxels() {
		for (int seed = 0; seed < 300; seed++) {
			final Random random = new Random(seed);
			final Sample sample = RandomBlocks.next(random, LabelType.UINT8);
			final RunBlock block = sample.block();
			final int[] old = { block.size(0), block.size(1), block.size(2) };
			final int[] size = new int[3];
			for (int d = 0; d < 3; d++)
				size[d] = old[d] + (random.nextBoolean() ? random.nextInt(9) : 0);
			final RunBlock extended = block.extended(size);
			assertEquals(block.isUniform(), extended.isUniform());
			assertEquals((long) size[0] * size[1] * size[2], extended.bytes());
			final byte[] expected = new byte[(int) extended.bytes()];
			int at = 0;
			for (int z = 0; z < size[2]; z++)
				for (int y = 0; y < size[1]; y++)
					for (int x = 0; x < size[0]; x++)
						expected[at++] = sample.voxels()[(Math.min(z, old[2] - 1) * old[1] + Math.min(y, old[1] - 1)) * old[0] + Math
							.min(x, old[0] - 1)];
			final byte[] found = new byte[expected.length];
			extended.expand(ByteOrder.BIG_ENDIAN, found, 0);
			assertArrayEquals(expected, found, "seed " + seed);
			final byte[] again = new byte[sample.voxels().length];
			block.expand(ByteOrder.BIG_ENDIAN, again, 0);
			assertArrayEquals(sample.voxels(), again, "the block itself is as it was, seed " + seed);
		}
	}

	/** Beyond its old end a block that is filled up has label 0. */
	@Test
	void filledUpBlocksEndInBackground() {
		for (int seed = 0; seed < 300; seed++) {
			final Random random = new Random(seed);
			final Sample sample = RandomBlocks.next(random, LabelType.UINT8);
			final RunBlock block = sample.block();
			final int[] size = new int[3];
			for (int d = 0; d < 3; d++)
				size[d] = block.size(d) + (random.nextBoolean() ? random.nextInt(9) : 0);
			final byte[] expected = new byte[size[0] * size[1] * size[2]];
			int from = 0;
			for (int z = 0; z < block.size(2); z++)
				for (int y = 0; y < block.size(1); y++, from += block.size(0))
					System.arraycopy(sample.voxels(), from, expected, (z * size[1] + y) * size[0], block.size(0));
			final byte[] found = new byte[expected.length];
			block.filledUp(size).expand(ByteOrder.BIG_ENDIAN, found, 0);
			assertArrayEquals(expected, found, "seed " + seed);
			final byte[] again = new byte[sample.voxels().length];
			block.expand(ByteOrder.BIG_ENDIAN, again, 0);
			assertArrayEquals(sample.voxels(), again, "the block itself is as it was, seed " + seed);
		}
	}

	@Test
	void blocksAreNotMadeSmaller() {
		final RunBlock block = RunBlock.uniform(LabelType.UINT8, 1, new int[] { 4, 4, 4 });
		assertThrows(IllegalArgumentException.class, () -> block.extended(new int[] { 4, 3, 4 }));
		assertThrows(IllegalArgumentException.class, () -> block.filledUp(new int[] { 4, 3, 4 }));
	}

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void labelsAreReadAndWrittenAsTheNumbersTheyAre(final LabelType type) {
		for (final ByteOrder order : new ByteOrder[] { ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN })
			for (final int offset : new int[] { 0, 1, 3 })
				for (final int count : new int[] { 1, 23, 24, 100 }) {
					final byte[] bytes = new byte[offset + count * type.bytes()];
					new Random(count).nextBytes(bytes);
					// NB: direct memory as in a mapped file, heap memory as in a decoded block.
					final ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(0, bytes).order(order);
					final ByteBuffer heap = ByteBuffer.wrap(bytes).order(order);
					final long[] fromDirect = new long[count + 1];
					final long[] fromHeap = new long[count + 1];
					type.get(direct, offset, fromDirect, 1, count);
					type.get(heap, offset, fromHeap, 1, count);
					for (int i = 0; i < count; i++) {
						final byte[] big = Arrays.copyOfRange(bytes, offset + i * type.bytes(), offset + (i + 1) * type.bytes());
						if (order == ByteOrder.LITTLE_ENDIAN)
							for (int a = 0, b = big.length - 1; a < b; a++, b--) {
								final byte swap = big[a];
								big[a] = big[b];
								big[b] = swap;
							}
						final BigInteger expected = type.signed() ? new BigInteger(big) : new BigInteger(1, big);
						assertEquals(expected.toString(), type.format(fromDirect[i + 1]));
						assertEquals(expected.toString(), type.format(fromHeap[i + 1]));
						assertEquals(expected.toString(), type.format(type.get(heap, offset + i * type.bytes())));
						final byte[] written = new byte[type.bytes()];
						type.put(fromHeap[i + 1], order, written, 0);
						assertArrayEquals(Arrays.copyOfRange(bytes, offset + i * type.bytes(), offset + (i + 1) * type.bytes()), written);
					}
				}
	}

	@Test
	void largeUnsignedLabelsAreLarger() {
		assertTrue(LabelType.UINT64.compare(-1, 1) > 0);
		assertTrue(LabelType.INT64.compare(-1, 1) < 0);
	}
}
