package org.labelupscaler.volume.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A group with attributes, in the form of HDF5 1.6: a symbol table (III.A.1, III.B, III.D). Names are ASCII.
 */
public final class Hdf5Group implements Hdf5Object {

	/** Half of the links of a symbol node, as the superblock says. */
	static final int LEAF_K = 4;
	/** Half of the symbol nodes of a node of the B-tree, as the superblock says. */
	static final int INTERNAL_K = 16;

	private static final int MOST_LINKS = 1 << 16;
	/** Bytes of a node of the B-tree, however many children it has. */
	private static final int NODE = 24 + (2 * 2 * INTERNAL_K + 1) * 8;
	/** III.D: there is no free space. */
	private static final long NONE_FREE = 1;

	/** NB: in the order of the bytes of their names, as HDF5 looks for them. */
	private final Map<String, Hdf5Object> links = new TreeMap<>();
	private final List<Hdf5Message> attributes = new ArrayList<>();

	/**
	 * @param name a name
	 * @return the new group of that name in this one
	 */
	public Hdf5Group group(final String name) {
		final Hdf5Group group = new Hdf5Group();
		add(name, group);
		return group;
	}

	/**
	 * @param name a name
	 * @param object what is to have it in this group
	 */
	public void add(final String name, final Hdf5Object object) {
		if (links.size() == MOST_LINKS || links.putIfAbsent(name, object) != null)
			throw new IllegalArgumentException("no place for " + name);
	}

	/**
	 * @param name what is not to be in this group any more, if it is
	 * @return whether it was
	 */
	public boolean remove(final String name) {
		return links.remove(name) != null;
	}

	/** Takes an attribute as it is. */
	void add(final Hdf5Message attribute) {
		attributes.add(attribute);
	}

	/**
	 * Adds an attribute.
	 *
	 * @param name its name
	 * @param type of an element
	 * @param value all elements
	 * @param size how many along each axis; nothing for one element that stands alone
	 * @return this
	 */
	public Hdf5Group with(final String name, final Hdf5Type type, final byte[] value, final long... size) {
		attributes.add(Hdf5Message.attribute(name, type, value, size));
		return this;
	}

	/**
	 * Adds an attribute that is an array of single characters.
	 *
	 * @param name its name
	 * @param text the characters, of which those that are no ASCII become question marks
	 * @return this
	 */
	public Hdf5Group with(final String name, final String text) {
		attributes.add(Hdf5Message.characters(name, text));
		return this;
	}

	/**
	 * Adds an attribute that is one text.
	 *
	 * @param name its name
	 * @param text the text
	 * @return this
	 */
	public Hdf5Group withText(final String name, final String text) {
		attributes.add(Hdf5Message.text(name, text));
		return this;
	}

	/**
	 * Adds an attribute that is an array of one number.
	 *
	 * @param name its name
	 * @param value the number, unsigned, of 32 bits
	 * @return this
	 */
	public Hdf5Group with(final String name, final int value) {
		attributes.add(Hdf5Message.number(name, value));
		return this;
	}

	@Override
	public long write(final Hdf5Bytes out) {
		final long[] headers = links.values().stream().mapToLong(object -> object.write(out)).toArray();
		final Hdf5Bytes names = new Hdf5Bytes(0).zeros(8);
		final long[] nameOffsets = new long[headers.length];
		int n = 0;
		for (final String name : links.keySet()) {
			nameOffsets[n++] = names.address();
			names.ascii(name + "\0").align();
		}
		final long heap = writeHeap(names.toArray(), out);
		final long tree = writeTree(nameOffsets, headers, out);
		final List<Hdf5Message> messages = new ArrayList<>(attributes);
		messages.add(Hdf5Message.symbolTable(tree, heap));
		return Hdf5Message.writeHeader(messages, out);
	}

	/** III.D: a local heap. */
	private static long writeHeap(final byte[] names, final Hdf5Bytes out) {
		final long heap = out.align().address();
		out.ascii("HEAP").int32(0).int64(names.length, NONE_FREE, heap + 32).put(names);
		return heap;
	}

	/**
	 * III.A.1: level by level, from that above the symbol nodes to the one node of the top. Keys are names: that before the first link,
	 * then the last of each child. All nodes of a level follow each other, so that each knows where its neighbours are.
	 */
	private static long writeTree(final long[] names, final long[] headers, final Hdf5Bytes out) {
		final int symbolNodes = (headers.length + 2 * LEAF_K - 1) / (2 * LEAF_K);
		long[] children = new long[symbolNodes];
		long[] lasts = new long[symbolNodes];
		for (int i = 0; i < symbolNodes; i++) {
			final int from = i * 2 * LEAF_K;
			final int to = Math.min(headers.length, from + 2 * LEAF_K);
			children[i] = writeSymbols(Arrays.copyOfRange(names, from, to), Arrays.copyOfRange(headers, from, to), out);
			lasts[i] = names[to - 1];
		}
		for (int level = 0;; level++) {
			final int nodes = Math.max(1, (children.length + 2 * INTERNAL_K - 1) / (2 * INTERNAL_K));
			final long start = out.align().address();
			final long[] above = new long[nodes];
			final long[] aboveLasts = new long[nodes];
			for (int i = 0; i < nodes; i++) {
				final int from = i * 2 * INTERNAL_K;
				final int to = Math.min(children.length, from + 2 * INTERNAL_K);
				above[i] = out.address();
				aboveLasts[i] = to == 0 ? 0 : lasts[to - 1];
				out.ascii("TREE").int8(0, level).int16(to - from).int64(i == 0 ? Hdf5Bytes.NOWHERE : start + (i - 1L) * NODE, i == nodes - 1
					? Hdf5Bytes.NOWHERE : start + (i + 1L) * NODE);
				out.int64(from == 0 ? 0 : lasts[from - 1]);
				for (int child = from; child < to; child++)
					out.int64(children[child], lasts[child]);
				out.zeros((2 * INTERNAL_K - to + from) * 16);
			}
			if (nodes == 1)
				return start;
			children = above;
			lasts = aboveLasts;
		}
	}

	/** III.B and III.C: a symbol node with its entries, of which nothing is cached. */
	private static long writeSymbols(final long[] names, final long[] headers, final Hdf5Bytes out) {
		final long node = out.align().address();
		out.ascii("SNOD").int8(1, 0).int16(names.length);
		for (int i = 0; i < names.length; i++)
			out.int64(names[i], headers[i]).zeros(24);
		out.zeros((2 * LEAF_K - names.length) * 40);
		return node;
	}
}
