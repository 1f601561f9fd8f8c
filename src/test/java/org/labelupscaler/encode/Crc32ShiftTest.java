package org.labelupscaler.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;

/** Combined checksums against those of all the bytes. */
class Crc32ShiftTest {

	@Test
	void combinedChecksumsEqualThoseOfTheWhole() {
		final Random random = new Random(5);
		for (final int length : new int[] { 0, 1, 2, 3, 7, 8, 255, 256, 4096, 70001 }) {
			final byte[] tail = new byte[length];
			random.nextBytes(tail);
			final byte[] head = new byte[random.nextInt(300)];
			random.nextBytes(head);
			final CRC32 whole = new CRC32();
			whole.update(head);
			whole.update(tail);
			assertEquals((int) whole.getValue(), new Crc32Shift(length).append(crc(head), crc(tail)), "length " + length);
		}
		final long huge = 452_000_000_003L;
		final Crc32Shift half = new Crc32Shift(huge / 2);
		final int zeros = new Crc32Shift(huge - huge / 2).append(half.append(12345, 0), 0);
		assertEquals(new Crc32Shift(huge).append(12345, 0), zeros, "shifts compose");
	}

	private static int crc(final byte[] bytes) {
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		return (int) crc.getValue();
	}
}
