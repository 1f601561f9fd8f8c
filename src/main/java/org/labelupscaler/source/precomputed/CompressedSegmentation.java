package org.labelupscaler.source.precomputed;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The encoding compressed_segmentation of Neuroglancer (src/datasource/precomputed and
 * src/sliceview/compressed_segmentation in
 * github.com/google/neuroglancer): a chunk is cut into blocks; each has a table of its labels, and for each voxel
 * the place in the
 * table, in 0, 1, 2, 4, 8, 16 or 32 bits. All is little-endian, offsets count words of 32 bits. Blocks at the end of
 * a chunk are stored
 * whole. Stateless.
 *
 * @param block voxels of a block, x, y, z
 * @param bytes bytes of a label, 4 or 8
 */
record CompressedSegmentation(int[] block, int bytes) {

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int WORD = Integer.BYTES;
	private static final int HEADER = 2 * WORD;
	private static final int MOST_TABLE = 0xFFFFFF;

	/** NB: a chunk may be flatter than its blocks, which are stored whole, but not by any factor. */
	private static final int MOST_PADDING = 16;
	private static final int SMALL = 1 << 20;

	/**
	 * @param size voxels of a chunk
	 * @return how many bytes it can have, encoded; not above 2^31 − 9
	 */
	int mostBytes(final int[] size) {
		double voxels = 1;
		double blocks = 1;
		double whole = 1;
		for (int d = 0; d < 3; d++) {
			final int count = (size[d] - 1) / block[d] + 1;
			voxels *= size[d];
			blocks *= count;
			whole *= (double) count * block[d];
		}
		final double padded = Math.min(whole, MOST_PADDING * voxels + SMALL);
		return (int) Math.min(Integer.MAX_VALUE - 8, WORD + blocks * HEADER + padded * (WORD + bytes));
	}

	/**
	 * Decodes a chunk of one channel.
	 *
	 * @param encoded its bytes
	 * @param size voxels of the chunk, x, y, z; fewer than 2^31 bytes
	 * @return the labels, x fastest, little-endian
	 * @throws IOException if they are damaged
	 */
	byte[] decode(final byte[] encoded, final int[] size) throws IOException {
		if (encoded.length % WORD != 0 || encoded.length < WORD)
			throw new IOException("it has " + encoded.length + " bytes, which are not whole words of 4");
		// NB: of the channels, of which there is one, in words from the begin of the chunk
		final long channel = word(encoded, 0) * WORD;
		final int[] count = new int[3];
		long blocks = 1;
		for (int d = 0; d < 3; d++) {
			count[d] = (size[d] - 1) / block[d] + 1;
			blocks *= count[d];
		}
		if (channel < WORD || channel + blocks * HEADER > encoded.length)
			throw new IOException("its " + encoded.length + " bytes have no room for the headers of " + blocks + " blocks at byte " +
				channel);
		final byte[] labels = new byte[size[0] * size[1] * size[2] * bytes];
		int header = (int) channel;
		for (int z = 0; z < count[2]; z++)
			for (int y = 0; y < count[1]; y++)
				for (int x = 0; x < count[0]; x++, header += HEADER)
					decode(encoded, (int) channel, header, new int[] { x, y, z }, size, labels);
		return labels;
	}

	private void decode(final byte[] encoded, final int channel, final int header, final int[] at, final int[] size,
		final byte[] labels) throws IOException
	{
		final long first = word(encoded, header);
		final long table = channel + (first & MOST_TABLE) * WORD;
		final int bits = (int) (first >>> 24);
		final long values = channel + word(encoded, header + WORD) * WORD;
		if (bits > 32 || bits != 0 && Integer.bitCount(bits) != 1)
			throw new IOException("block " + shown(at) + " has " + bits + " bits a voxel; expected 0, 1, 2, 4, 8, 16 or 32");
		final int[] from = new int[3];
		final int[] length = new int[3];
		for (int d = 0; d < 3; d++) {
			from[d] = at[d] * block[d];
			length[d] = Math.min(block[d], size[d] - from[d]);
		}
		// NB: the last voxel that is needed, not the last of the block: what is behind the end of a chunk is no matter.
		final long last = (length[0] - 1) + (long) block[0] * ((length[1] - 1) + (long) block[1] * (length[2] - 1));
		if (bits != 0 && (values > encoded.length || last > (long) encoded.length * 8 / bits ||
			values + (last * bits / 32 + 1) * WORD > encoded.length))
			throw new IOException("the voxels of block " + shown(at) + " are beyond its end");
		final long entries = table > encoded.length ? 0 : (encoded.length - table) / bytes;
		if (entries < 1)
			throw new IOException("the table of block " + shown(at) + " is beyond its end");
		for (int z = 0; z < length[2]; z++)
			for (int y = 0; y < length[1]; y++) {
				final int to = ((from[2] + z) * size[1] + from[1] + y) * size[0] + from[0];
				if (bits == 0)
					fill(encoded, (int) table, labels, to, length[0]);
				else {
					final long row = (long) block[0] * (y + (long) block[1] * z) * bits;
					if (!row(encoded, (int) values, row, bits, (int) table, entries, labels, to, length[0]))
						throw new IOException("a voxel of block " + shown(at) + " has a label beyond its end");
				}
			}
	}

	private void fill(final byte[] encoded, final int table, final byte[] labels, final int to, final int length) {
		if (bytes == Long.BYTES) {
			final long label = (long) LONG.get(encoded, table);
			for (int x = to; x < to + length; x++)
				LONG.set(labels, x * Long.BYTES, label);
		}
		else {
			final int label = (int) INT.get(encoded, table);
			for (int x = to; x < to + length; x++)
				INT.set(labels, x * Integer.BYTES, label);
		}
	}

	/** Returns whether all labels are in the table. */
	private boolean row(final byte[] encoded, final int values, final long firstBit, final int bits, final int table,
		final long entries, final byte[] labels, final int to, final int length)
	{
		final int mask = -1 >>> 32 - bits;
		long bit = firstBit;
		for (int x = to; x < to + length; x++, bit += bits) {
			final int word = (int) INT.get(encoded, values + (int) (bit >>> 5) * WORD);
			final long index = (word >>> (int) (bit & 31) & mask) & 0xFFFFFFFFL;
			if (index >= entries)
				return false;
			if (bytes == Long.BYTES)
				LONG.set(labels, x * Long.BYTES, (long) LONG.get(encoded, table + (int) index * Long.BYTES));
			else
				INT.set(labels, x * Integer.BYTES, (int) INT.get(encoded, table + (int) index * Integer.BYTES));
		}
		return true;
	}

	private static long word(final byte[] encoded, final int at) {
		return (int) INT.get(encoded, at) & 0xFFFFFFFFL;
	}

	private static String shown(final int[] at) {
		return at[0] + ", " + at[1] + ", " + at[2];
	}
}
