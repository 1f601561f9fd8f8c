package org.labelupscaler.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Appends bits to a {@link ByteBuilder}, lowest bit first, as deflate wants them. Every bit is in the builder's array as
 * soon as it is put, so that bits can be read back and repeated. Not thread-safe.
 */
final class BitWriter {

	/** The most bits that one call can put. */
	static final int MOST = 56;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private final ByteBuilder out;
	private byte[] bytes;
	private int at;
	/** The bits of the byte at {@code at} that are set already. */
	private long partial;
	private int partialBits;

	/** Starts at the next whole byte of the builder, which must not be used otherwise until {@link #finish}. */
	BitWriter(final ByteBuilder out) {
		this.out = out;
		this.at = out.size();
		this.bytes = out.array();
	}

	/** Makes room for bits to come; without it {@link #put} may fail. */
	void ensure(final long bits) {
		out.setSize(at);
		out.ensure((bits >>> 3) + 17);
		bytes = out.array();
	}

	/** Puts up to 56 bits; those of {@code value} above them must be zero. */
	void put(final long value, final int bits) {
		partial |= value << partialBits;
		LONG.set(bytes, at, partial);
		final int filled = partialBits + bits;
		at += filled >>> 3;
		partial >>>= filled & ~7;
		partialBits = filled & 7;
	}

	/** Puts the same bits several times; makes room itself. */
	void putRepeatedly(final long value, final int bits, final int times) {
		ensure((long) bits * times);
		int left = times;
		if (left > 4 && bits <= MOST / 2) {
			final int perPut = MOST / bits;
			long pattern = value;
			for (int i = 1; i < perPut; i++)
				pattern = pattern << bits | value;
			for (; left >= perPut; left -= perPut)
				put(pattern, perPut * bits);
		}
		for (; left > 0; left--)
			put(value, bits);
	}

	/** Bits put so far, counted from the builder's first byte. */
	long position() {
		return 8L * at + partialBits;
	}

	/** Puts again what stands between two earlier positions, several times; makes room itself. */
	void repeat(final long from, final long to, final int times) {
		ensure((to - from) * times);
		for (int t = 0; t < times; t++) {
			long p = from;
			// NB: a load of eight bytes at any bit holds 57 valid bits; the source ends before the place written to.
			for (; to - p >= MOST; p += MOST)
				put((long) LONG.get(bytes, (int) (p >>> 3)) >>> (int) (p & 7) & (1L << MOST) - 1, MOST);
			final int rest = (int) (to - p);
			if (rest > 0)
				put((long) LONG.get(bytes, (int) (p >>> 3)) >>> (int) (p & 7) & (1L << rest) - 1, rest);
		}
	}

	/** Fills the last byte with zero bits and gives the builder back. */
	void finish() {
		out.setSize(partialBits == 0 ? at : at + 1);
	}
}
