package org.labelupscaler.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The members of a gzip file, decoded, one after the other. Between and behind them there may be zeros, as in files from tapes
 * and archives; what else follows the last one is no part of the stream, as gzip itself has it. Not thread-safe.
 * NB: not Java's own gzip, which takes no notice of what is wrong behind the first member.
 */
final class GzipStream extends InputStream {

	private final BufferedInputStream in;
	/** NB: leaves {@code in} behind the member, which it can because that can be reset. */
	private InputStream member;
	private boolean surplus;

	/** @throws IOException if it does not begin with a member */
	GzipStream(final BufferedInputStream in) throws IOException {
		this.in = in;
		member = new GzipCompressorInputStream(in, false);
	}

	/** Whether other bytes than zeros were found behind the last member; known when the end has been reached. */
	boolean hasSurplus() {
		return surplus;
	}

	@Override
	public int read() throws IOException {
		final byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(final byte[] buffer, final int offset, final int length) throws IOException {
		while (member != null) {
			final int n = member.read(buffer, offset, length);
			if (n >= 0)
				return n;
			member = next() ? new GzipCompressorInputStream(in, false) : null;
		}
		return -1;
	}

	private boolean next() throws IOException {
		int first = 0;
		while (first == 0) {
			in.mark(2);
			first = in.read();
		}
		final boolean found = first == 0x1f && in.read() == 0x8b;
		surplus = first >= 0 && !found;
		in.reset();
		return found;
	}

	@Override
	public void close() throws IOException {
		// NB: frees the memory that Java's decoder keeps outside of its heap.
		if (member != null)
			member.close();
		in.close();
	}
}
