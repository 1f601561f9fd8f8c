package org.labelupscaler.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;

/**
 * A group that {@link Hdf5Group} has written, with few links: one node of a B-tree. What other programs write is not understood.
 */
public final class StoredGroup {

	private static final int MOST_BYTES = 1 << 20;
	private static final int ATTRIBUTE = 12;
	private static final int SYMBOL_TABLE = 17;

	private final Store store;
	private final List<Hdf5Message> attributes = new ArrayList<>();
	/** Addresses of the headers of what is in it. */
	private final Map<String, Long> links = new LinkedHashMap<>();

	/**
	 * @param store where the file is
	 * @param header address of the group's header
	 * @throws IOException if no such group is there, or it cannot be read
	 */
	public StoredGroup(final Store store, final long header) throws IOException {
		this.store = store;
		final ByteBuffer head = get(header, 16);
		final int length = head.getInt(8);
		if (head.get(0) != 1 || length < 0 || length > MOST_BYTES)
			throw damaged();
		final ByteBuffer messages = get(header + 16, length);
		while (messages.remaining() >= 8) {
			final int type = messages.getShort() & 0xFFFF;
			final byte[] body = new byte[messages.getShort() & 0xFFFF];
			messages.getInt();
			if (body.length > messages.remaining())
				throw damaged();
			messages.get(body);
			if (type == ATTRIBUTE)
				attributes.add(new Hdf5Message(type, body));
			else if (type == SYMBOL_TABLE && body.length >= 16)
				readLinks(little(body).getLong(0), little(body).getLong(8));
		}
	}

	private void readLinks(final long tree, final long heap) throws IOException {
		final ByteBuffer names = get(get(heap, 32).getLong(24), bounded(get(heap, 32).getLong(8)));
		final ByteBuffer node = get(tree, 24 + 16 * 2 * Hdf5Group.INTERNAL_K);
		final int children = node.getShort(6) & 0xFFFF;
		if (node.get(5) != 0 || children > 2 * Hdf5Group.INTERNAL_K)
			throw damaged();
		for (int child = 0; child < children; child++) {
			final ByteBuffer symbols = get(node.getLong(32 + 16 * child), 8 + 40 * 2 * Hdf5Group.LEAF_K);
			final int count = symbols.getShort(6) & 0xFFFF;
			if (count > 2 * Hdf5Group.LEAF_K)
				throw damaged();
			for (int i = 0; i < count; i++)
				links.put(name(names, bounded(symbols.getLong(8 + 40 * i))), symbols.getLong(16 + 40 * i));
		}
	}

	private static String name(final ByteBuffer names, final int at) throws IOException {
		int end = at;
		while (end < names.limit() && names.get(end) != 0)
			end++;
		if (end >= names.limit())
			throw damaged();
		return new String(names.array(), at, end - at, StandardCharsets.US_ASCII);
	}

	private static int bounded(final long bytes) throws IOException {
		if (bytes < 0 || bytes > MOST_BYTES)
			throw damaged();
		return (int) bytes;
	}

	private static IOException damaged() {
		return new IOException("one of its groups is not as this program writes it");
	}

	private static ByteBuffer little(final byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	private ByteBuffer get(final long from, final int count) throws IOException {
		if (from < 0)
			throw damaged();
		return store.get(FileStore.CONTENT, from, count).orElseThrow(() -> new IOException("it is no file")).order(
			ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * @param name a name
	 * @return whether something is called so in this group
	 */
	public boolean has(final String name) {
		return links.containsKey(name);
	}

	/**
	 * @param name a name
	 * @return the group of that name in this one
	 * @throws IOException if there is none
	 */
	public StoredGroup group(final String name) throws IOException {
		if (!links.containsKey(name))
			throw new IOException("it has no group " + name);
		return new StoredGroup(store, links.get(name));
	}

	/**
	 * @param name the name of an attribute
	 * @return its characters; nothing if there is no such attribute
	 */
	public Optional<String> text(final String name) {
		for (final Hdf5Message attribute : attributes) {
			final ByteBuffer body = little(attribute.body());
			// NB: behind the name, the type and the dataspace, each filled up to a multiple of eight bytes; one axis.
			final int type = 8 + padded(body.getShort(2));
			final int space = type + padded(body.getShort(4));
			final int value = space + padded(body.getShort(6));
			if (!new String(attribute.body(), 8, body.getShort(2) - 1, StandardCharsets.US_ASCII).equals(name))
				continue;
			final int count = (int) body.getLong(space + 8);
			return Optional.of(new String(attribute.body(), value, count, StandardCharsets.US_ASCII));
		}
		return Optional.empty();
	}

	private static int padded(final int bytes) {
		return bytes + 7 & ~7;
	}

	/** @return a group with the same attributes, in which the same is */
	public Hdf5Group copy() {
		final Hdf5Group copy = new Hdf5Group();
		attributes.forEach(copy::add);
		links.forEach((name, header) -> copy.add(name, new Hdf5Object.Written(header)));
		return copy;
	}
}
