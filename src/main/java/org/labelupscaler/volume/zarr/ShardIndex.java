package org.labelupscaler.volume.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Where the chunks of a shard are in it: for each chunk, x fastest, offset and length in eight little-endian bytes each, all bits
 * set for a chunk that is missing, and behind them all a CRC-32C. It is the end of the shard (Zarr 3, {@code sharding_indexed}).
 */
final class ShardIndex {

	private static final int ENTRY = 16;
	private static final int CHECKSUM = 4;

	private final long[] offsets;
	private final long[] lengths;

	/** No chunk is there. */
	ShardIndex(final int chunks) {
		offsets = new long[chunks];
		lengths = new long[chunks];
		clear();
	}

	/** How many bytes it takes. */
	static int bytes(final int chunks) {
		return chunks * ENTRY + CHECKSUM;
	}

	void clear() {
		Arrays.fill(offsets, -1);
		Arrays.fill(lengths, -1);
	}

	void set(final int chunk, final long offset, final long length) {
		offsets[chunk] = offset;
		lengths[chunk] = length;
	}

	boolean has(final int chunk) {
		return offsets[chunk] != -1 || lengths[chunk] != -1;
	}

	long offset(final int chunk) {
		return offsets[chunk];
	}

	long length(final int chunk) {
		return lengths[chunk];
	}

	ByteBuffer write() {
		final ByteBuffer bytes = ByteBuffer.allocate(bytes(offsets.length)).order(ByteOrder.LITTLE_ENDIAN);
		for (int c = 0; c < offsets.length; c++)
			bytes.putLong(offsets[c]).putLong(lengths[c]);
		bytes.putInt(checksum(bytes.array()));
		return bytes.flip();
	}

	private static int checksum(final byte[] bytes) {
		final CRC32C crc = new CRC32C();
		crc.update(bytes, 0, bytes.length - CHECKSUM);
		return (int) crc.getValue();
	}

	/** Reads what {@link #write} makes, of a shard whose chunks take so many bytes. */
	static ShardIndex read(final ByteBuffer stored, final int chunks, final long ofChunks) throws IOException {
		final byte[] array = new byte[stored.remaining()];
		stored.duplicate().get(array);
		final ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
		if (array.length != bytes(chunks) || bytes.getInt(array.length - CHECKSUM) != checksum(array))
			throw new IOException("the checksum of its index is wrong");
		final ShardIndex index = new ShardIndex(chunks);
		for (int c = 0; c < chunks; c++) {
			index.set(c, bytes.getLong(), bytes.getLong());
			if (index.has(c) && (index.offsets[c] < 0 || index.lengths[c] < 0 || index.lengths[c] > ofChunks - index.offsets[c]))
				throw new IOException("its index says that a chunk lies outside");
		}
		return index;
	}
}
