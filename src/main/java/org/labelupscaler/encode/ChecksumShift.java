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

	/**
	 * @param head checksum of any bytes
	 * @param tail checksum of the {@link #length} bytes that are there several times after them
	 * @param times how often, at least 0
	 * @return checksum of all
	 */
	default int append(final int head, final int tail, final int times) {
		int all = head;
		for (int t = 0; t < times; t++)
			all = append(all, tail);
		return all;
	}
}
