package org.labelupscaler.volume.precomputed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.encode.GzipBytes;
import org.labelupscaler.grid.MortonCode;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.ShardIndex;

/**
 * Where the chunks of a shard of one minishard are: its first 16 bytes say where the minishard's index is, and that says it of each
 * chunk in three lists of 64-bit numbers, gzipped: how far its code is from the one before, how many bytes lie between it and the one
 * before, and how long it is. NB: no distance can be negative, so chunks lie in the order of their codes and none shares its bytes.
 */
final class MinishardIndex extends ShardIndex {

	private static final int HEAD = 16;
	private static final int ENTRY = 3 * Long.BYTES;

	private final Sharding sharding;
	private final MortonCode within;
	private final GzipBytes gzip = new GzipBytes(1);

	MinishardIndex(final Sharding sharding) {
		super(1 << sharding.bits());
		this.sharding = sharding;
		within = new MortonCode(sharding.code().box(sharding.bits()));
	}

	@Override
	public int head() {
		return HEAD;
	}

	@Override
	public boolean mayShare() {
		return false;
	}

	@Override
	protected int place(final long[] position) {
		return (int) within.number(position);
	}

	@Override
	public ByteBuffer tail(final long[] shard) {
		final int[] places = new int[chunks()];
		int count = 0;
		for (int p = 0; p < chunks(); p++)
			if (length(p) >= 0)
				places[count++] = p;
		final ByteBuffer index = ByteBuffer.allocate(count * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
		long code = 0;
		long end = HEAD;
		for (int i = 0; i < count; i++) {
			final int place = places[i];
			final long own = sharding.firstCode(shard) + place;
			if (offset(place) < end)
				throw new IllegalStateException("chunks of a shard are not put in the order of their codes");
			index.putLong(i * Long.BYTES, own - code);
			index.putLong((count + i) * Long.BYTES, offset(place) - end);
			index.putLong((2 * count + i) * Long.BYTES, length(place));
			code = own;
			end = offset(place) + length(place);
		}
		final ByteBuilder out = new ByteBuilder();
		gzip.encode(index.array(), index.capacity(), out);
		return out.toByteBuffer();
	}

	/** NB: counted from the end of the head. */
	@Override
	public ByteBuffer head(final long size, final int tail) {
		return ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN).putLong(size - tail - HEAD).putLong(size - HEAD).flip();
	}

	@Override
	public void read(final Store store, final Key key, final long[] shard, final long size) throws IOException {
		if (size < HEAD)
			throw new IOException("it has only " + size + " bytes");
		final ByteBuffer head = bytes(store, key, 0, HEAD).order(ByteOrder.LITTLE_ENDIAN);
		final long start = head.getLong();
		final long length = size - HEAD - start;
		if (start < 0 || length <= 0 || length > 2L * ENTRY * chunks() + (1 << 16) || head.getLong() != size - HEAD)
			throw new IOException("its first bytes do not say that its index is at its end");
		final ByteBuffer stored = bytes(store, key, HEAD + start, (int) length);
		final byte[] encoded = new byte[(int) length];
		stored.duplicate().get(encoded);
		final ByteBuffer index = ByteBuffer.wrap(GzipBytes.decode(encoded, (long) ENTRY * chunks())).order(
			ByteOrder.LITTLE_ENDIAN);
		final int count = index.capacity() / ENTRY;
		clear();
		long code = 0;
		long end = HEAD;
		for (int i = 0; i < count; i++) {
			code += index.getLong(i * Long.BYTES);
			final long place = code - sharding.firstCode(shard);
			final long bytes = index.getLong((2 * count + i) * Long.BYTES);
			if (place < 0 || place >= chunks() || bytes < 0 || bytes > HEAD + start - end)
				throw new IOException("its index says that a chunk lies outside");
			set((int) place, end, bytes);
			end += bytes;
		}
		// NB: whatever else may be wrong, it is not what would be written.
		if (end != HEAD + start || !tail(shard).equals(stored))
			throw new IOException("its index is damaged");
	}

	private static ByteBuffer bytes(final Store store, final Key key, final long from, final int count) throws IOException {
		return store.get(key, from, count).orElseThrow(() -> new IOException("it is missing"));
	}
}
