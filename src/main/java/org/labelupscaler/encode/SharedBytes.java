package org.labelupscaler.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Stretches of 32-bit words, one behind the other, each stored once. Used by one thread. */
final class SharedBytes {

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private final ByteBuilder bytes = new ByteBuilder();
	private int offset;
	/** Start and length of each stretch, at the place that its hash says, or the next that is free; length 0 if there is none. */
	private int[] places = new int[2 << 10];
	private int count;

	/**
	 * Forgets all.
	 *
	 * @param first what the first byte is counted as
	 */
	void clear(final int first) {
		bytes.clear();
		offset = first;
		count = 0;
		Arrays.fill(places, 0);
	}

	/** All that was added. */
	ByteBuilder bytes() {
		return bytes;
	}

	/** Where a stretch is, which is added if it is not there; of the first bytes of an array, a multiple of four and not none. */
	int offset(final byte[] array, final int length) {
		final int mask = places.length / 2 - 1;
		int place = hash(array, length) & mask;
		for (; places[2 * place + 1] > 0; place = place + 1 & mask) {
			final int at = places[2 * place];
			if (places[2 * place + 1] == length && Arrays.equals(bytes.array(), at, at + length, array, 0, length))
				return offset + at;
		}
		final int at = bytes.size();
		places[2 * place] = at;
		places[2 * place + 1] = length;
		bytes.put(array, 0, length);
		if (++count > mask / 2)
			grow();
		return offset + at;
	}

	private void grow() {
		final int[] old = places;
		places = new int[2 * old.length];
		final int mask = places.length / 2 - 1;
		final byte[] stretch = bytes.array();
		for (int p = 0; p < old.length; p += 2) {
			if (old[p + 1] == 0)
				continue;
			int place = hash(stretch, old[p], old[p + 1]) & mask;
			while (places[2 * place + 1] > 0)
				place = place + 1 & mask;
			places[2 * place] = old[p];
			places[2 * place + 1] = old[p + 1];
		}
	}

	private static int hash(final byte[] array, final int length) {
		return hash(array, 0, length);
	}

	private static int hash(final byte[] array, final int from, final int length) {
		int hash = length;
		for (int i = from; i < from + length; i += Integer.BYTES)
			hash = 31 * hash + (int) INT.get(array, i) * 0x9E3779B1;
		return hash ^ hash >>> 15;
	}
}
