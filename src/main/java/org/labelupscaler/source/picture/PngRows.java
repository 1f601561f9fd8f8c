package org.labelupscaler.source.picture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Rows of a PNG file of one number a voxel, unfiltered (PNG, section 9), with a byte or two for each voxel. Not thread-safe. */
final class PngRows {

	private final InputStream in;
	private final int bits;
	private byte[] row = new byte[0];
	private byte[] before = new byte[0];
	private boolean first = true;

	/**
	 * @param in what is left after it has been decompressed
	 * @param bits bits of a number
	 */
	PngRows(final InputStream in, final int bits) {
		this.in = in;
		this.bits = bits;
	}

	/** From here on rows are of another part of the image. */
	void startPass() {
		first = true;
	}

	/**
	 * @param width voxels of the row
	 * @param to takes them
	 * @param from first index
	 */
	void next(final int width, final byte[] to, final int from) throws IOException {
		final int bytes = (int) (((long) width * bits + 7) / 8);
		if (row.length < bytes) {
			row = new byte[bytes];
			before = Arrays.copyOf(before, bytes);
		}
		if (first)
			Arrays.fill(before, 0, bytes, (byte) 0);
		first = false;
		final int filter = in.read();
		if (filter < 0 || in.readNBytes(row, 0, bytes) < bytes)
			throw new EOFException();
		undo(filter, bytes, Math.max(1, bits / 8));
		if (bits >= 8)
			System.arraycopy(row, 0, to, from, bytes);
		else
			unpack(width, to, from);
		final byte[] swap = row;
		row = before;
		before = swap;
	}

	/** @param back how many bytes the voxel to the left is away */
	private void undo(final int filter, final int bytes, final int back) throws IOException {
		switch (filter) {
			case 0 -> {
				// as they are
			}
			case 1 -> {
				for (int i = back; i < bytes; i++)
					row[i] += row[i - back];
			}
			case 2 -> {
				for (int i = 0; i < bytes; i++)
					row[i] += before[i];
			}
			case 3 -> {
				for (int i = 0; i < bytes; i++)
					row[i] += (byte) ((left(i, back) + (before[i] & 0xFF)) / 2);
			}
			case 4 -> {
				for (int i = 0; i < bytes; i++)
					row[i] += (byte) paeth(left(i, back), before[i] & 0xFF, i < back ? 0 : before[i - back] & 0xFF);
			}
			default -> throw new IOException("it has a row with the filter " + filter + ", which PNG does not have");
		}
	}

	private int left(final int i, final int back) {
		return i < back ? 0 : row[i - back] & 0xFF;
	}

	private static int paeth(final int left, final int above, final int corner) {
		final int sum = left + above - corner;
		final int toLeft = Math.abs(sum - left);
		final int toAbove = Math.abs(sum - above);
		final int toCorner = Math.abs(sum - corner);
		return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
	}

	private void unpack(final int width, final byte[] to, final int from) {
		final int most = (1 << bits) - 1;
		for (int x = 0; x < width; x++) {
			final long bit = (long) x * bits;
			to[from + x] = (byte) (row[(int) (bit >> 3)] >> 8 - bits - (int) (bit & 7) & most);
		}
	}
}
