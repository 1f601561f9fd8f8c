package org.labelupscaler.volume.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A group with attributes, in the form of HDF5 1.6: a symbol table (III.A.1, III.B, III.D), of which one node of the B-tree holds
 * all. Names are ASCII.
 */
public final class Hdf5Group implements Hdf5Object {

	/** Half of the links of a symbol node, as the superblock says. */
	static final int LEAF_K = 4;
	/** Half of the symbol nodes of a node of the B-tree, as the superblock says. */
	static final int INTERNAL_K = 16;

	private static final int MOST_LINKS = 2 * LEAF_K * 2 * INTERNAL_K;
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
	 * @param text the text, of which characters that are no ASCII become question marks
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

	/** III.A.1: one node, whose keys are names: that before the first link, then the last of each symbol node. */
	private static long writeTree(final long[] names, final long[] headers, final Hdf5Bytes out) {
		final int nodes = (headers.length + 2 * LEAF_K - 1) / (2 * LEAF_K);
		final long[] symbolNodes = new long[nodes];
		for (int i = 0; i < nodes; i++) {
			final int from = i * 2 * LEAF_K;
			final int to = Math.min(headers.length, from + 2 * LEAF_K);
			symbolNodes[i] = writeSymbols(Arrays.copyOfRange(names, from, to), Arrays.copyOfRange(headers, from, to), out);
		}
		final long tree = out.align().address();
		out.ascii("TREE").int8(0, 0).int16(nodes).int64(Hdf5Bytes.NOWHERE, Hdf5Bytes.NOWHERE).int64(0);
		for (int i = 0; i < nodes; i++)
			out.int64(symbolNodes[i], names[Math.min(headers.length, (i + 1) * 2 * LEAF_K) - 1]);
		out.zeros((2 * INTERNAL_K - nodes) * 16);
		return tree;
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
