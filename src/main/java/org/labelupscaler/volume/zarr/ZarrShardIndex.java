package org.labelupscaler.volume.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.ShardIndex;

/**
 * Where the chunks of a shard are in it: for each chunk, x fastest, offset and length in eight little-endian bytes each, all bits
 * set for a chunk that is missing, and behind them all a CRC-32C. It is the end of the shard (Zarr 3, {@code sharding_indexed}).
 */
final class ZarrShardIndex extends ShardIndex {

	private static final int ENTRY = 16;
	private static final int CHECKSUM = 4;

	private final long[] blocks;

	/** No chunk is there of so many along x, y, z. */
	ZarrShardIndex(final long[] blocks) {
		super(Math.toIntExact(blocks[0] * blocks[1] * blocks[2]));
		this.blocks = blocks;
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
		return chunks() * ENTRY + CHECKSUM;
	}

	/** Chunks stand x fastest, as they do in the array. */
	@Override
	protected int place(final long[] position) {
		return Math.toIntExact((position[2] % blocks[2] * blocks[1] + position[1] % blocks[1]) * blocks[0] + position[0] % blocks[0]);
	}

	@Override
	public ByteBuffer tail(final long[] shard) {
		final ByteBuffer bytes = ByteBuffer.allocate(bytes()).order(ByteOrder.LITTLE_ENDIAN);
		for (int c = 0; c < chunks(); c++)
			bytes.putLong(offset(c)).putLong(length(c));
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
		for (int c = 0; c < chunks(); c++) {
			final long offset = bytes.getLong();
			final long length = bytes.getLong();
			if ((offset != -1 || length != -1) && (offset < 0 || length < 0 || length > ofChunks - offset))
				throw new IOException("its index says that a chunk lies outside");
			set(c, offset, length);
		}
	}
}
