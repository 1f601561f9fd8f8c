package org.labelupscaler.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;

/** Chunks that c-blosc made, see src/test/python/make_blosc.py, and what is left of them after damage. */
class BloscTest {

	private record Chunk(String name, int length, long crc, byte[] bytes) {}

	private static List<Chunk> chunks() throws IOException {
		try (InputStream in = BloscTest.class.getResourceAsStream("/blosc/chunks.csv")) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).map(line -> {
				final String[] fields = line.split(",");
				return new Chunk(fields[0], Integer.parseInt(fields[1]), Long.parseLong(fields[2]), Base64.getDecoder().decode(
					fields[3]));
			}).toList();
		}
	}

	private static long crc(final byte[] bytes) {
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		return crc.getValue();
	}

	@Test
	void whatBloscMadeIsDecoded() throws Exception {
		int count = 0;
		for (final Chunk chunk : chunks()) {
			final byte[] decoded = Blosc.DECODER.decode(chunk.bytes, 0, chunk.bytes.length, chunk.length);
			assertEquals(chunk.crc, crc(decoded), chunk.name);
			// Not only from the start of an array.
			final byte[] shifted = new byte[chunk.bytes.length + 9];
			System.arraycopy(chunk.bytes, 0, shifted, 5, chunk.bytes.length);
			assertArrayEquals(decoded, Blosc.DECODER.decode(shifted, 5, chunk.bytes.length, chunk.length), chunk.name);
			count++;
		}
		assertTrue(count > 150, count + " chunks");
	}

	@Test
	void headersThatLieAreRefusedBeforeAnythingIsAllocated() throws Exception {
		final Chunk chunk = chunks().get(0);
		for (final int says : new int[] { chunk.length - 1, chunk.length + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE }) {
			final byte[] bad = chunk.bytes.clone();
			ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putInt(4, says);
			assertThrows(IOException.class, () -> Blosc.DECODER.check(bad, 0, bad.length, chunk.length));
		}
		assertThrows(IOException.class, () -> Blosc.DECODER.check(chunk.bytes, 0, chunk.bytes.length, Integer.MAX_VALUE));
		assertThrows(IOException.class, () -> Blosc.DECODER.check(chunk.bytes, 0, 15, chunk.length));
		assertThrows(IOException.class, () -> Blosc.DECODER.check(chunk.bytes, 0, chunk.bytes.length - 1, chunk.length));
	}

	/** Whatever is changed, the bytes that come out are as many as asked for, or there is an IOException; and soon. */
	@Test
	void damageIsNeverAnotherException() throws Exception {
		final Random random = new Random(1);
		int refused = 0;
		for (final Chunk chunk : chunks())
			for (int i = 0; i < 60; i++) {
				final byte[] bad = chunk.bytes.clone();
				for (int b = random.nextInt(3); b >= 0; b--) {
					final int at = random.nextInt(i % 2 == 0 ? Math.min(40, bad.length) : bad.length);
					bad[at] = (byte) random.nextInt();
				}
				try {
					assertEquals(chunk.length, Blosc.DECODER.decode(bad, 0, bad.length, chunk.length).length);
				}
				catch (final IOException e) {
					refused++;
				}
			}
		assertTrue(refused > 1000, refused + " refused");
	}

	@Test
	void aChunkThatIsCutIsRefused() throws Exception {
		for (final Chunk chunk : chunks()) {
			final int length = chunk.bytes.length - 1 - chunk.length % 7 % chunk.bytes.length;
			final byte[] cut = Arrays.copyOf(chunk.bytes, Math.max(16, length));
			if (cut.length == chunk.bytes.length)
				continue;
			ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(12, cut.length);
			assertThrows(IOException.class, () -> Blosc.DECODER.decode(cut, 0, cut.length, chunk.length), chunk.name);
		}
	}
}
