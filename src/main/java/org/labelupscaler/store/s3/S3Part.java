package org.labelupscaler.store.s3;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that are gathered until they are enough for a part. Grows as it is filled. */
final class S3Part {

	static final int SMALLEST = 1 << 16;
	static final int LARGEST = 1 << 30;

	private int most;
	private byte[] bytes = new byte[SMALLEST];
	private int size;

	S3Part(final int most) {
		this.most = most;
	}

	int size() {
		return size;
	}

	ByteBuffer bytes() {
		return ByteBuffer.wrap(bytes, 0, size);
	}

	/** Takes as much as fits. */
	void take(final ByteBuffer from) {
		final int count = Math.min(from.remaining(), most - size);
		if (size + count > bytes.length)
			bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(2L * bytes.length, size + count)));
		from.get(bytes, size, count);
		size += count;
	}

	/** Puts what fits into the bytes that are there in their place. */
	void replace(final long at, final ByteBuffer with) {
		if (at < size)
			with.get(bytes, (int) at, (int) Math.min(with.remaining(), size - at));
	}

	/** Begins anew, perhaps with twice as many bytes. */
	void clear(final boolean larger) {
		if (larger)
			most = Math.min(LARGEST, 2 * most);
		size = 0;
	}
}
