package org.labelupscaler.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
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
import net.jpountz.lz4.LZ4Factory;

/** Every codec against a slow expansion, read by decoders that are not this project's. */
class BlockCodecTest {

	private static final String[] ALL = { "gzip", "gzip:9", "lz4", "zstd", "zstd:9", "raw", "blosc-lz4", "blosc-zstd",
		"blosc-zstd:4" };
	private static final ByteOrder[] ORDERS = { ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN };

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void randomBlocksAreReadByIndependentDecoders(final LabelType type) throws Exception {
		for (final String name : ALL)
			for (final ByteOrder order : ORDERS) {
				final BlockCodec codec = Compression.parse(name).newCodec(order);
				final ByteBuilder out = new ByteBuilder();
				for (int seed = 0; seed < 150; seed++) {
					final Sample sample = RandomBlocks.next(new Random(seed), type);
					check(name, order, codec, out, sample, "seed " + seed);
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
					for (final ByteOrder order : ORDERS)
						check(name, order, sample, "seed " + seed);
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
				check(name, ByteOrder.BIG_ENDIAN, sample, "seed " + seed);
			}
	}

	/** Match lengths around the multiples of 258 that deflate splits them into. */
	@Test
	void allMatchLengths() throws Exception {
		final BlockCodec codec = Compression.DEFAULT.newCodec(ByteOrder.BIG_ENDIAN);
		final ByteBuilder out = new ByteBuilder();
		for (int length = 1; length < 1200; length++) {
			final Sample sample = RandomBlocks.of(new Random(length), LabelType.UINT8, new int[] { 1, length, 2 },
				new int[] { 1, 2 }, new int[] { 1 }, 200);
			check("gzip", ByteOrder.BIG_ENDIAN, codec, out, sample, "length " + length);
		}
	}

	/** Lz4 chunks end at 32 MiB: a larger plane becomes bands of rows. */
	@Test
	void lz4PlaneAboveTheLargestChunk() throws Exception {
		final Sample sample = RandomBlocks.of(new Random(1), LabelType.UINT8, new int[] { 3000, 1, 2999 },
			new int[] { 3000, 2592, 700 }, new int[] { 1 }, 200);
		assertTrue(sample.voxels().length > Lz4Codec.LARGEST_CHUNK);
		check("lz4", ByteOrder.BIG_ENDIAN, sample, "large plane");
	}

	/** What has been appended before stays, wherever a block starts; and the block's bytes do not depend on that. */
	@ParameterizedTest
	@EnumSource(LabelType.class)
	void blocksAreAppendedOneBehindTheOther(final LabelType type) {
		for (final String name : ALL) {
			final BlockCodec codec = Compression.parse(name).newCodec(ByteOrder.LITTLE_ENDIAN);
			final ByteBuilder all = new ByteBuilder();
			final ByteBuilder alone = new ByteBuilder();
			final ByteArrayOutputStream expected = new ByteArrayOutputStream();
			for (int seed = 0; seed < 60; seed++) {
				final RunBlock block = RandomBlocks.next(new Random(seed), type).block();
				alone.clear();
				codec.encode(block, alone);
				expected.writeBytes(alone.toByteArray());
				codec.encode(block, all);
			}
			assertArrayEquals(expected.toByteArray(), all.toByteArray(), name);
		}
	}

	/** In a blosc chunk planes that repeat cost no more than their place in the list, however far lz4 can look back. */
	@Test
	void bloscStoresEqualPlanesOnce() throws Exception {
		final String name = "blosc-lz4";
		final Sample once = RandomBlocks.of(new Random(1), LabelType.UINT32, ones(150), ones(150), new int[] { 1 }, 50);
		final Sample often = RandomBlocks.of(new Random(1), LabelType.UINT32, ones(150), ones(150), new int[] { 40 }, 50);
		final ByteBuilder one = new ByteBuilder();
		final ByteBuilder many = new ByteBuilder();
		Compression.parse(name).newCodec(ByteOrder.LITTLE_ENDIAN).encode(once.block(), one);
		Compression.parse(name).newCodec(ByteOrder.LITTLE_ENDIAN).encode(often.block(), many);
		assertEquals(one.size() + 39 * 4, many.size());
		check(name, ByteOrder.LITTLE_ENDIAN, often, "40 planes");
	}

	/** With zstd all planes are one block of up to 256 MiB, which costs 24 bytes; above, each plane is one. */
	@Test
	void bloscOfZstdIsOneBlock() {
		final Sample sample = RandomBlocks.of(new Random(1), LabelType.UINT32, ones(50), ones(50), new int[] { 9, 9 }, 5);
		final ByteBuilder zstd = new ByteBuilder();
		final ByteBuilder blosc = new ByteBuilder();
		Compression.parse("zstd").newCodec(ByteOrder.LITTLE_ENDIAN).encode(sample.block(), zstd);
		Compression.parse("blosc-zstd").newCodec(ByteOrder.LITTLE_ENDIAN).encode(sample.block(), blosc);
		assertEquals(zstd.size() + 24, blosc.size());
		assertArrayEquals(zstd.toByteArray(), Arrays.copyOfRange(blosc.array(), 24, blosc.size()));

		final RunBlock large = RunBlock.uniform(LabelType.UINT8, 7, new int[] { 1024, 1024, 257 });
		blosc.clear();
		Compression.parse("blosc-zstd").newCodec(ByteOrder.LITTLE_ENDIAN).encode(large, blosc);
		final java.nio.ByteBuffer bytes = blosc.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(257 << 20, bytes.getInt(4));
		assertEquals(1 << 20, bytes.getInt(8));
		for (int b = 0; b < 257; b++)
			assertEquals(16 + 4 * 257, bytes.getInt(16 + 4 * b));
		assertEquals(16 + 4 * 257 + 4 + bytes.getInt(16 + 4 * 257), blosc.size());
		final byte[] plane = new byte[1 << 20];
		Arrays.fill(plane, (byte) 7);
		assertArrayEquals(plane, Zstd.decompress(Arrays.copyOfRange(blosc.array(), 16 + 4 * 257 + 4, blosc.size()), 1 << 20));
	}

	/** Noise is stored as it is, behind the header, in every one of the codecs that can say so. */
	@ParameterizedTest
	@CsvSource({ "blosc-lz4,16", "blosc-zstd,16", "raw,0" })
	void noiseIsStoredAsItIs(final String name, final int header) {
		final long[] labels = new Random(3).longs(20 * 20 * 20).toArray();
		final RunBlock block = RunBlock.of(LabelType.INT64, labels, ones(20), ones(20), ones(20));
		final ByteBuilder out = new ByteBuilder();
		Compression.parse(name).newCodec(ByteOrder.LITTLE_ENDIAN).encode(block, out);
		assertEquals(header + 8 * labels.length, out.size());
		final java.nio.ByteBuffer bytes = out.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).position(header);
		for (final long label : labels)
			assertEquals(label, bytes.getLong());
	}

	@Test
	void planesThatAreTooLargeForBloscAreRefused() {
		final RunBlock block = RunBlock.uniform(LabelType.UINT32, 1, new int[] { 1 << 14, (1 << 12) + 1, 1 });
		assertTrue(block.planeBytes() > Compression.parse("blosc-lz4").mostPlaneBytes());
		for (final String name : new String[] { "blosc-lz4", "blosc-zstd" })
			assertThrows(IllegalArgumentException.class, () -> Compression.parse(name).newCodec(ByteOrder.LITTLE_ENDIAN).encode(block,
				new ByteBuilder()), name);
	}

	/** Encoded runs must be smaller than what zlib makes of the expanded block, or the encoder is pointless. */
	@Test
	void gzipOfRunsIsSmallerThanZlib() {
		final int[] runs = ones(16);
		Arrays.fill(runs, 8);
		final Random random = new Random(7);
		final Sample sample = RandomBlocks.of(random, LabelType.UINT32, runs, runs, runs, 12);
		final ByteBuilder out = new ByteBuilder();
		Compression.DEFAULT.newCodec(ByteOrder.BIG_ENDIAN).encode(sample.block(), out);
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
			Compression.parse(low).newCodec(ByteOrder.BIG_ENDIAN).encode(sample.block(), first);
			Compression.parse(high).newCodec(ByteOrder.BIG_ENDIAN).encode(sample.block(), second);
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
		Compression.DEFAULT.newCodec(ByteOrder.BIG_ENDIAN).encode(block, out);
		final double least = block.bytes() / 258.0 * 2 / 8;
		assertTrue(out.size() < 1.25 * least, out.size() + " bytes, the least is " + least);
	}

	@Test
	void damagedBytesAreRefused() {
		for (final String name : ALL) {
			final Sample sample = RandomBlocks.next(new Random(3), LabelType.UINT16);
			final BlockCodec codec = Compression.parse(name).newCodec(ByteOrder.BIG_ENDIAN);
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
		for (final String text : new String[] { "gzip:1", "gzip:9", "lz4", "zstd:3", "zstd:22", "raw", "blosc-lz4", "blosc-zstd:9" })
			assertEquals(text, Compression.parse(text).toString());
		assertEquals("gzip:1", Compression.parse("GZIP").toString());
		for (final String text : new String[] { "", "gzip:0", "gzip:10", "gzip:x", "lz4:1", "zstd:23", "zip", "raw:1",
			"blosc", "blosc-lz4:1", "blosc-zstd:10", "blosc_lz4" })
			assertThrows(IllegalArgumentException.class, () -> Compression.parse(text), text);
		assertEquals("'zip' is not gzip[:1-9], lz4, zstd[:1-22], raw, blosc-lz4 or blosc-zstd[:1-9]", assertThrows(
			IllegalArgumentException.class, () -> Compression.parse("zip")).getMessage());
	}

	private static void check(final String name, final ByteOrder order, final Sample sample, final String what)
		throws Exception
	{
		check(name, order, Compression.parse(name).newCodec(order), new ByteBuilder(), sample, what);
	}

	private static void check(final String name, final ByteOrder order, final BlockCodec codec, final ByteBuilder out,
		final Sample sample, final String what) throws Exception
	{
		final byte[] voxels = sample.voxels(order);
		out.clear();
		out.put(42);
		codec.encode(sample.block(), out);
		final byte[] encoded = Arrays.copyOfRange(out.array(), 1, out.size());
		final String message = name + ", " + order + ", " + what + ": " + sample.what();
		assertArrayEquals(voxels, decodeIndependently(name, encoded, voxels.length), message);
		final byte[] decoded = new byte[voxels.length];
		codec.decode(out.array(), 1, out.size() - 1, decoded);
		assertArrayEquals(voxels, decoded, message);
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
			case "raw" -> encoded;
			default -> unblosc(encoded, length, name.contains("zstd"));
		};
	}

	/** Only chunks as they are written here: not shuffled, not split. */
	private static byte[] unblosc(final byte[] encoded, final int length, final boolean zstd) {
		final java.nio.ByteBuffer chunk = java.nio.ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(2, chunk.get(0), "format");
		assertEquals(1, chunk.get(1), "format of the compressor");
		final boolean stored = (chunk.get(2) & 2) != 0;
		assertEquals((zstd ? 4 : 1) << 5 | 0x10 | (stored ? 2 : 0), chunk.get(2) & 0xFF, "flags");
		assertEquals(length, chunk.getInt(4), "decoded length");
		assertEquals(encoded.length, chunk.getInt(12), "length of the chunk");
		final int block = chunk.getInt(8);
		assertTrue(block > 0 && block <= length && block % chunk.get(3) == 0, "blocks of " + block);
		if (stored)
			return Arrays.copyOfRange(encoded, 16, encoded.length);
		final byte[] all = new byte[length];
		int end = 0;
		for (int b = 0; b < (length + block - 1) / block; b++) {
			final int from = chunk.getInt(16 + 4 * b);
			final int count = chunk.getInt(from);
			final int bytes = Math.min(block, length - b * block);
			if (count == bytes)
				System.arraycopy(encoded, from + 4, all, b * block, bytes);
			else if (zstd)
				assertEquals(bytes, Zstd.decompressByteArray(all, b * block, bytes, encoded, from + 4, count));
			else
				assertEquals(bytes, LZ4Factory.safeInstance().safeDecompressor().decompress(encoded, from + 4, count, all, b * block,
					bytes));
			end = Math.max(end, from + 4 + count);
		}
		assertEquals(encoded.length, end, "nothing is left over");
		return all;
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
			java.nio.ByteBuffer.wrap(encoded, encoded.length - 8, 8).order(ByteOrder.LITTLE_ENDIAN);
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
