package org.labelupscaler.source.hdf5;

import java.nio.ByteBuffer;

import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.exceptions.HdfException;

/**
 * The fixed array, for datasets that cannot grow, and the extensible array, for those that can grow along one axis. Chunks
 * are numbered in the order of the axes, of a grid as large as the dataset may become; the axis that can grow comes first.
 */
final class ChunkArray implements ChunkIndex {

	private final BoundedStorage storage;
	private final ChunkGridOrder order;
	private final long chunkBytes;
	private final long header;
	private final boolean extensible;
	private final boolean filtered;
	private final int entry;
	private final int pageBits;
	/** Of the fixed array: how many chunks, and where they are. */
	private final long entries;
	private final long data;
	/** Of the extensible array. */
	private final ExtensibleArrayShape shape;

	ChunkArray(final BoundedStorage storage, final long header, final boolean extensible, final ChunkGridOrder order,
		final long chunkBytes)
	{
		this.storage = storage;
		this.header = header;
		this.extensible = extensible;
		this.order = order;
		this.chunkBytes = chunkBytes;
		final int offsets = storage.getSizeOfOffsets();
		final int lengths = storage.getSizeOfLengths();
		final ByteBuffer head = storage.readBufferFromAddress(header, extensible ? 16 + offsets + 6 * lengths : 12 + offsets +
			lengths);
		ChecksumUtils.validateChecksum(head);
		head.rewind();
		ChunkIndex.expect(head, extensible ? "EAHD" : "FAHD", true);
		final int client = head.get();
		entry = head.get() & 0xFF;
		if (client != 0 && client != 1 || entry < offsets + 5 * client)
			throw new HdfException("the index of chunks is an array of kind " + client + " with entries of " + entry + " bytes");
		filtered = client == 1;
		if (extensible) {
			shape = new ExtensibleArrayShape(head.get(), head.get() & 0xFF, head.get() & 0xFF, head.get() & 0xFF);
			pageBits = head.get();
			head.position(head.position() + 6 * lengths);
			entries = Long.MAX_VALUE;
		}
		else {
			shape = null;
			pageBits = head.get();
			entries = ChunkIndex.number(head, lengths);
		}
		data = ChunkIndex.number(head, offsets);
		if (pageBits < 0 || pageBits > 30)
			throw new HdfException("the index of chunks has pages of 2^" + pageBits);
	}

	@Override
	public StoredChunk find(final long[] position) {
		final long number = order.number(position);
		if (number >= entries || data == NOWHERE)
			return null;
		return extensible ? findExtensible(number) : entry(data, "FADB", 0, entries, number, data, prefix(0));
	}

	/** Signature, version, kind, address of the header, and what else there is. */
	private int prefix(final int more) {
		return 6 + storage.getSizeOfOffsets() + more;
	}

	private void check(final long address, final String signature) {
		final ByteBuffer head = storage.readBufferFromAddress(address, prefix(0));
		ChunkIndex.expect(head, signature, true);
		head.get();
		if (ChunkIndex.number(head, storage.getSizeOfOffsets()) != header)
			throw new HdfException("a part " + signature + " of the index of chunks belongs to another index");
	}

	/**
	 * An entry of a data block, which has pages if it is long.
	 *
	 * @param block address of the block
	 * @param firstPage number of its first page among those whose bits tell whether they were written
	 * @param count entries in the block
	 * @param number of the entry
	 * @param bitsBlock address of the block that has these bits
	 * @param bitsAt where in that
	 */
	private StoredChunk entry(final long block, final String signature, final long firstPage, final long count,
		final long number, final long bitsBlock, final int bitsAt)
	{
		check(block, signature);
		final long inPage = 1L << pageBits;
		final int head = prefix(extensible ? shape.offsetSize() : 0);
		if (count <= inPage)
			return entry(block + head + number * entry);
		final long page = number / inPage;
		final int bits = storage.readBufferFromAddress(bitsBlock + bitsAt + (firstPage + page) / 8, 1).get();
		// NB: the highest bit is that of the first page.
		if ((bits & 0x80 >> (firstPage + page) % 8) == 0)
			return null;
		final long pages = (count + inPage - 1) / inPage;
		final long start = block + head + (extensible ? 0 : (pages + 7) / 8) + 4;
		return entry(start + page * (inPage * entry + 4) + number % inPage * entry);
	}

	private StoredChunk entry(final long at) {
		final ByteBuffer found = storage.readBufferFromAddress(at, entry);
		final int offsets = storage.getSizeOfOffsets();
		final long address = ChunkIndex.number(found, offsets);
		if (address == NOWHERE)
			return null;
		if (!filtered)
			return new StoredChunk(address, chunkBytes, 0);
		final long bytes = ChunkIndex.number(found, entry - offsets - 4);
		return new StoredChunk(address, bytes, found.getInt());
	}

	private StoredChunk findExtensible(final long number) {
		check(data, "EAIB");
		if (number < shape.inIndex())
			return entry(data + prefix(0) + number * entry);
		final int offsets = storage.getSizeOfOffsets();
		final long blocks = data + prefix(0) + (long) shape.inIndex() * entry;
		final int group = shape.group(number);
		final long left = number - shape.firstOfGroup(group);
		final long count = shape.entriesOfBlock(group);
		final long block = left / count;
		if (group < shape.directGroups()) {
			final long address = address(blocks + (shape.blocksBefore(group) + block) * offsets);
			return address == NOWHERE ? null : entry(address, "EADB", 0, count, left % count, 0, 0);
		}
		final long second = address(blocks + (shape.blocksBefore(shape.directGroups()) + group - shape.directGroups()) * offsets);
		if (second == NOWHERE)
			return null;
		check(second, "EASB");
		final long pages = count >> pageBits > 1 ? count >> pageBits : 0;
		final int head = prefix(shape.offsetSize());
		final long address = address(second + head + shape.blocks(group) * ((pages + 7) / 8) + block * offsets);
		return address == NOWHERE ? null : entry(address, "EADB", block * pages, count, left % count, second, head);
	}

	private long address(final long at) {
		return ChunkIndex.number(storage.readBufferFromAddress(at, storage.getSizeOfOffsets()), storage.getSizeOfOffsets());
	}
}
