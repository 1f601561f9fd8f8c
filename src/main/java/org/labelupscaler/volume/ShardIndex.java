package org.labelupscaler.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

/**
 * Where the chunks of a shard are in it, and how a format says so: in some bytes before the chunks, whose number is always the same,
 * or behind them. Owned by one thread.
 */
public abstract class ShardIndex {

	private final long[] offsets;
	/** −1 where there is no chunk. */
	private final long[] lengths;

	/** @param chunks how many a shard can have; none is there */
	protected ShardIndex(final int chunks) {
		offsets = new long[chunks];
		lengths = new long[chunks];
		clear();
	}

	/** @return how many bytes come before the chunks */
	public abstract int head();

	/** @return whether several chunks may be at the same bytes; else chunks lie in the order in which they are put */
	public abstract boolean mayShare();

	/**
	 * @param position grid position of a chunk
	 * @return where it stands in the index, from 0
	 */
	protected abstract int place(long[] position);

	/** @return how many chunks a shard can have */
	protected final int chunks() {
		return lengths.length;
	}

	/** Forgets all chunks. */
	public final void clear() {
		Arrays.fill(offsets, -1);
		Arrays.fill(lengths, -1);
	}

	/**
	 * @param position grid position of a chunk
	 * @param offset its first byte in the shard
	 * @param length its bytes
	 */
	public final void set(final long[] position, final long offset, final long length) {
		set(place(position), offset, length);
	}

	/**
	 * @param place where a chunk stands in the index
	 * @param offset its first byte in the shard
	 * @param length its bytes
	 */
	protected final void set(final int place, final long offset, final long length) {
		offsets[place] = offset;
		lengths[place] = length;
	}

	/**
	 * @param position grid position of a chunk
	 * @return whether it is there
	 */
	public final boolean has(final long[] position) {
		return length(place(position)) >= 0;
	}

	/**
	 * @param position grid position of a chunk that is there
	 * @return its first byte in the shard
	 */
	public final long offset(final long[] position) {
		return offset(place(position));
	}

	/**
	 * @param position grid position of a chunk that is there
	 * @return its bytes
	 */
	public final long length(final long[] position) {
		return length(place(position));
	}

	/**
	 * @param place where a chunk stands in the index
	 * @return its first byte in the shard; −1 if it is not there
	 */
	protected final long offset(final int place) {
		return offsets[place];
	}

	/**
	 * @param place where a chunk stands in the index
	 * @return its bytes; −1 if it is not there
	 */
	protected final long length(final int place) {
		return lengths[place];
	}

	/**
	 * @param shard grid position of the shard
	 * @return what comes behind the chunks
	 */
	public abstract ByteBuffer tail(long[] shard);

	/**
	 * @param size bytes of the shard, all of it
	 * @param tail how many of them came behind the chunks
	 * @return what comes before the chunks
	 */
	public abstract ByteBuffer head(long size, int tail);

	/**
	 * Reads what this program has written, and nothing else.
	 *
	 * @param store where the volume is
	 * @param key the shard
	 * @param shard its grid position
	 * @param size its bytes
	 * @throws IOException if it cannot be read, or is damaged
	 */
	public abstract void read(Store store, Key key, long[] shard, long size) throws IOException;
}
