package org.labelupscaler.compression;

import java.io.IOException;

import org.labelupscaler.LabelUpscalerException;

/** Undoes one compression. Stateless, so thread-safe. */
public interface Decoder {

	/**
	 * Decodes bytes whose decoded length is known.
	 *
	 * @param encoded array that holds the compressed bytes; not changed
	 * @param from their first index
	 * @param count how many they are
	 * @param into takes the decoded bytes
	 * @param at index of the first
	 * @param length how many they must be
	 * @throws IOException if the bytes are damaged, or decode to fewer or more
	 */
	void decode(byte[] encoded, int from, int count, byte[] into, int at, int length) throws IOException;

	/**
	 * Decodes bytes into a whole array.
	 *
	 * @param encoded array that holds the compressed bytes; not changed
	 * @param from their first index
	 * @param count how many they are
	 * @param into takes the decoded bytes; exactly as many as it holds
	 * @throws IOException if the bytes are damaged, or decode to fewer or more
	 */
	default void decode(final byte[] encoded, final int from, final int count, final byte[] into) throws IOException {
		decode(encoded, from, count, into, 0, into.length);
	}

	/**
	 * Looks at what the compressed bytes themselves say of their length, so that those which are wrong cost no memory.
	 *
	 * @param encoded array that holds the compressed bytes
	 * @param from their first index
	 * @param count how many they are
	 * @param expected how many bytes they should decode to
	 * @throws IOException if they cannot decode to that many; that they can is not said if nothing is thrown
	 */
	default void check(final byte[] encoded, final int from, final int count, final int expected) throws IOException {}

	/**
	 * Checks, then decodes.
	 *
	 * @param encoded array that holds the compressed bytes; not changed
	 * @param from their first index
	 * @param count how many they are
	 * @param expected how many bytes they must decode to
	 * @return the decoded bytes, a new array
	 * @throws IOException if the bytes are damaged, or decode to fewer or more; no other exception is thrown for that
	 */
	default byte[] decode(final byte[] encoded, final int from, final int count, final int expected) throws IOException {
		try {
			check(encoded, from, count, expected);
			final byte[] decoded = new byte[expected];
			decode(encoded, from, count, decoded);
			return decoded;
		}
		catch (final RuntimeException e) {
			throw new IOException("its compressed bytes cannot be decoded (" + LabelUpscalerException.reason(e) + ")", e);
		}
	}
}
