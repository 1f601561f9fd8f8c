package org.labelupscaler.source.tiff;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes whose bits stand the other way round: FillOrder 2 (TIFF Revision 6.0, section 8). It concerns the bytes as they are in
 * the file, before they are decompressed. Not thread-safe.
 */
final class ReversedBits extends FilterInputStream {

	ReversedBits(final InputStream in) {
		super(in);
	}

	@Override
	public int read() throws IOException {
		final int one = in.read();
		return one < 0 ? one : reversed(one) & 0xFF;
	}

	@Override
	public int read(final byte[] to, final int from, final int most) throws IOException {
		final int n = in.read(to, from, most);
		for (int i = from; i < from + n; i++)
			to[i] = reversed(to[i]);
		return n;
	}

	private static byte reversed(final int value) {
		return (byte) (Integer.reverse(value) >>> 24);
	}
}
