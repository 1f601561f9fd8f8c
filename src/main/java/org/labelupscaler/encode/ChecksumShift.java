package org.labelupscaler.encode;

/** Combines checksums of pieces into the checksum of the whole, without reading the bytes again. Immutable, thread-safe. */
interface ChecksumShift {

	/** @return bytes of the piece that is appended */
	long length();

	/**
	 * @param head checksum of any bytes
	 * @param tail checksum of the {@link #length} bytes after them
	 * @return checksum of both
	 */
	int append(int head, int tail);
}
