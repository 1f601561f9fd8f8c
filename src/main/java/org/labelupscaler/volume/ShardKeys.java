package org.labelupscaler.volume;

import java.io.IOException;

import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

/** The names of the shards of a level. */
public interface ShardKeys {

	/** @return what all of them are below */
	Key prefix();

	/**
	 * @param shard grid position of a shard
	 * @return its key
	 */
	Key key(long[] shard);

	/**
	 * Goes through the shards that there are.
	 *
	 * @param store where
	 * @param box which to look at
	 * @param visitor hears of them
	 * @throws IOException if they cannot be listed, or the visitor fails
	 */
	void visit(Store store, ChunkKeys.Box box, ChunkKeys.Visitor visitor) throws IOException;
}
