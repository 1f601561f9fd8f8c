package org.labelupscaler.compression;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The compression that Blosc brings itself, a form of FastLZ. A control byte below 32 says that as many bytes and one more
 * follow as they are. Any other is a match: three bits of length, then more length bytes if all are set, five bits and a
 * byte of distance, and two more bytes of distance if all of those are set.
 */
final class BloscLz {

	private static final int SHORTEST = 3;
	private static final int LONG = 7;
	/** The largest distance in 13 bits. */
	private static final int NEAR = 8191;

	private BloscLz() {}

	static void decode(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
		final int length) throws IOException
	{
		final int end = from + count;
		final int outEnd = at + length;
		int in = from;
		int out = at;
		boolean first = true;
		while (in < end) {
			// NB: the first control byte is always that of literals, whatever its upper bits are used for.
			final int control = encoded[in++] & (first ? 31 : 0xFF);
			first = false;
			if (control < 32) {
				final int literals = control + 1;
				if (literals > end - in || literals > outEnd - out)
					throw damaged();
				System.arraycopy(encoded, in, into, out, literals);
				in += literals;
				out += literals;
				continue;
			}
			// NB: a long, as a stream of nothing but length bytes would overflow an int.
			long match = (control >> 5) - 1;
			int code;
			if (match == LONG - 1)
				do {
					code = next(encoded, in++, end);
					match += code;
				}
				while (code == 255);
			match += SHORTEST;
			code = next(encoded, in++, end);
			int distance = ((control & 31) << 8) + code;
			if (distance == NEAR) {
				distance += next(encoded, in++, end) << 8;
				distance += next(encoded, in++, end);
			}
			distance++;
			if (distance > out - at || match > outEnd - out)
				throw damaged();
			copy(into, out, distance, (int) match);
			out += (int) match;
		}
		if (out != outEnd)
			throw new EOFException("a blosclz stream holds " + (out - at) + " bytes, not " + length);
	}

	private static void copy(final byte[] bytes, final int to, final int distance, final int count) {
		if (distance == 1)
			Arrays.fill(bytes, to, to + count, bytes[to - 1]);
		else if (distance >= count)
			System.arraycopy(bytes, to - distance, bytes, to, count);
		else
			for (int i = to; i < to + count; i++)
				bytes[i] = bytes[i - distance];
	}

	private static int next(final byte[] encoded, final int at, final int end) throws IOException {
		if (at >= end)
			throw damaged();
		return encoded[at] & 0xFF;
	}

	private static IOException damaged() {
		return new IOException("a blosclz stream is damaged");
	}
}
