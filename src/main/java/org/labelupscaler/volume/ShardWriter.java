package org.labelupscaler.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

import org.labelupscaler.store.Appender;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

/**
 * Writes a shard, or, if it is there already, first compares what would be written with what is there, and writes it from the first
 * difference on. So a shard that is right is left alone. Used by one thread.
 */
final class ShardWriter implements AutoCloseable {

	/** What is compared or copied at once. */
	private static final int PIECE = 1 << 20;
	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final Store store;
	private final Key key;
	private final long there;
	private final int head;
	private long size;
	/** Bytes that are there, and where they begin. */
	private ByteBuffer read = NOTHING;
	private long readFrom;
	private Appender out;

	/**
	 * @param compare whether there may be such a shard already
	 * @param head how many bytes come first that are known last, {@link #begin}
	 */
	ShardWriter(final Store store, final Key key, final boolean compare, final int head) throws IOException {
		this.store = store;
		this.key = key;
		this.head = head;
		final OptionalLong stored = compare ? store.size(key) : OptionalLong.empty();
		there = stored.orElse(-1);
		if (there < head)
			out = store.append(key);
		if (out != null && head > 0)
			out.append(ByteBuffer.allocate(head));
		size = head;
	}

	/** How many bytes there are so far. */
	long size() {
		return size;
	}

	void append(final ByteBuffer more) throws IOException {
		final int length = more.remaining();
		if (out == null && !isThere(more))
			startAnew();
		if (out != null)
			out.append(more);
		size += length;
	}

	private boolean isThere(final ByteBuffer more) throws IOException {
		if (size + more.remaining() > there)
			return false;
		if (size + more.remaining() > readFrom + read.capacity() && !readOn(more.remaining()))
			return false;
		return read.slice((int) (size - readFrom), more.remaining()).equals(more);
	}

	/** NB: more than is asked for, since to read is a request in some stores, and chunks are small. */
	private boolean readOn(final int least) throws IOException {
		final Optional<ByteBuffer> found = store.get(key, size, (int) Math.max(least, Math.min(PIECE, there - size)));
		read = found.orElse(NOTHING);
		readFrom = size;
		return found.isPresent();
	}

	/** Says what comes first; to be called when all else is appended. */
	void begin(final ByteBuffer bytes) throws IOException {
		if (head == 0)
			return;
		if (out == null && !store.get(key, 0, head).map(bytes::equals).orElse(false))
			startAnew();
		if (out != null)
			out.replace(0, bytes);
	}

	private void startAnew() throws IOException {
		out = store.append(key);
		for (long at = 0; at < size; at += PIECE) {
			final long from = at;
			out.append(store.get(key, at, (int) Math.min(PIECE, size - at)).orElseThrow(() -> new IOException(
				"it was removed while it was read, at byte " + from)));
		}
	}

	/** Puts it in its place; returns whether it was there already. */
	boolean finish() throws IOException {
		if (out == null && size != there)
			startAnew();
		if (out == null)
			return true;
		out.finish();
		return false;
	}

	/** Leaves nothing behind, unless it is finished. */
	@Override
	public void close() {
		if (out != null)
			out.close();
	}
}
