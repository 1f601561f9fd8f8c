package org.labelupscaler.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Combined checksums against those of all the bytes. */
class ChecksumShiftTest {

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

	@ParameterizedTest
	@EnumSource(DeflateFrame.class)
	void piecesThatRepeatEqualThoseOfTheWhole(final DeflateFrame frame) {
		final Random random = new Random(6);
		for (final int length : new int[] { 0, 1, 2, 8, 255, 4096, 70001 })
			for (final int times : new int[] { 0, 1, 2, 3, 64, 1000 }) {
				final byte[] head = new byte[random.nextInt(300)];
				random.nextBytes(head);
				final byte[] tail = new byte[length];
				// NB: the largest bytes make the largest sums.
				if (random.nextBoolean())
					random.nextBytes(tail);
				else
					Arrays.fill(tail, (byte) 0xFF);
				final Checksum whole = frame.newChecksum();
				whole.update(head);
				for (int t = 0; t < times; t++)
					whole.update(tail);
				final Checksum first = frame.newChecksum();
				first.update(head);
				final Checksum piece = frame.newChecksum();
				piece.update(tail);
				assertEquals((int) whole.getValue(), frame.shift(length).append((int) first.getValue(), (int) piece.getValue(), times),
					times + " times " + length + " bytes");
			}
		final ChecksumShift huge = frame.shift(4_000_000_003L);
		final int often = 30_000_007;
		assertEquals(huge.append(huge.append(0x12345678, 0x9ABC1234, often - 5), 0x9ABC1234, 5), huge.append(0x12345678, 0x9ABC1234,
			often), "repetitions add up");
	}

	private static int crc(final byte[] bytes) {
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		return (int) crc.getValue();
	}
}
