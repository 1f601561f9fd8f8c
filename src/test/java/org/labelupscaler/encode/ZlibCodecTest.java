package org.labelupscaler.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.RandomBlocks;
import org.labelupscaler.RandomBlocks.Sample;
import org.labelupscaler.label.LabelType;

/** Zlib streams, read by the JDK's inflater, which checks header and checksum. */
class ZlibCodecTest {

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void randomBlocksAreReadByTheInflater(final LabelType type) throws Exception {
		for (final String name : new String[] { "gzip", "gzip:6" })
			for (final ByteOrder order : new ByteOrder[] { ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN }) {
				final BlockCodec codec = Compression.parse(name).newZlibCodec(order);
				final ByteBuilder out = new ByteBuilder();
				final ByteBuilder gzip = new ByteBuilder();
				for (int seed = 0; seed < 150; seed++) {
					final Sample sample = RandomBlocks.next(new Random(seed), type);
					final byte[] voxels = sample.voxels(order);
					out.clear();
					out.put(42);
					codec.encode(sample.block(), out);
					final byte[] stream = Arrays.copyOfRange(out.array(), 1, out.size());
					assertArrayEquals(voxels, inflate(stream, voxels.length), name + " seed " + seed);
					final byte[] decoded = new byte[voxels.length];
					codec.decode(out.array(), 1, out.size() - 1, decoded);
					assertArrayEquals(voxels, decoded);
					gzip.clear();
					Compression.parse(name).newCodec(order).encode(sample.block(), gzip);
					assertArrayEquals(Arrays.copyOfRange(gzip.array(), 10, gzip.size() - 8), Arrays.copyOfRange(stream, 2, stream.length -
						4), "the same stream in another frame");
				}
			}
	}

	private static byte[] inflate(final byte[] stream, final int length) throws DataFormatException {
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(stream);
			final byte[] voxels = new byte[length];
			int done = 0;
			while (done < length && !inflater.finished())
				done += inflater.inflate(voxels, done, length - done);
			assertEquals(0, inflater.inflate(new byte[1]));
			assertEquals(length, done);
			assertTrue(inflater.finished(), "the checksum is there and right");
			assertEquals(0, inflater.getRemaining());
			return voxels;
		}
		finally {
			inflater.end();
		}
	}

	@Test
	void damagedBytesAreRefused() {
		final Sample sample = RandomBlocks.next(new Random(3), LabelType.UINT16);
		final BlockCodec codec = Compression.parse("gzip").newZlibCodec(ByteOrder.LITTLE_ENDIAN);
		final ByteBuilder out = new ByteBuilder();
		codec.encode(sample.block(), out);
		final byte[] into = new byte[sample.voxels().length];
		for (int cut = 1; cut < 6; cut++) {
			final int count = out.size() - cut;
			assertThrows(IOException.class, () -> codec.decode(out.array(), 0, count, into));
		}
		out.array()[out.size() - 1] ^= 1;
		assertThrows(IOException.class, () -> codec.decode(out.array(), 0, out.size(), into));
	}

	/** Whole checksums with bytes that make both halves large. */
	@Test
	void combinedChecksumsEqualThoseOfTheWhole() {
		final Random random = new Random(5);
		for (final int length : new int[] { 0, 1, 2, 255, 256, 4096, 65520, 65521, 65522, 131043, 700001 })
			for (final boolean high : new boolean[] { false, true }) {
				final byte[] tail = new byte[length];
				final byte[] head = new byte[random.nextInt(100_000)];
				if (high) {
					Arrays.fill(tail, (byte) -1);
					Arrays.fill(head, (byte) -1);
				}
				else {
					random.nextBytes(tail);
					random.nextBytes(head);
				}
				final byte[] whole = ByteBuffer.allocate(head.length + length).put(head).put(tail).array();
				assertEquals(adler(whole), new Adler32Shift(length).append(adler(head), adler(tail)), "length " + length);
			}
	}

	private static int adler(final byte[] bytes) {
		final Adler32 adler = new Adler32();
		adler.update(bytes);
		return (int) adler.getValue();
	}
}
