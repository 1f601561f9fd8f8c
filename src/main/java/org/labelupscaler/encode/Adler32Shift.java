package org.labelupscaler.encode;

/**
 * Combines Adler-32 checksums (RFC 1950, 8.2). The lower half of a checksum is 1 and the sum of all bytes, the upper one the sum
 * of all that the lower has been; both modulo 65521. So the lower halves of pieces add up but for one 1, and each byte of the second
 * piece adds to the upper half what the first one's lower half is beyond the 1 that it would have begun with.
 *
 * @param length bytes of the piece that is appended, at least 0
 */
record Adler32Shift(long length) implements ChecksumShift {

	private static final int BASE = 65521;

	@Override
	public int append(final int head, final int tail) {
		final long lowHead = head & 0xFFFF;
		final long low = lowHead + (tail & 0xFFFF) - 1 + BASE;
		final long high = (head >>> 16) + (tail >>> 16) + length % BASE * (lowHead + BASE - 1);
		return (int) (high % BASE << 16 | low % BASE);
	}
}
