package org.labelupscaler.compression;

import java.io.IOException;
import java.util.Arrays;

import org.labelupscaler.LabelUpscalerException;

/** Undoes a compression that says itself where the decoded bytes end. Stateless, so thread-safe. */
public interface BoundedDecoder extends Decoder {

	/**
	 * Decodes bytes of which is known only how many they are at most. What follows the compressed bytes is not looked at.
	 *
	 * @param encoded array that holds the compressed bytes; not changed
	 * @param from their first index
	 * @param count how many they are
	 * @param into takes the decoded bytes
	 * @param at index of the first
	 * @param most how many they may be
	 * @return how many they are
	 * @throws IOException if the bytes are damaged, or decode to more
	 */
	int decodeUpTo(byte[] encoded, int from, int count, byte[] into, int at, int most) throws IOException;

	/**
	 * Does the same with all bytes of an array.
	 *
	 * @param encoded the compressed bytes; not changed
	 * @param most how many bytes they may decode to; as many are allocated
	 * @return the decoded bytes, a new array
	 * @throws IOException if the bytes are damaged, or decode to more; no other exception is thrown for that
	 */
	default byte[] decodeUpTo(final byte[] encoded, final int most) throws IOException {
		try {
			final byte[] decoded = new byte[most];
			return Arrays.copyOf(decoded, decodeUpTo(encoded, 0, encoded.length, decoded, 0, most));
		}
		catch (final RuntimeException e) {
			throw new IOException("its compressed bytes cannot be decoded (" + LabelUpscalerException.reason(e) + ")", e);
		}
	}
}
