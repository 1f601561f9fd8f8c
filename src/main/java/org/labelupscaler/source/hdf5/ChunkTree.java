package org.labelupscaler.source.hdf5;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.jhdf.exceptions.HdfException;

/** The B-tree of version 1, which all programs wrote before HDF5 1.10 and most write still. */
record ChunkTree(BoundedStorage storage, long root, int[] chunk) implements ChunkIndex {

	private static final int CHUNKS = 1;
	private static final int DEEPEST = 64;

	@Override
	public StoredChunk find(final long[] position) {
		final long[] wanted = new long[chunk.length + 1];
		for (int d = 0; d < chunk.length; d++)
			wanted[d] = position[d] * chunk[d];
		final int offsets = storage.getSizeOfOffsets();
		long address = root;
		for (int above = DEEPEST; address != NOWHERE;) {
			final ByteBuffer head = storage.readBufferFromAddress(address, 8 + 2 * offsets);
			ChunkIndex.expect(head, "TREE", false);
			final int type = head.get();
			final int level = head.get() & 0xFF;
			// NB: levels that do not fall would be a circle.
			if (type != CHUNKS || level >= above)
				throw new HdfException("the index of chunks has a node of type " + type + " and level " + level + " below level " +
					above);
			above = level;
			final int count = head.getShort() & 0xFFFF;
			final int key = 8 + 8 * wanted.length;
			final ByteBuffer keys = storage.readBufferFromAddress(address + 8 + 2 * offsets, count * (key + offsets));
			final int at = last(keys, count, key + offsets, wanted);
			if (at < 0)
				return null;
			keys.position(at * (key + offsets));
			final long bytes = keys.getInt() & 0xFFFFFFFFL;
			final int skipped = keys.getInt();
			keys.position((at + 1) * (key + offsets) - offsets);
			address = number(keys, offsets);
			if (level == 0)
				return compare(keys, at * (key + offsets), wanted) == 0 && address != NOWHERE ? new StoredChunk(address, bytes,
					skipped) : null;
		}
		return null;
	}

	private static long number(final ByteBuffer buffer, final int bytes) {
		return ChunkIndex.number(buffer, bytes);
	}

	/** The last key that is not beyond what is wanted; -1 if there is none. */
	private static int last(final ByteBuffer keys, final int count, final int step, final long[] wanted) {
		int low = -1;
		int high = count;
		while (high - low > 1) {
			final int middle = low + high >>> 1;
			if (compare(keys, middle * step, wanted) <= 0)
				low = middle;
			else
				high = middle;
		}
		return low;
	}

	private static int compare(final ByteBuffer keys, final int at, final long[] wanted) {
		for (int d = 0; d < wanted.length; d++) {
			final int order = Long.compare(keys.getLong(at + 8 + 8 * d), wanted[d]);
			if (order != 0)
				return order;
		}
		return 0;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof ChunkTree o && o.storage == storage && o.root == root && Arrays.equals(o.chunk, chunk);
	}

	@Override
	public int hashCode() {
		return Long.hashCode(root);
	}
}
