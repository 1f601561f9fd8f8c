package org.labelupscaler.address;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Files that a server keeps packed, and says so: Content-Encoding (RFC 9110, section 8.4). Others are to see what was packed, so that the
 * name and the length of the file mean the content.
 */
public final class Packed {

	/** NB: how long a packed file is, only unpacking tells, and so it is held in memory. */
	private static final int MOST = 256 << 20;

	private Packed() {}

	/**
	 * @param encoding what a server says; null for nothing
	 * @return whether a file is packed
	 * @throws IOException if it is packed in a way that is not known
	 */
	public static boolean is(final String encoding) throws IOException {
		return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
			// NB: the last is how it was sent there, and goes along with what stays.
			case "", "identity", "aws-chunked" -> false;
			case "gzip", "x-gzip", "gzip,aws-chunked", "aws-chunked,gzip" -> true;
			default -> throw new IOException("it is kept packed in a way that is not known here (Content-Encoding: " + encoding +
				"); download it, and name the file");
		};
	}

	/**
	 * @param packed all of it; stays the caller's
	 * @param modified when it was written
	 * @param tag its version
	 * @return all of it, unpacked
	 * @throws IOException if it cannot be unpacked, or has more bytes than memory should hold
	 */
	public static RemoteStart start(final InputStream packed, final Instant modified, final String tag) throws IOException {
		final InputStream in = new GZIPInputStream(packed);
		final byte[] bytes = in.readNBytes(MOST + 1);
		if (bytes.length > MOST)
			throw new IOException("it is kept packed (Content-Encoding: gzip), and has more than " + MOST +
				" bytes; download it, and name the file");
		return new RemoteStart(new RemoteFile(bytes.length, modified, tag, false), bytes);
	}
}
