package org.labelupscaler.encode;

/**
 * Combines CRC-32 checksums (the one of gzip, polynomial 0xEDB88320 reflected) of pieces into the checksum of the whole,
 * without reading the bytes again. For pieces A and B with checksums a and b, {@code crc(A ∥ B) = shift(a) xor b}, where
 * {@code shift} multiplies by {@code x^(8·|B|)} modulo the polynomial over GF(2). An instance is that multiplication for
 * one length of B, spread into four tables so that it costs four look-ups. The inverted start and end values of the
 * CRC cancel in this formula, as in zlib's {@code crc32_combine}. Immutable, thread-safe.
 */
final class Crc32Shift implements ChecksumShift {

	private static final int POLYNOMIAL = 0xEDB88320;
	/** The polynomial 1: the highest bit is the lowest power. */
	private static final int ONE = 1 << 31;

	private final long length;
	private final int[] tables = new int[4 * 256];

	/** @param length bytes of the piece that is appended, at least 0 */
	Crc32Shift(final long length) {
		this.length = length;
		final int factor = power(length);
		for (int table = 0; table < 4; table++)
			for (int bit = 0; bit < 8; bit++) {
				final int image = multiply(1 << 8 * table + bit, factor);
				final int from = 1 << bit;
				for (int low = 0; low < from; low++)
					tables[256 * table + from + low] = tables[256 * table + low] ^ image;
			}
	}

	@Override
	public long length() {
		return length;
	}

	@Override
	public int append(final int head, final int tail) {
		return tables[head & 0xFF] ^ tables[256 + (head >>> 8 & 0xFF)] ^ tables[512 + (head >>> 16 & 0xFF)] ^
			tables[768 + (head >>> 24)] ^ tail;
	}

	/** x^(8·bytes) modulo the polynomial, by repeated squaring. */
	private static int power(final long bytes) {
		int result = ONE;
		int square = ONE >>> 8;
		for (long n = bytes; n != 0; n >>>= 1) {
			if ((n & 1) != 0)
				result = multiply(result, square);
			square = multiply(square, square);
		}
		return result;
	}

	/** a·b modulo the polynomial, bits reflected. */
	private static int multiply(final int a, final int b) {
		int product = 0;
		int shifted = b;
		for (int bit = 31; bit >= 0; bit--) {
			if ((a >>> bit & 1) != 0)
				product ^= shifted;
			shifted = (shifted & 1) != 0 ? shifted >>> 1 ^ POLYNOMIAL : shifted >>> 1;
		}
		return product;
	}
}
