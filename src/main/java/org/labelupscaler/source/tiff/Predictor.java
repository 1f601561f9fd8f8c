package org.labelupscaler.source.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Undoes what is done to rows before they are compressed, in place (TIFF Revision 6.0, section 14; Technical Note 3). */
final class Predictor {

	private final long kind;
	private final int bytes;
	private final ByteOrder order;
	private final VarHandle shorts;
	private final VarHandle ints;
	private final VarHandle longs;
	private byte[] copy = new byte[0];

	/**
	 * @param kind as the field says
	 * @param bytes bytes of a voxel
	 * @param order byte order of a voxel
	 */
	Predictor(final long kind, final int bytes, final ByteOrder order) {
		this.kind = kind;
		this.bytes = bytes;
		this.order = order;
		shorts = MethodHandles.byteArrayViewVarHandle(short[].class, order);
		ints = MethodHandles.byteArrayViewVarHandle(int[].class, order);
		longs = MethodHandles.byteArrayViewVarHandle(long[].class, order);
	}

	/** A row, from one index to another. */
	void undo(final byte[] row, final int from, final int to) {
		if (kind == 2)
			addUp(row, from, to, bytes);
		if (kind == 3) {
			addUp(row, from, to, 1);
			gather(row, from, to);
		}
	}

	private void addUp(final byte[] row, final int from, final int to, final int width) {
		switch (width) {
			case 1 -> {
				for (int i = from + 1; i < to; i++)
					row[i] += row[i - 1];
			}
			case 2 -> {
				short sum = 0;
				for (int i = from; i < to; i += 2)
					shorts.set(row, i, sum += (short) shorts.get(row, i));
			}
			case 4 -> {
				int sum = 0;
				for (int i = from; i < to; i += 4)
					ints.set(row, i, sum += (int) ints.get(row, i));
			}
			default -> {
				long sum = 0;
				for (int i = from; i < to; i += 8)
					longs.set(row, i, sum += (long) longs.get(row, i));
			}
		}
	}

	/** The most significant bytes of all voxels stand first, then those after them, whatever the byte order of the file. */
	private void gather(final byte[] row, final int from, final int to) {
		final int n = (to - from) / bytes;
		if (copy.length < to - from)
			copy = new byte[to - from];
		System.arraycopy(row, from, copy, 0, to - from);
		for (int b = 0; b < bytes; b++) {
			final int at = from + (order == ByteOrder.BIG_ENDIAN ? b : bytes - 1 - b);
			for (int i = 0; i < n; i++)
				row[at + i * bytes] = copy[b * n + i];
		}
	}
}
