package org.labelupscaler.volume;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.labelupscaler.label.RunBlock;
import org.labelupscaler.encode.ByteBuilder;

/** The encoded blocks of one label, so that each is made once. Forgets the oldest beyond 32 MiB. Owned by one thread. */
final class UniformBlocks {

	private static final long MOST_BYTES = 32 << 20;

	private record Key(long label, int x, int y, int z) {}

	private final Map<Key, byte[]> blocks = new LinkedHashMap<>();
	private long bytes;

	/** The encoded block; null if it is not known. */
	ByteBuffer get(final RunBlock block) {
		final byte[] known = blocks.get(key(block));
		return known == null ? null : ByteBuffer.wrap(known);
	}

	void put(final RunBlock block, final ByteBuilder encoded) {
		if (encoded.size() > MOST_BYTES / 2)
			return;
		blocks.put(key(block), encoded.toByteArray());
		bytes += encoded.size();
		final Iterator<byte[]> oldest = blocks.values().iterator();
		while (bytes > MOST_BYTES) {
			bytes -= oldest.next().length;
			oldest.remove();
		}
	}

	private static Key key(final RunBlock block) {
		return new Key(block.label(0, 0, 0), block.size(0), block.size(1), block.size(2));
	}
}
