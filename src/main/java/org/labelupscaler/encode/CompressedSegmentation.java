package org.labelupscaler.encode;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;

/**
 * Neuroglancer's {@code compressed_segmentation} of one channel, written from run lengths: cubes of 8 × 8 × 8 voxels, each with a
 * table of its labels and 0, 1, 2, 4, 8 or 16 bits a voxel. A cube is made from the few source voxels in it; where it repeats
 * the one before along an axis only its header is copied. Equal tables and equal values are stored once in a chunk. Cubes at the end
 * of the chunk repeat the last voxels. Used by one thread.
 */
public final class CompressedSegmentation {

	/** Voxels along an edge of a cube. */
	public static final int CUBE = 8;

	private static final int VOXELS = CUBE * CUBE * CUBE;
	private static final int WORD = Integer.BYTES;
	private static final int HEADER = 2 * WORD;
	/** Offsets have 24 bits in headers, and readers keep no more of those that have 32. */
	private static final long MOST_WORDS = 1 << 24;
	/** NB: a cube of 512 labels. */
	private static final int MOST_BITS = 16;
	/** Numbers of 1, 2, 4, 8 and 16 bits beside each other that are all 1. */
	private static final long[] EACH = { -1L, 0x5555555555555555L, 0x1111111111111111L, 0x0101010101010101L, 0x0001000100010001L };
	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private final LabelType type;
	private final SharedBytes pool = new SharedBytes();
	/** NB: eight more, for whole numbers of 64 bits are put. */
	private final byte[] values = new byte[VOXELS * MOST_BITS / 8 + Long.BYTES];
	private final byte[] table = new byte[VOXELS * Long.BYTES];
	private final long[] labels = new long[VOXELS];
	private int distinct;
	private RunBlock block;
	private final SourceRanges[] ranges = new SourceRanges[3];

	/** @param type of the labels, of four or eight bytes */
	public CompressedSegmentation(final LabelType type) {
		this.type = type;
	}

	/**
	 * @param type of the labels
	 * @param size voxels of a chunk, x, y, z
	 * @return the most bytes that it can become
	 */
	public static long most(final LabelType type, final int[] size) {
		return WORD + cubes(size) * (HEADER + VOXELS * (long) type.bytes() + VOXELS * MOST_BITS / 8);
	}

	/**
	 * @param type of the labels
	 * @param size voxels of a chunk, x, y, z
	 * @return whether all such chunks can be written
	 */
	public static boolean holds(final LabelType type, final int[] size) {
		return most(type, size) / WORD <= MOST_WORDS;
	}

	private static long cubes(final int[] size) {
		long cubes = 1;
		for (final int n : size)
			cubes *= cubes(n);
		return cubes;
	}

	private static int cubes(final int voxels) {
		return (voxels - 1) / CUBE + 1;
	}

	/**
	 * @param runs a block that {@link #holds} agrees to
	 * @param out its bytes are appended
	 */
	public void encode(final RunBlock runs, final ByteBuilder out) {
		block = runs;
		ranges[0] = SourceRanges.of(runs.size(0), runs.voxelsX(), runs::runX);
		ranges[1] = SourceRanges.of(runs.size(1), runs.rows(), runs::runY);
		ranges[2] = SourceRanges.of(runs.size(2), runs.planes(), runs::runZ);
		final int nx = ranges[0].count();
		final int ny = ranges[1].count();
		final int nz = ranges[2].count();
		final int headers = nx * ny * nz * HEADER;
		pool.clear(headers);
		out.putIntLittleEndian(1);
		final int start = out.size();
		out.ensure(headers);
		out.setSize(start + headers);
		int at = start;
		for (int z = 0; z < nz; z++)
			for (int y = 0; y < ny; y++)
				for (int x = 0; x < nx; x++, at += HEADER) {
					final int same = ranges[0].repeats(x) ? 1 : ranges[1].repeats(y) ? nx : ranges[2].repeats(z) ? nx * ny : 0;
					if (same > 0)
						System.arraycopy(out.array(), at - same * HEADER, out.array(), at, HEADER);
					else
						encodeCube(x, y, z, at, out);
				}
		out.put(pool.bytes().array(), 0, pool.bytes().size());
		block = null;
	}

	private void encodeCube(final int x, final int y, final int z, final int at, final ByteBuilder out) {
		collect(x, y, z);
		for (int l = 0; l < distinct; l++)
			type.put(labels[l], ByteOrder.LITTLE_ENDIAN, table, l * type.bytes());
		final int bits = bits(distinct);
		out.setIntLittleEndian(at, pool.offset(table, distinct * type.bytes()) / WORD | bits << 24);
		if (bits > 0)
			fillValues(x, y, z, bits);
		out.setIntLittleEndian(at + WORD, bits == 0 ? 0 : pool.offset(values, VOXELS / 8 * bits) / WORD);
	}

	private static int bits(final int labels) {
		if (labels == 1)
			return 0;
		int bits = 1;
		while (1 << bits < labels)
			bits *= 2;
		return bits;
	}

	/** The distinct labels of a cube, in ascending order. */
	private void collect(final int x, final int y, final int z) {
		final long[] all = block.labels();
		final int from = ranges[0].first(x);
		final int to = ranges[0].last(x);
		int count = 0;
		long last = 0;
		for (int k = ranges[2].first(z); k <= ranges[2].last(z); k++)
			for (int j = ranges[1].first(y); j <= ranges[1].last(y); j++) {
				final int row = block.index(j, k);
				for (int i = from; i <= to; i++)
					if (count == 0 || all[row + i] != last) {
						last = all[row + i];
						labels[count++] = last;
					}
			}
		if (count > 1)
			Arrays.sort(labels, 0, count);
		distinct = 1;
		for (int l = 1; l < count; l++)
			if (labels[l] != labels[l - 1])
				labels[distinct++] = labels[l];
	}

	/** NB: a row of eight voxels has as many bytes as a voxel has bits; eight bytes are put, or twice, and the next row begins in them. */
	private void fillValues(final int x, final int y, final int z, final int bits) {
		final int plane = CUBE * bits;
		final int atOnce = Math.min(CUBE, Long.SIZE / bits);
		int to = 0;
		for (int k = ranges[2].first(z); k <= ranges[2].last(z); k++) {
			final int first = to;
			for (int j = ranges[1].first(y); j <= ranges[1].last(y); j++) {
				final int row = block.index(j, k);
				final long start = rowValues(x, row, bits, 0, atOnce);
				final long rest = atOnce == CUBE ? 0 : rowValues(x, row, bits, atOnce, CUBE);
				for (int t = ranges[1].voxels(y, j); t > 0; t--, to += bits) {
					LONG.set(values, to, start);
					if (atOnce < CUBE)
						LONG.set(values, to + Long.BYTES, rest);
				}
			}
			for (final int end = first + ranges[2].voxels(z, k) * plane; to < end; to += Long.BYTES)
				LONG.set(values, to, (long) LONG.get(values, to - plane));
		}
	}

	/** The values of some voxels of a row of a cube, the first in the lowest bits. */
	private long rowValues(final int x, final int row, final int bits, final int from, final int to) {
		final long[] all = block.labels();
		long packed = 0;
		int start = 0;
		for (int i = ranges[0].first(x); i <= ranges[0].last(x) && start < to; i++) {
			final int end = start + ranges[0].voxels(x, i);
			final int length = (Math.min(end, to) - Math.max(start, from)) * bits;
			if (length > 0) {
				final long value = Arrays.binarySearch(labels, 0, distinct, all[row + i]);
				packed |= (value * EACH[Integer.numberOfTrailingZeros(bits)] & -1L >>> Long.SIZE - length) << (Math.max(start, from) - from) * bits;
			}
			start = end;
		}
		return packed;
	}

	/**
	 * Undoes {@link #encode}.
	 *
	 * @param encoded all bytes
	 * @param size voxels of the chunk, x, y, z
	 * @return the labels, big-endian, x fastest
	 * @throws IOException if they are damaged
	 */
	public byte[] decode(final byte[] encoded, final int[] size) throws IOException {
		final ByteBuffer words = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
		if (encoded.length < WORD || words.getInt(0) != 1)
			throw new IOException("it does not begin with 1");
		final byte[] voxels = new byte[size[0] * size[1] * size[2] * type.bytes()];
		final ByteBuffer data = words.position(WORD).slice().order(ByteOrder.LITTLE_ENDIAN);
		try {
			int to = 0;
			for (int z = 0; z < size[2]; z++)
				for (int y = 0; y < size[1]; y++)
					for (int x = 0; x < size[0]; x++, to += type.bytes()) {
						final int cube = (z / CUBE * cubes(size[1]) + y / CUBE) * cubes(size[0]) + x / CUBE;
						final int header = data.getInt(cube * HEADER);
						final int bits = header >>> 24;
						final int first = ((z % CUBE * CUBE + y % CUBE) * CUBE + x % CUBE) * bits;
						final int word = bits == 0 ? 0 : data.getInt((data.getInt(cube * HEADER + WORD) + (first >>> 5)) * WORD);
						final int value = bits == 0 ? 0 : word >>> (first & 31) & -1 >>> Integer.SIZE - bits;
						final int label = (header & (int) MOST_WORDS - 1) * WORD + value * type.bytes();
						for (int b = 0; b < type.bytes(); b++)
							voxels[to + b] = data.get(label + type.bytes() - 1 - b);
					}
		}
		catch (final IndexOutOfBoundsException e) {
			throw new IOException("its offsets lead beyond its end", e);
		}
		return voxels;
	}
}
