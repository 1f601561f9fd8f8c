package org.labelupscaler.volume.n5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.labelupscaler.encode.ByteBuilder;

/**
 * What an N5 block begins with, whoever wrote it: a big-endian mode, the number of dimensions, the size of the block along each and, in
 * mode 1, its number of elements; github.com/saalfeldlab/n5 describes it.
 */
public final class BlockHeader {

	/** Size says all. */
	private static final int MODE_PLAIN = 0;
	/** A number of elements follows. */
	private static final int MODE_COUNTED = 1;

	private BlockHeader() {}

	/**
	 * @param dimensions of a block
	 * @return how many bytes {@link #write} makes of it
	 */
	static int bytes(final int dimensions) {
		return 4 + 4 * dimensions;
	}

	static void write(final int[] size, final ByteBuilder out) {
		out.putShortBigEndian(MODE_PLAIN);
		out.putShortBigEndian(size.length);
		for (final int n : size)
			out.putIntBigEndian(n);
	}

	/**
	 * @param block the bytes of a block, big-endian; moved behind the header
	 * @param most the largest size that it may have along each dimension; all of them fewer than 2^31 voxels
	 * @return its size, voxels along each dimension
	 * @throws IOException if it is none of a block that may be there
	 */
	public static int[] read(final ByteBuffer block, final int[] most) throws IOException {
		if (block.remaining() < bytes(most.length))
			throw new IOException("it has only " + block.remaining() + " bytes");
		final int mode = block.getShort();
		final int dimensions = block.getShort();
		if (mode != MODE_PLAIN && mode != MODE_COUNTED || dimensions != most.length)
			throw new IOException("its header has mode " + mode + " and " + dimensions + " dimensions");
		final int[] size = new int[dimensions];
		int voxels = 1;
		for (int d = 0; d < dimensions; d++) {
			size[d] = block.getInt();
			if (size[d] < 1 || size[d] > most[d])
				throw new IOException("its size along dimension " + (d + 1) + " is " + size[d] + ", expected 1 to " + most[d]);
			voxels *= size[d];
		}
		if (mode == MODE_COUNTED && (block.remaining() < 4 || block.getInt() != voxels))
			throw new IOException("its header does not have the number of elements of its size, " + Arrays.toString(size));
		return size;
	}
}
