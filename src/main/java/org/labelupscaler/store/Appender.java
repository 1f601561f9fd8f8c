package org.labelupscaler.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Puts bytes that are too many for memory under a key, there whole or not at all. Used by one thread. */
public interface Appender extends AutoCloseable {

	/**
	 * @param more the next bytes; the buffer stays the caller's, its position is left as it is
	 * @throws IOException if they cannot be written
	 */
	void append(ByteBuffer more) throws IOException;

	/**
	 * Replaces bytes that were appended.
	 *
	 * @param at the first of them
	 * @param bytes what shall be there; the buffer stays the caller's, its position is left as it is
	 * @throws IOException if they cannot be written
	 */
	void replace(long at, ByteBuffer bytes) throws IOException;

	/**
	 * Waits until what was appended is where a power cut cannot take it.
	 *
	 * @throws IOException if that cannot be
	 */
	void sync() throws IOException;

	/**
	 * Puts what was appended under the key, in place of what is there.
	 *
	 * @throws IOException if that cannot be; what was there before is there still
	 */
	void finish() throws IOException;

	/** Leaves nothing behind, unless it is finished. */
	@Override
	void close();
}
