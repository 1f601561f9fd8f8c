package org.labelupscaler.volume.single;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.labelupscaler.store.Appender;

/** A file that several threads append to. A new one has its name when it is whole, not before. Thread-safe. */
public final class GrowingFile {

	private final Appender appender;
	private long size;

	/** @param appender an empty file; stays the caller's, who finishes and closes it */
	GrowingFile(final Appender appender) {
		this.appender = appender;
	}

	/**
	 * @param appender appends to a file that is there
	 * @param size how many bytes it has
	 * @return the file
	 */
	public static GrowingFile after(final Appender appender, final long size) {
		final GrowingFile file = new GrowingFile(appender);
		file.size = size;
		return file;
	}

	/** @return how many bytes there are */
	public synchronized long size() {
		return size;
	}

	/**
	 * @param more the next bytes, all one behind the other; the buffers stay the caller's, their positions are left as they are
	 * @return where in the file they begin
	 * @throws IOException if they cannot be written
	 */
	public synchronized long append(final ByteBuffer... more) throws IOException {
		final long from = size;
		for (final ByteBuffer bytes : more) {
			appender.append(bytes);
			size += bytes.remaining();
		}
		return from;
	}

	/**
	 * Lets the file go on at a multiple of a number of bytes; what is left out are zeros.
	 *
	 * @param multiple the number, at least 1
	 * @return how many bytes there are now
	 * @throws IOException if they cannot be written
	 */
	public synchronized long align(final int multiple) throws IOException {
		final int missing = (int) ((multiple - size % multiple) % multiple);
		if (missing > 0)
			append(ByteBuffer.allocate(missing));
		return size;
	}

	/**
	 * Replaces bytes that are there.
	 *
	 * @param at the first of them
	 * @param bytes what shall be there; the buffer stays the caller's, its position is left as it is
	 * @throws IOException if they cannot be written
	 */
	public synchronized void replace(final long at, final ByteBuffer bytes) throws IOException {
		if (at < 0 || at + bytes.remaining() > size)
			throw new IndexOutOfBoundsException("bytes " + at + " to " + (at + bytes.remaining()) + " of " + size);
		appender.replace(at, bytes);
	}
}
