package org.labelupscaler.source.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.jhdf.exceptions.HdfException;

/**
 * The scaleoffset filter for integers, which BigDataViewer's writers use: a chunk's smallest number, then of each number
 * how much larger it is, in as few bits as the largest needs, highest bit first. All bits set stand for the fill value, if
 * there is one. After the rule in H5Zscaleoffset.c of HDF5.
 *
 * @param numbers how many a chunk has
 * @param size bytes of each, 1 to 8
 * @param order byte order of the dataset
 * @param hasFill whether the fill value is not among the numbers
 * @param fill the fill value
 */
record ScaleOffset(int numbers, int size, ByteOrder order, boolean hasFill, long fill) {

	/** Number of bits, length of the smallest number, that number, and what is kept free. */
	private static final int HEADER = 21;
	private static final int INTEGERS = 2;
	private static final int INTEGER_CLASS = 0;
	private static final int FIRST_OF_FILL = 8;

	/** Why a chunk cannot be read; null if it can. */
	static String unknown(final int[] values) {
		if (values.length < FIRST_OF_FILL)
			return "scaleoffset without its parameters";
		return values[0] != INTEGERS || values[3] != INTEGER_CLASS ? "scaleoffset for rounded floating-point numbers"
			: null;
	}

	/** @param values the filter's parameters: kind, bits, numbers, class, size, sign, order, whether there is a fill, it */
	static ScaleOffset of(final int[] values) {
		final int size = values[4];
		if (unknown(values) != null || size < 1 || size > Long.BYTES || values[2] < 1)
			throw new HdfException("its scaleoffset filter is of " + values[2] + " numbers of " + size + " bytes");
		long fill = 0;
		for (int i = FIRST_OF_FILL; i < Math.min(values.length, FIRST_OF_FILL + 2); i++)
			fill |= (values[i] & 0xFFFFFFFFL) << Integer.SIZE * (i - FIRST_OF_FILL);
		return new ScaleOffset(values[2], size, values[6] == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
			values[7] != 0, fill);
	}

	/** @param most bytes that may come out */
	byte[] decode(final byte[] bytes, final int most) {
		final long length = (long) numbers * size;
		if (length > most || bytes.length < HEADER)
			throw new HdfException("its " + bytes.length + " bytes of scaleoffset hold " + length + " bytes of voxels, not " + most);
		final ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		final int bits = in.getInt();
		final int width = in.get() & 0xFF;
		// NB: it was written in the width that the largest integers had there.
		final long smallest = width >= Long.BYTES ? in.getLong() : width == 4 ? in.getInt() : 0;
		if (bits < 0 || bits > size * Byte.SIZE || width != Long.BYTES && width != Integer.BYTES)
			throw new HdfException("its scaleoffset header says " + bits + " bits, and a number of " + width + " bytes");
		if (HEADER + ((long) numbers * bits + 7) / 8 > bytes.length)
			throw new HdfException("its " + bytes.length + " bytes of scaleoffset end too soon for " + numbers + " numbers of " +
				bits + " bits");
		final byte[] out = new byte[(int) length];
		final boolean whole = bits == size * Byte.SIZE;
		final long ones = bits == 0 ? 0 : -1L >>> Long.SIZE - bits;
		long at = HEADER * (long) Byte.SIZE;
		for (int i = 0; i < numbers; i++, at += bits) {
			// NB: numbers that need all their bits are as they are, low byte first.
			final long more = whole ? plain(bytes, HEADER + i * size) : read(bytes, at, bits);
			final long value = whole ? more : hasFill && more == ones ? fill : more + smallest;
			put(out, i * size, value);
		}
		return out;
	}

	private long plain(final byte[] bytes, final int from) {
		long value = 0;
		for (int b = 0; b < size; b++)
			value |= (bytes[from + b] & 0xFFL) << Byte.SIZE * b;
		return value;
	}

	private static long read(final byte[] bytes, final long at, final int bits) {
		long value = 0;
		int done = 0;
		while (done < bits) {
			final int within = (int) ((at + done) % Byte.SIZE);
			final int n = Math.min(Byte.SIZE - within, bits - done);
			final int next = (bytes[(int) ((at + done) / Byte.SIZE)] & 0xFF) >> Byte.SIZE - within - n & (1 << n) - 1;
			value = value << n | next;
			done += n;
		}
		return value;
	}

	private void put(final byte[] out, final int at, final long value) {
		for (int b = 0; b < size; b++)
			out[at + (order == ByteOrder.LITTLE_ENDIAN ? b : size - 1 - b)] = (byte) (value >> Byte.SIZE * b);
	}
}
