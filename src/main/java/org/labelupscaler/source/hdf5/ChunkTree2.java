package org.labelupscaler.source.hdf5;

import java.nio.ByteBuffer;

import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.exceptions.HdfException;

/** The B-tree of version 2, for datasets that can grow along several axes. */
final class ChunkTree2 implements ChunkIndex {

	private static final int FILTERED = 11;
	private static final int OVERHEAD = 10;
	private static final int DEEPEST = 32;

	private final BoundedStorage storage;
	private final int axes;
	private final long chunkBytes;
	private final int type;
	private final int nodeSize;
	private final int recordSize;
	private final int depth;
	private final long root;
	private final int rootRecords;
	/** Bytes of the number of records in a node. */
	private final int countSize;
	/** Bytes of the number of records at and below a node of each level. */
	private final int[] totalSize;

	ChunkTree2(final BoundedStorage storage, final long address, final int axes, final long chunkBytes) {
		this.storage = storage;
		this.axes = axes;
		this.chunkBytes = chunkBytes;
		final int offsets = storage.getSizeOfOffsets();
		final ByteBuffer head = storage.readBufferFromAddress(address, 22 + offsets + storage.getSizeOfLengths());
		ChecksumUtils.validateChecksum(head);
		head.rewind();
		ChunkIndex.expect(head, "BTHD", true);
		type = head.get();
		nodeSize = head.getInt();
		recordSize = head.getShort() & 0xFFFF;
		depth = head.getShort() & 0xFFFF;
		head.getShort();
		root = ChunkIndex.number(head, offsets);
		rootRecords = head.getShort() & 0xFFFF;
		final int least = offsets + 8 * axes + (type == FILTERED ? 5 : 0);
		if (type != FILTERED && type != FILTERED - 1 || depth > DEEPEST || recordSize < least || nodeSize < OVERHEAD + recordSize)
			throw new HdfException("the index of chunks is a tree of type " + type + ", depth " + depth + ", with records of " +
				recordSize + " bytes in nodes of " + nodeSize);
		totalSize = new int[depth + 1];
		final long inLeaf = (nodeSize - OVERHEAD) / recordSize;
		countSize = bytesFor(inLeaf);
		long below = inLeaf;
		for (int level = 1; level <= depth; level++) {
			final int pointer = offsets + countSize + totalSize[level - 1];
			final long inNode = (nodeSize - OVERHEAD - pointer) / (recordSize + pointer);
			below = Math.addExact(Math.multiplyExact(inNode + 1, below), inNode);
			totalSize[level] = bytesFor(below);
		}
	}

	private static int bytesFor(final long most) {
		return (63 - Long.numberOfLeadingZeros(Math.max(1, most))) / 8 + 1;
	}

	@Override
	public StoredChunk find(final long[] position) {
		long address = root;
		int records = rootRecords;
		for (int level = depth; address != ChunkIndex.NOWHERE && level >= 0; level--) {
			final ByteBuffer node = storage.readBufferFromAddress(address, nodeSize);
			ChunkIndex.expect(node, level > 0 ? "BTIN" : "BTLF", true);
			if (node.get() != type)
				throw new HdfException("the index of chunks has nodes of several types");
			int low = 0;
			int high = records;
			while (low < high) {
				final int middle = low + high >>> 1;
				final int order = compare(node, 6 + middle * recordSize, position);
				if (order == 0)
					return chunk(node, 6 + middle * recordSize);
				if (order < 0)
					low = middle + 1;
				else
					high = middle;
			}
			if (level == 0)
				return null;
			final int offsets = storage.getSizeOfOffsets();
			node.position(6 + records * recordSize + low * (offsets + countSize + totalSize[level - 1]));
			address = ChunkIndex.number(node, offsets);
			records = (int) ChunkIndex.number(node, countSize);
		}
		return null;
	}

	private int compare(final ByteBuffer node, final int record, final long[] position) {
		for (int d = 0; d < axes; d++) {
			final int order = Long.compare(node.getLong(record + recordSize - 8 * (axes - d)), position[d]);
			if (order != 0)
				return order;
		}
		return 0;
	}

	private StoredChunk chunk(final ByteBuffer node, final int record) {
		node.position(record);
		final int offsets = storage.getSizeOfOffsets();
		final long address = ChunkIndex.number(node, offsets);
		if (address == ChunkIndex.NOWHERE)
			return null;
		if (type != FILTERED)
			return new StoredChunk(address, chunkBytes, 0);
		final long bytes = ChunkIndex.number(node, recordSize - offsets - 4 - 8 * axes);
		return new StoredChunk(address, bytes, node.getInt());
	}
}
