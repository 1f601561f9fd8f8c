package org.labelupscaler.volume;

import java.io.IOException;

import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

/** The names of the shards of a level. */
public interface ShardKeys {

	/** Hears of chunks that there are. */
	interface Visitor {

		/**
		 * @param position where it is in the grid; the visitor's
		 * @param key its key
		 * @throws IOException if the visitor fails
		 */
		void visit(long[] position, Key key) throws IOException;
	}

	/** Says which chunks to look at. */
	interface Box {

		/**
		 * @param position what is known of a position; −1 for what is not
		 * @return whether there may be a wanted chunk
		 */
		boolean mayHave(long[] position);
	}

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
	void visit(Store store, Box box, Visitor visitor) throws IOException;
}
