package org.labelupscaler.compression;

/**
 * Puts back together what was sorted by significance to compress better, as Blosc and filters of HDF5 do: first all lowest
 * bytes (or bits) of the elements of a block, then all that come next.
 */
public final class Shuffle {

	private Shuffle() {}

	/**
	 * Bytes at the end that make no element are as they were.
	 *
	 * @param sorted the sorted bytes, from index 0 on
	 * @param length how many they are
	 * @param element bytes of an element
	 * @param into takes the elements
	 * @param at first index in it
	 */
	public static void unsortBytes(final byte[] sorted, final int length, final int element, final byte[] into, final int at) {
		final int elements = length / element;
		for (int b = 0; b < element; b++)
			for (int e = 0, from = b * elements, to = at + b; e < elements; e++, to += element)
				into[to] = sorted[from++];
		final int whole = elements * element;
		System.arraycopy(sorted, whole, into, at + whole, length - whole);
	}

	/**
	 * The number of elements must be a multiple of eight; bytes at the end that make no element are as they were.
	 *
	 * @param sorted the sorted bytes, from index 0 on
	 * @param length how many they are
	 * @param element bytes of an element
	 * @param into takes the elements
	 * @param at first index in it
	 */
	public static void unsortBits(final byte[] sorted, final int length, final int element, final byte[] into, final int at) {
		final int elements = length / element;
		final int row = elements / 8;
		for (int b = 0; b < element; b++)
			for (int e = 0; e < row; e++) {
				// Eight bytes, one for each significance, that have a bit of each of eight elements.
				long bits = 0;
				for (int k = 0; k < 8; k++)
					bits |= (sorted[(8 * b + k) * row + e] & 0xFFL) << 8 * k;
				bits = transpose(bits);
				for (int k = 0; k < 8; k++)
					into[at + (8 * e + k) * element + b] = (byte) (bits >>> 8 * k);
			}
		final int whole = elements * element;
		System.arraycopy(sorted, whole, into, at + whole, length - whole);
	}

	/** An 8 x 8 matrix of bits, row after row, mirrored at its diagonal: in squares of 1, 2 and 4 (Hacker's Delight, 7-3). */
	private static long transpose(final long matrix) {
		long x = matrix;
		long swap = (x ^ x >>> 7) & 0x00AA00AA00AA00AAL;
		x ^= swap ^ swap << 7;
		swap = (x ^ x >>> 14) & 0x0000CCCC0000CCCCL;
		x ^= swap ^ swap << 14;
		swap = (x ^ x >>> 28) & 0x00000000F0F0F0F0L;
		return x ^ swap ^ swap << 28;
	}
}
