package org.labelupscaler.volume.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.ShardIndex;

/**
 * Where the chunks of a shard are in it: for each chunk, x fastest, offset and length in eight little-endian bytes each, all bits
 * set for a chunk that is missing, and behind them all a CRC-32C. It is the end of the shard (Zarr 3, {@code sharding_indexed}).
 */
final class ZarrShardIndex implements ShardIndex {

	private static final int ENTRY = 16;
	private static final int CHECKSUM = 4;

	private final long[] blocks;
	private final long[] offsets;
	private final long[] lengths;

	/** No chunk is there of so many along x, y, z. */
	ZarrShardIndex(final long[] blocks) {
		this.blocks = blocks;
		final int chunks = Math.toIntExact(blocks[0] * blocks[1] * blocks[2]);
		offsets = new long[chunks];
		lengths = new long[chunks];
		clear();
	}

	@Override
	public int head() {
		return 0;
	}

	@Override
	public boolean mayShare() {
		return true;
	}

	private int bytes() {
		return offsets.length * ENTRY + CHECKSUM;
	}

	@Override
	public void clear() {
		Arrays.fill(offsets, -1);
		Arrays.fill(lengths, -1);
	}

	/** Chunks stand x fastest, as they do in the array. */
	private int place(final long[] position) {
		return Math.toIntExact((position[2] % blocks[2] * blocks[1] + position[1] % blocks[1]) * blocks[0] + position[0] % blocks[0]);
	}

	@Override
	public void set(final long[] position, final long offset, final long length) {
		offsets[place(position)] = offset;
		lengths[place(position)] = length;
	}

	@Override
	public boolean has(final long[] position) {
		return has(place(position));
	}

	private boolean has(final int chunk) {
		return offsets[chunk] != -1 || lengths[chunk] != -1;
	}

	@Override
	public long offset(final long[] position) {
		return offsets[place(position)];
	}

	@Override
	public long length(final long[] position) {
		return lengths[place(position)];
	}

	@Override
	public ByteBuffer tail(final long[] shard) {
		final ByteBuffer bytes = ByteBuffer.allocate(bytes()).order(ByteOrder.LITTLE_ENDIAN);
		for (int c = 0; c < offsets.length; c++)
			bytes.putLong(offsets[c]).putLong(lengths[c]);
		bytes.putInt(checksum(bytes.array()));
		return bytes.flip();
	}

	@Override
	public ByteBuffer head(final long size, final int tail) {
		return ByteBuffer.allocate(0);
	}

	private static int checksum(final byte[] bytes) {
		final CRC32C crc = new CRC32C();
		crc.update(bytes, 0, bytes.length - CHECKSUM);
		return (int) crc.getValue();
	}

	@Override
	public void read(final Store store, final Key key, final long[] shard, final long size) throws IOException {
		if (size < bytes())
			throw new IOException("it has only " + size + " bytes");
		final long ofChunks = size - bytes();
		final byte[] array = new byte[bytes()];
		store.get(key, ofChunks, array.length).orElseThrow(() -> new IOException("it is missing")).get(array);
		final ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
		if (bytes.getInt(array.length - CHECKSUM) != checksum(array))
			throw new IOException("the checksum of its index is wrong");
		for (int c = 0; c < offsets.length; c++) {
			offsets[c] = bytes.getLong();
			lengths[c] = bytes.getLong();
			if (has(c) && (offsets[c] < 0 || lengths[c] < 0 || lengths[c] > ofChunks - offsets[c]))
				throw new IOException("its index says that a chunk lies outside");
		}
	}
}
