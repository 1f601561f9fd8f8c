package org.labelupscaler.volume;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

/**
 * Names of chunks by their place in a grid, a folder for each number but the last: {@code prefix/x/y/z}, or with z first.
 *
 * @param prefix what all of them are below
 * @param zFirst whether the numbers come in the order z, y, x
 */
public record ChunkKeys(Key prefix, boolean zFirst) implements ShardKeys {

	private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,9}");

	/** Hears of chunks that there are. */
	public interface Visitor {

		/**
		 * @param position where it is in the grid; the visitor's
		 * @param key its key
		 * @throws IOException if the visitor fails
		 */
		void visit(long[] position, Key key) throws IOException;
	}

	/** Says which chunks to look at. */
	public interface Box {

		/**
		 * @param position what is known of a position; −1 for what is not
		 * @return whether there may be a wanted chunk
		 */
		boolean mayHave(long[] position);
	}

	/**
	 * @param position x, y, z
	 * @return the key of the chunk there
	 */
	@Override
	public Key key(final long[] position) {
		return prefix.resolve(zFirst ? position[2] + "/" + position[1] + "/" + position[0] : position[0] + "/" + position[1] + "/" +
			position[2]);
	}

	/**
	 * @param name a name
	 * @return whether it is a number as it stands in keys
	 */
	public static boolean isNumber(final String name) {
		return NUMBER.matcher(name).matches();
	}

	/**
	 * Goes through the chunks that there are.
	 *
	 * @param store where
	 * @param box which to look at
	 * @param visitor hears of them
	 * @throws IOException if they cannot be listed, or the visitor fails
	 */
	@Override
	public void visit(final Store store, final Box box, final Visitor visitor) throws IOException {
		visit(store, prefix, 0, new long[] { -1, -1, -1 }, box, visitor);
	}

	private void visit(final Store store, final Key below, final int depth, final long[] position, final Box box,
		final Visitor visitor) throws IOException
	{
		final int axis = zFirst ? 2 - depth : depth;
		final Entry.Kind wanted = depth < 2 ? Entry.Kind.PREFIX : Entry.Kind.BYTES;
		final List<Entry> entries = store.list(below);
		for (final Entry entry : entries) {
			final String name = entry.key().last();
			if (entry.kind() != wanted || !isNumber(name))
				continue;
			position[axis] = Long.parseLong(name);
			if (!box.mayHave(position))
				continue;
			if (depth == 2)
				visitor.visit(position.clone(), entry.key());
			else
				visit(store, entry.key(), depth + 1, position, box, visitor);
		}
		position[axis] = -1;
	}
}
