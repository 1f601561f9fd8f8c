package org.labelupscaler.source.picture;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A picture that is open. Not thread-safe. */
interface Plane extends AutoCloseable {

	/** What its header says. */
	PlaneHeader header();

	/**
	 * Decodes it.
	 *
	 * @param out takes the voxels, one byte each, or two with the high one first
	 * @param position where to
	 * @throws IOException if the file cannot be read or written
	 * @throws org.labelupscaler.InvalidInputException if it is damaged
	 */
	void writeTo(FileChannel out, long position) throws IOException;

	@Override
	void close() throws IOException;
}
