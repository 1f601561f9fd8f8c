package org.labelupscaler.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.RandomBlocks;
import org.labelupscaler.RandomBlocks.Sample;
import org.labelupscaler.label.LabelType;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;

/** Frames of sequences, read by the reference library: both at once and as a stream with its usual limit of memory. */
class ZstdWriterTest {

	/** Any sequences, not only those of planes: all lengths, near and far distances, the same ones again and again. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 100, 1000, 20_000 })
	void randomSequences(final int most) throws IOException {
		for (int seed = 0; seed < 60; seed++) {
			final Random random = new Random(31L * most + seed);
			final SequenceList list = new SequenceList();
			final ByteBuilder content = new ByteBuilder();
			final int alphabet = 1 + random.nextInt(256);
			final int longest = 1 << random.nextInt(18);
			for (int s = random.nextInt(most); s >= 0; s--) {
				final int literals = content.size() == 0 ? 1 + random.nextInt(5) : random.nextInt(4) == 0 ? random.nextInt(longest)
					/ 100 : random.nextInt(5);
				final int at = list.addLiterals(literals);
				for (int i = 0; i < literals; i++) {
					list.literalBytes()[at + i] = (byte) random.nextInt(alphabet);
					content.put(list.literalBytes()[at + i]);
				}
				final int distance = random.nextInt(3) == 0 ? 1 + random.nextInt(Math.min(content.size(), ZstdWriter.WINDOW))
					: Math.min(content.size(), 4 << random.nextInt(3));
				final int length = ZstdWriter.MIN_MATCH + (random.nextInt(9) == 0 ? random.nextInt(longest) : random.nextInt(40));
				if (content.size() + length > 20_000_000)
					break;
				list.addMatch(length, distance);
				for (int i = 0; i < length; i++)
					content.put(content.array()[content.size() - distance]);
			}
			final int tail = random.nextInt(3);
			final int at = list.addLiterals(tail);
			for (int i = 0; i < tail; i++) {
				list.literalBytes()[at + i] = 7;
				content.put(7);
			}
			list.finish();
			final ByteBuilder out = new ByteBuilder();
			final ZstdWriter writer = new ZstdWriter();
			writer.start(content.size(), content.size(), out);
			writer.add(list);
			check(content.toByteArray(), out.toByteArray(), "at most " + most + ", seed " + seed);
		}
	}

	/** Blocks as they are: about a million voxels, a few labels or as many as voxels, from runs of one to runs of forty. */
	@ParameterizedTest
	@CsvSource({ "UINT8,1,2", "UINT8,7,200", "UINT16,1,60000", "UINT16,4,3", "UINT32,1,1000000", "UINT32,4,20", "UINT32,40,9",
		"UINT64,2,1000000", "INT64,11,5" })
	void blocks(final LabelType type, final int run, final int labels) throws IOException {
		final ZstdCodec codec = new ZstdCodec(ByteOrder.BIG_ENDIAN, 1);
		for (int seed = 0; seed < 4; seed++) {
			final int[] runs = new int[96 / run + 1];
			Arrays.fill(runs, run);
			final Sample sample = RandomBlocks.of(new Random(seed), type, runs, runs, runs, labels);
			final ByteBuilder out = new ByteBuilder();
			codec.encode(sample.block(), out);
			check(sample.voxels(), out.toByteArray(), sample.what());
			assertTrue(out.size() < sample.voxels().length + 1000, out.size() + " bytes for " + sample.voxels().length);
		}
	}

	/** A plane that repeats is one match of a few bytes for each 124 KiB. */
	@Test
	void repeatedPlanesCostNextToNothing() throws IOException {
		final int[] ones = new int[64];
		Arrays.fill(ones, 1);
		final Sample once = RandomBlocks.of(new Random(1), LabelType.UINT32, ones, ones, new int[] { 1 }, 50);
		final Sample often = RandomBlocks.of(new Random(1), LabelType.UINT32, ones, ones, new int[] { 640 }, 50);
		final ByteBuilder one = new ByteBuilder();
		final ByteBuilder many = new ByteBuilder();
		new ZstdCodec(ByteOrder.BIG_ENDIAN, 1).encode(once.block(), one);
		new ZstdCodec(ByteOrder.BIG_ENDIAN, 1).encode(often.block(), many);
		check(often.voxels(), many.toByteArray(), "640 planes");
		final int matches = often.voxels().length / 126_976 + 2;
		assertTrue(many.size() < one.size() + 24 * matches, many.size() + " bytes, one plane has " + one.size());
	}

	private static void check(final byte[] content, final byte[] frame, final String what) throws IOException {
		assertEquals(content.length, Zstd.decompressedSize(frame), what);
		assertEquals(frame.length, Zstd.findFrameCompressedSize(frame), what);
		assertArrayEquals(content, Zstd.decompress(frame, content.length), what);
		try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(frame))) {
			assertArrayEquals(content, in.readAllBytes(), what);
		}
	}
}
