package org.labelupscaler.address;

import java.util.LinkedHashMap;
import java.util.Map;

/** Pieces of files that have come over a network, kept for a while, for all servers together. Thread-safe. */
final class Pages {

	/** Bytes of a piece. */
	static final int PAGE = 1 << 18;

	private static final long MOST_BYTES = 64 << 20;

	/** NB: the tag tells a file from itself before it was changed. */
	private record Place(RemoteFiles server, String key, String tag, long number) {}

	private static final Map<Place, byte[]> KEPT = new LinkedHashMap<>(64, 0.75f, true);
	private static long bytes;

	private Pages() {}

	/** A piece, or its begin; null if it is not here. */
	static byte[] get(final RemoteFiles server, final String key, final RemoteFile file, final long number) {
		synchronized (KEPT) {
			return KEPT.get(new Place(server, key, tag(file), number));
		}
	}

	static void put(final RemoteFiles server, final String key, final RemoteFile file, final long number, final byte[] page) {
		synchronized (KEPT) {
			final byte[] old = KEPT.put(new Place(server, key, tag(file), number), page);
			bytes += page.length - (old == null ? 0 : old.length);
			final var eldest = KEPT.entrySet().iterator();
			while (bytes > MOST_BYTES && eldest.hasNext()) {
				bytes -= eldest.next().getValue().length;
				eldest.remove();
			}
		}
	}

	private static String tag(final RemoteFile file) {
		return file.tag() + " " + file.size() + " " + file.modified();
	}
}
