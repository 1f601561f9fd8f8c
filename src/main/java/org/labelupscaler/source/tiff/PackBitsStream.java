package org.labelupscaler.source.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** PackBits (TIFF Revision 6.0, section 9): a count and so many bytes, or a negative count and a byte to repeat. */
final class PackBitsStream extends InputStream {

	private final InputStream in;
	/** Bytes to come until the next count. */
	private int left;
	/** The byte that is repeated; below 0 while bytes are copied. */
	private int repeated;

	PackBitsStream(final InputStream in) {
		this.in = in;
	}

	@Override
	public int read() throws IOException {
		final byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(final byte[] to, final int from, final int length) throws IOException {
		if (length == 0)
			return 0;
		while (left == 0) {
			final int next = in.read();
			if (next < 0)
				return -1;
			// NB: 128 stands for nothing.
			left = next < 128 ? next + 1 : next > 128 ? 257 - next : 0;
			repeated = next > 128 ? require(in.read()) : -1;
		}
		int n = Math.min(left, length);
		if (repeated >= 0)
			java.util.Arrays.fill(to, from, from + n, (byte) repeated);
		else
			n = require(in.read(to, from, n));
		left -= n;
		return n;
	}

	private static int require(final int read) throws EOFException {
		if (read < 0)
			throw new EOFException("a run of bytes is cut off");
		return read;
	}
}
