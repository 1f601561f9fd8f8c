package org.labelupscaler.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.RandomBlocks;
import org.labelupscaler.RandomBlocks.Sample;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;

import net.jpountz.lz4.LZ4BlockInputStream;

/** Every codec against a slow expansion, read by decoders that are not this project's. */
class BlockCodecTest {

	private static final String[] ALL = { "gzip", "gzip:9", "lz4", "zstd", "zstd:9", "raw" };

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void randomBlocksAreReadByIndependentDecoders(final LabelType type) throws Exception {
		for (final String name : ALL) {
			final BlockCodec codec = Compression.parse(name).newCodec();
			final ByteBuilder out = new ByteBuilder();
			for (int seed = 0; seed < 150; seed++) {
				final Sample sample = RandomBlocks.next(new Random(seed), type);
				check(name, codec, out, sample, "seed " + seed);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "UINT8,1", "UINT8,2", "UINT8,3", "UINT8,5", "UINT8,13", "UINT16,1", "UINT32,1", "UINT32,3", "UINT64,1" })
	void tinyBlocks(final LabelType type, final int voxels) throws Exception {
		for (final String name : ALL)
			for (int shape = 0; shape < 3; shape++)
				for (int seed = 0; seed < 20; seed++) {
					final int[] one = { 1 };
					final int[] run = seed % 2 == 0 ? new int[] { voxels } : ones(voxels);
					final Sample sample = RandomBlocks.of(new Random(seed), type, shape == 0 ? run : one,
						shape == 1 ? run : one, shape == 2 ? run : one, 3);
					check(name, Compression.parse(name).newCodec(), new ByteBuilder(), sample, "seed " + seed);
				}
	}

	/** Rows and planes on both sides of what deflate (32 KiB) and lz4 (64 KiB) can look back to. */
	@ParameterizedTest
	@ValueSource(ints = { 32767, 32768, 32769, 65535, 65536, 65537 })
	void rowsAroundTheWindow(final int rowBytes) throws Exception {
		for (final String name : ALL)
			for (int seed = 0; seed < 4; seed++) {
				final int[] runX = { rowBytes - 700, 100, 1, 599 };
				final Sample sample = RandomBlocks.of(new Random(seed), LabelType.UINT8, runX, new int[] { 3, 1, 2 },
					new int[] { 2, 1 }, 200);
				check(name, Compression.parse(name).newCodec(), new ByteBuilder(), sample, "seed " + seed);
			}
	}

	/** Match lengths around the multiples of 258 that deflate splits them into. */
	@Test
	void allMatchLengths() throws Exception {
		final BlockCodec codec = Compression.DEFAULT.newCodec();
		final ByteBuilder out = new ByteBuilder();
		for (int length = 1; length < 1200; length++) {
			final Sample sample = RandomBlocks.of(new Random(length), LabelType.UINT8, new int[] { 1, length, 2 },
				new int[] { 1, 2 }, new int[] { 1 }, 200);
			check("gzip", codec, out, sample, "length " + length);
		}
	}

	/** Lz4 chunks end at 32 MiB: a larger plane becomes bands of rows. */
	@Test
	void lz4PlaneAboveTheLargestChunk() throws Exception {
		final Sample sample = RandomBlocks.of(new Random(1), LabelType.UINT8, new int[] { 3000, 1, 2999 },
			new int[] { 3000, 2592, 700 }, new int[] { 1 }, 200);
		assertTrue(sample.voxels().length > Lz4Codec.LARGEST_CHUNK);
		check("lz4", Compression.parse("lz4").newCodec(), new ByteBuilder(), sample, "large plane");
	}

	/** Encoded runs must be smaller than what zlib makes of the expanded block, or the encoder is pointless. */
	@Test
	void gzipOfRunsIsSmallerThanZlib() {
		final int[] runs = ones(16);
		Arrays.fill(runs, 8);
		final Random random = new Random(7);
		final Sample sample = RandomBlocks.of(random, LabelType.UINT32, runs, runs, runs, 12);
		final ByteBuilder out = new ByteBuilder();
		Compression.DEFAULT.newCodec().encode(sample.block(), out);
		final java.util.zip.Deflater zlib = new java.util.zip.Deflater(1, true);
		zlib.setInput(sample.voxels());
		zlib.finish();
		final byte[] buffer = new byte[sample.voxels().length];
		final int zlibSize = zlib.deflate(buffer);
		zlib.end();
		assertTrue(out.size() < zlibSize, out.size() + " bytes against " + zlibSize);
	}

	/** Where nothing is upscaled the libraries can find more than runs and rows; a higher level is never larger. */
	@ParameterizedTest
	@CsvSource({ "gzip:1,gzip:6", "zstd:1,zstd:3" })
	void higherLevelsAreNeverLarger(final String low, final String high) {
		int smaller = 0;
		for (int seed = 0; seed < 100; seed++) {
			final Sample sample = RandomBlocks.next(new Random(seed), LabelType.UINT32);
			final ByteBuilder first = new ByteBuilder();
			final ByteBuilder second = new ByteBuilder();
			Compression.parse(low).newCodec().encode(sample.block(), first);
			Compression.parse(high).newCodec().encode(sample.block(), second);
			assertTrue(second.size() <= first.size(), "seed " + seed);
			smaller += second.size() < first.size() ? 1 : 0;
		}
		assertTrue(smaller > 5, smaller + " of 100 are smaller");
	}

	/** Rows of one label cost two bits for 258 bytes, the least deflate can do; copies of the row before cost nine. */
	@Test
	void rowsOfOneLabelCostNextToNothing() {
		final long[] labels = new long[2 * 64];
		Arrays.fill(labels, 672);
		labels[9] = 507;
		final int[] runX = { 64, 64 };
		final int[] runY = ones(64);
		Arrays.fill(runY, 2);
		final RunBlock block = RunBlock.of(LabelType.UINT32, labels, runX, runY, new int[] { 128 });
		final ByteBuilder out = new ByteBuilder();
		Compression.DEFAULT.newCodec().encode(block, out);
		final double least = block.bytes() / 258.0 * 2 / 8;
		assertTrue(out.size() < 1.25 * least, out.size() + " bytes, the least is " + least);
	}

	@Test
	void damagedBytesAreRefused() {
		for (final String name : ALL) {
			final Sample sample = RandomBlocks.next(new Random(3), LabelType.UINT16);
			final BlockCodec codec = Compression.parse(name).newCodec();
			final ByteBuilder out = new ByteBuilder();
			codec.encode(sample.block(), out);
			final byte[] good = out.toByteArray();
			final byte[] into = new byte[sample.voxels().length];
			assertThrows(IOException.class, () -> codec.decode(good, 0, good.length - 1, into), name + " cut");
			assertThrows(IOException.class, () -> codec.decode(good, 0, 0, into), name + " empty");
			assertThrows(IOException.class, () -> codec.decode(Arrays.copyOf(good, good.length + 1), 0, good.length + 1,
				into), name + " with a byte too many");
			assertThrows(IOException.class, () -> codec.decode(good, 0, good.length, new byte[into.length - 2]), name +
				" into too few voxels");
			assertThrows(IOException.class, () -> codec.decode(good, 0, good.length, new byte[into.length + 2]), name +
				" into too many voxels");
		}
	}

	@Test
	void compressionsAreParsedAndPrinted() {
		for (final String text : new String[] { "gzip:1", "gzip:9", "lz4", "zstd:3", "zstd:22", "raw" })
			assertEquals(text, Compression.parse(text).toString());
		assertEquals("gzip:1", Compression.parse("GZIP").toString());
		for (final String text : new String[] { "", "gzip:0", "gzip:10", "gzip:x", "lz4:1", "zstd:23", "zip", "raw:1" })
			assertThrows(IllegalArgumentException.class, () -> Compression.parse(text), text);
	}

	private static void check(final String name, final BlockCodec codec, final ByteBuilder out, final Sample sample,
		final String what) throws Exception
	{
		out.clear();
		out.put(42);
		codec.encode(sample.block(), out);
		final byte[] encoded = Arrays.copyOfRange(out.array(), 1, out.size());
		final String message = name + ", " + what + ": " + sample.what();
		assertArrayEquals(sample.voxels(), decodeIndependently(name, encoded, sample.voxels().length), message);
		final byte[] decoded = new byte[sample.voxels().length];
		codec.decode(out.array(), 1, out.size() - 1, decoded);
		assertArrayEquals(sample.voxels(), decoded, message);
	}

	private static byte[] decodeIndependently(final String name, final byte[] encoded, final int length)
		throws Exception
	{
		return switch (name) {
			case "gzip", "gzip:9" -> gunzip(encoded, length);
			case "lz4" -> {
				final ByteArrayInputStream bytes = new ByteArrayInputStream(encoded);
				try (InputStream in = LZ4BlockInputStream.newBuilder().build(bytes)) {
					final byte[] all = in.readAllBytes();
					assertEquals(0, bytes.available(), "nothing is left over");
					yield all;
				}
			}
			case "zstd", "zstd:9" -> {
				assertEquals(length, Zstd.getFrameContentSize(encoded), "the frame carries its content size");
				try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(encoded))) {
					yield in.readAllBytes();
				}
			}
			default -> encoded;
		};
	}

	/** One member, nothing left over, checksum and length right: as strict as a reader can be. */
	private static byte[] gunzip(final byte[] encoded, final int length) throws DataFormatException {
		assertEquals(0x1F8B0800, java.nio.ByteBuffer.wrap(encoded).getInt(), "magic, deflate, no flags");
		final Inflater inflater = new Inflater(true);
		inflater.setInput(encoded, 10, encoded.length - 10);
		final byte[] all = new byte[length];
		int at = 0;
		while (at < length && !inflater.finished()) {
			final int n = inflater.inflate(all, at, length - at);
			assertTrue(n > 0, "the stream ends too early");
			at += n;
		}
		assertEquals(0, inflater.inflate(new byte[1]), "no byte too many");
		assertTrue(inflater.finished());
		assertEquals(8, inflater.getRemaining(), "nothing but the trailer is left over");
		final java.nio.ByteBuffer trailer =
			java.nio.ByteBuffer.wrap(encoded, encoded.length - 8, 8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
		assertEquals(crc(all), trailer.getInt(), "CRC-32");
		assertEquals(length, trailer.getInt(), "length");
		inflater.end();
		return all;
	}

	private static int crc(final byte[] bytes) {
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		return (int) crc.getValue();
	}

	private static int[] ones(final int n) {
		final int[] ones = new int[n];
		Arrays.fill(ones, 1);
		return ones;
	}
}
