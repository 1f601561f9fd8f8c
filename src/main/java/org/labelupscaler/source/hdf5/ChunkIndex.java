package org.labelupscaler.source.hdf5;

import java.nio.ByteBuffer;

import io.jhdf.exceptions.HdfException;

/**
 * Where the chunks of a dataset are. A chunk is looked up in the file, so that the index of a dataset with any number of
 * chunks takes no memory, in a number of steps that does not depend on what the file says. The formats are those of the
 * HDF5 File Format Specification 3.0, sections III.A and VII. Thread-safe.
 */
interface ChunkIndex {

	/**
	 * A chunk in the file.
	 *
	 * @param address where it is
	 * @param bytes how long it is there
	 * @param skipped bit by bit, which filters it has not been through
	 */
	record StoredChunk(long address, long bytes, int skipped) {}

	/** An address that says that there is nothing. */
	long NOWHERE = -1;

	/**
	 * @param position of a chunk in the grid of chunks, in the order of the dataset's axes
	 * @return the chunk; null if it was never written
	 */
	StoredChunk find(long[] position);

	/** An unsigned number of that many bytes; {@link #NOWHERE} if all its bits are 1. */
	static long number(final ByteBuffer buffer, final int bytes) {
		long value = 0;
		boolean ones = true;
		for (int i = 0; i < bytes; i++) {
			final long next = buffer.get() & 0xFF;
			ones &= next == 0xFF;
			if (i >= 8 && next != 0 && !ones)
				throw new HdfException("a number of more than 64 bits");
			value |= i < 8 ? next << 8 * i : 0;
		}
		return ones && bytes > 0 ? NOWHERE : value;
	}

	/** Reads past a signature, and the version 0 that must follow if {@code version}. */
	static void expect(final ByteBuffer buffer, final String signature, final boolean version) {
		for (int i = 0; i < signature.length(); i++)
			if (buffer.get() != signature.charAt(i))
				throw new HdfException("no " + signature + " where the index of chunks should have one");
		if (version && buffer.get() != 0)
			throw new HdfException("a part " + signature + " of the index of chunks has an unknown version");
	}
}
