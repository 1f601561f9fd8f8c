package org.labelupscaler.volume;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

/**
 * Where the chunks of a shard are in it, and how a format says so: in some bytes before the chunks, whose number is always the same,
 * or behind them. Owned by one thread.
 */
public interface ShardIndex {

	/** @return how many bytes come before the chunks */
	int head();

	/** @return whether several chunks may be at the same bytes; else chunks lie in the order in which they are put */
	boolean mayShare();

	/** Forgets all chunks. */
	void clear();

	/**
	 * @param position grid position of a chunk
	 * @param offset its first byte in the shard
	 * @param length its bytes
	 */
	void set(long[] position, long offset, long length);

	/**
	 * @param position grid position of a chunk
	 * @return whether it is there
	 */
	boolean has(long[] position);

	/**
	 * @param position grid position of a chunk that is there
	 * @return its first byte in the shard
	 */
	long offset(long[] position);

	/**
	 * @param position grid position of a chunk that is there
	 * @return its bytes
	 */
	long length(long[] position);

	/**
	 * @param shard grid position of the shard
	 * @return what comes behind the chunks
	 */
	ByteBuffer tail(long[] shard);

	/**
	 * @param size bytes of the shard, all of it
	 * @param tail how many of them came behind the chunks
	 * @return what comes before the chunks
	 */
	ByteBuffer head(long size, int tail);

	/**
	 * Reads what this program has written, and nothing else.
	 *
	 * @param store where the volume is
	 * @param key the shard
	 * @param shard its grid position
	 * @param size its bytes
	 * @throws IOException if it cannot be read, or is damaged
	 */
	void read(Store store, Key key, long[] shard, long size) throws IOException;
}
