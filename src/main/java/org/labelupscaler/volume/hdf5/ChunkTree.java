package org.labelupscaler.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;

/**
 * Finds chunks through the index that {@link ChunkTreeWriter} writes, in a number of steps that does not depend on what the file
 * says. Keeps the nodes that were read last. Owned by one thread.
 */
public final class ChunkTree {

	private static final int KEPT = 64;
	/** NB: 64^7 chunks are more than there can be. */
	private static final int DEEPEST = 7;
	/** Within a key, behind the length of the chunk: the filters that it has not been through. */
	private static final int FILTERS = 4;
	/** Its place along z, y and x. */
	private static final int OFFSETS = 8;
	/** And within a number. */
	private static final int WITHIN = OFFSETS + 3 * 8;

	/**
	 * What is stored of a chunk.
	 *
	 * @param address where it is
	 * @param length how many bytes it has there
	 */
	public record Stored(long address, long length) {}

	private final Store store;
	private final Map<Long, ByteBuffer> kept = new LinkedHashMap<>(KEPT, 1, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(final Map.Entry<Long, ByteBuffer> eldest) {
			return size() > KEPT;
		}
	};

	/** @param store where the file is */
	public ChunkTree(final Store store) {
		this.store = store;
	}

	/**
	 * @param index address of an index
	 * @param offset x, y, z of the first number of a chunk
	 * @return the chunk; nothing if it is missing
	 * @throws IOException if the index is damaged, or cannot be read
	 */
	public Optional<Stored> find(final long index, final long... offset) throws IOException {
		long address = index;
		int above = DEEPEST;
		ByteBuffer parent = null;
		int child = 0;
		while (address != Hdf5Bytes.NOWHERE) {
			final ByteBuffer node = node(address);
			final int level = node.get(5) & 0xFF;
			// NB: levels that do not fall would be a circle.
			if (level >= above)
				throw new IOException("its index of chunks has a node of level " + level + " below level " + above);
			above = level;
			final int count = children(node);
			// NB: other readers look for a chunk between the two keys of a child, and take it for missing where it is not.
			if (parent != null && !(key(parent, child).equals(key(node, 0)) && key(parent, child + 1).equals(key(node, count))))
				throw new IOException("its index of chunks is damaged: a node does not have what the one above says");
			child = -1;
			while (child + 1 < count && compare(node, child + 1, offset) <= 0)
				child++;
			if (child < 0 || compare(node, child + 1, offset) <= 0)
				return Optional.empty();
			address = node.getLong(at(child) + ChunkTreeWriter.KEY);
			parent = node;
			if (level == 0)
				return compare(node, child, offset) < 0 ? Optional.empty() : Optional.of(new Stored(address, node.getInt(at(child)) &
					0xFFFFFFFFL));
		}
		return Optional.empty();
	}

	private ByteBuffer node(final long address) throws IOException {
		final ByteBuffer known = kept.get(address);
		if (known != null)
			return known;
		if (address < 0)
			throw new IOException("its index of chunks leads out of the file");
		final ByteBuffer node = store.get(FileStore.CONTENT, address, ChunkTreeWriter.NODE).orElseThrow(() -> new IOException(
			"it is no file")).order(ByteOrder.LITTLE_ENDIAN);
		// NB: "TREE", read as a number, and how many children a node can have.
		if (node.getInt(0) != 0x45455254 || node.get(4) != ChunkTreeWriter.TYPE || children(node) > 2 * ChunkTreeWriter.K)
			throw new IOException("its index of chunks is damaged");
		// NB: nodes of a level follow each other.
		if (!isNeighbour(node.getLong(8), address - ChunkTreeWriter.NODE) || !isNeighbour(node.getLong(16), address + ChunkTreeWriter.NODE))
			throw new IOException("its index of chunks is damaged: a node has others beside it than it should");
		for (int child = 0; child < children(node); child++)
			if (node.getInt(at(child) + FILTERS) != 0 || node.getLong(at(child) + WITHIN) != 0)
				throw new IOException("its index of chunks has a chunk that is stored in another way than this program does it");
		kept.put(address, node);
		return node;
	}

	private static boolean isNeighbour(final long said, final long address) {
		return said == address || said == Hdf5Bytes.NOWHERE;
	}

	private static int children(final ByteBuffer node) {
		return node.getShort(6) & 0xFFFF;
	}

	/** Where the key of a child is, or the one behind the last child. */
	private static int at(final int child) {
		return ChunkTreeWriter.HEADER + child * (ChunkTreeWriter.KEY + 8);
	}

	private static ByteBuffer key(final ByteBuffer node, final int child) {
		return node.slice(at(child), ChunkTreeWriter.KEY);
	}

	/** Compares the first chunk of a child with one that begins at an offset. */
	private static int compare(final ByteBuffer node, final int child, final long[] offset) {
		final int key = at(child) + OFFSETS;
		for (int d = 2; d >= 0; d--) {
			final int order = Long.compare(node.getLong(key + 8 * (2 - d)), offset[d]);
			if (order != 0)
				return order;
		}
		return 0;
	}
}
