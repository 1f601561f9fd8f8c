package org.labelupscaler.volume.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.labelupscaler.volume.single.GrowingFile;

/**
 * Writes the index of chunks that all versions of HDF5 read: a B-tree of version 1 (III.A.1, node type 1), level by level from its
 * leaves, each node but the last of its level full. Between two children stands the key of the first chunk of the second; before the
 * first child that of its first chunk; behind the last child of all what is beyond the last chunk along every axis.
 */
public final class ChunkTreeWriter {

	/** Half of the children of a node: what readers take, for this superblock does not say it. */
	static final int K = 32;

	private static final int AXES = 3;
	/** Length of the chunk, filters that it has not been through, offsets along the axes and within a number. */
	static final int KEY = 8 + 8 * (AXES + 1);
	static final int HEADER = 24;
	/** How many bytes a node has, however many children. */
	static final int NODE = HEADER + 2 * K * (KEY + 8) + KEY;
	/** What a node of chunks, not of links, has behind its signature. */
	static final int TYPE = 1;

	private final GrowingFile file;
	private final ChunkTable table;
	private final int[] chunk;
	private final int bytesPerNumber;
	private final ByteBuffer node = ByteBuffer.allocate(NODE).order(ByteOrder.LITTLE_ENDIAN);

	private int level;
	private long levelStart;
	private int children;
	/** The first chunk of each node of the level, the last one's as well while it is filled. */
	private long[] firsts = new long[64];
	private int nodes;
	private long last;

	private ChunkTreeWriter(final GrowingFile file, final ChunkTable table, final int[] chunk, final int bytesPerNumber) {
		this.file = file;
		this.table = table;
		this.chunk = chunk;
		this.bytesPerNumber = bytesPerNumber;
	}

	/**
	 * @param file takes the index; nobody else may append to it meanwhile
	 * @param table where the chunks are
	 * @param chunk numbers of a chunk along x, y, z
	 * @param bytesPerNumber bytes of each
	 * @return address of the index, for {@link Hdf5Dataset#of}
	 * @throws IOException if it cannot be written
	 */
	public static long write(final GrowingFile file, final ChunkTable table, final int[] chunk, final int bytesPerNumber)
		throws IOException
	{
		try {
			return new ChunkTreeWriter(file, table, chunk, bytesPerNumber).write();
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private long write() throws IOException {
		levelStart = file.align(8);
		table.forEach(number -> {
			add(number, table.address(number));
			last = number;
		});
		if (nodes == 0)
			return Hdf5Bytes.NOWHERE;
		end();
		while (nodes > 1) {
			final long[] below = Arrays.copyOf(firsts, nodes);
			final long start = levelStart;
			level++;
			levelStart = file.size();
			nodes = 0;
			for (int n = 0; n < below.length; n++)
				add(below[n], start + (long) n * NODE);
			end();
		}
		return levelStart;
	}

	private void add(final long first, final long address) {
		if (children == 2 * K) {
			putKey(first, 0);
			append(levelStart + (long) nodes * NODE);
		}
		if (children == 0) {
			if (nodes == firsts.length)
				firsts = Arrays.copyOf(firsts, 2 * nodes);
			firsts[nodes++] = first;
			Arrays.fill(node.array(), (byte) 0);
			node.position(HEADER);
		}
		putKey(first, 0);
		node.putLong(address);
		children++;
	}

	private void putKey(final long number, final int beyond) {
		final long[] position = table.position(number);
		node.putInt(beyond == 0 ? table.length(number) : 0).putInt(0);
		for (int d = AXES - 1; d >= 0; d--)
			node.putLong((position[d] + beyond) * chunk[d]);
		node.putLong((long) beyond * bytesPerNumber);
	}

	private void end() {
		putKey(last, 1);
		append(Hdf5Bytes.NOWHERE);
	}

	/** NB: all nodes of a level follow each other, so that each knows where its neighbours are. */
	private void append(final long right) {
		node.position(0);
		node.put("TREE".getBytes(StandardCharsets.US_ASCII)).put((byte) TYPE).put((byte) level).putShort((short) children);
		node.putLong(nodes == 1 ? Hdf5Bytes.NOWHERE : levelStart + (nodes - 2L) * NODE).putLong(right);
		try {
			file.append(node.position(0));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		children = 0;
	}
}
