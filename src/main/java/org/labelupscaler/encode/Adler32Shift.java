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
		return append(head, tail, 1);
	}

	/** NB: before the k-th piece the lower half has grown k times, so that what its bytes add to the upper half is a sum that is known. */
	@Override
	public int append(final int head, final int tail, final int times) {
		final long n = times;
		final long grows = (tail & 0xFFFF) + BASE - 1;
		final long begins = (head & 0xFFFF) + BASE - 1;
		final long all = (n * begins + n * (n - 1) / 2 % BASE * grows) % BASE;
		final long low = (head & 0xFFFF) + n * grows;
		final long high = (head >>> 16) + n * (tail >>> 16) + length % BASE * all;
		return (int) (high % BASE << 16 | low % BASE);
	}
}
