package org.labelupscaler.text;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Fails where what a parser keeps in memory until it ends, such as a tag or a value, does not end. Not thread-safe.
 */
public final class BoundedReader extends FilterReader {

	private final long longest;
	private final String tooLong;
	private long since;

	/**
	 * @param in the letters
	 * @param longest how many may be read until {@link #ended} is called; a buffer more is let through
	 * @param tooLong the message if there are more
	 */
	public BoundedReader(final Reader in, final long longest, final String tooLong) {
		super(in);
		this.longest = longest;
		this.tooLong = tooLong;
	}

	/** Says that something has ended, and that the next may be as long. */
	public void ended() {
		since = 0;
	}

	@Override
	public int read() throws IOException {
		final char[] one = new char[1];
		return read(one, 0, 1) < 0 ? -1 : one[0];
	}

	@Override
	public int read(final char[] to, final int at, final int most) throws IOException {
		if (since > longest)
			throw new IOException(tooLong);
		final int n = super.read(to, at, most);
		since += Math.max(0, n);
		return n;
	}
}
