package org.labelupscaler.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The first bytes of files that are stored plain or as gzip, whatever their names say. */
public final class DecodedStart {

	private DecodedStart() {}

	/**
	 * @param start the first bytes of a file
	 * @return whether they are those of a gzip stream
	 */
	public static boolean isGzip(final byte[] start) {
		return start.length > 1 && start[0] == 0x1F && start[1] == (byte) 0x8B;
	}

	/**
	 * @param start the first bytes of a file, plain or gzip
	 * @param length how many bytes are wanted
	 * @return as many of them as there are, decoded; none if they cannot be
	 */
	public static byte[] of(final byte[] start, final int length) {
		final byte[] decoded = new byte[length];
		int n = 0;
		try (InputStream plain = new ByteArrayInputStream(start);
				InputStream in = isGzip(start) ? new GzipCompressorInputStream(plain, true) : plain)
		{
			for (int more = 0; more >= 0 && n < length; n += Math.max(0, more))
				more = in.read(decoded, n, length - n);
		}
		catch (final IOException | RuntimeException e) {
			// NB: the start of a file ends somewhere; what has been decoded until there counts.
		}
		return Arrays.copyOf(decoded, n);
	}
}
