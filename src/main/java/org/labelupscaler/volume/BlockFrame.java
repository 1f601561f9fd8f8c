package org.labelupscaler.volume;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.label.RunBlock;

/** How a format makes bytes of a block, and voxels of them again. Owned by one thread. */
public interface BlockFrame {

	/**
	 * @param block a block, no larger than the volume has it there
	 * @param out the bytes are appended to it
	 */
	void encode(RunBlock block, ByteBuilder out);

	/**
	 * Like {@link #encode}, without what is stored once for many blocks, for estimates.
	 *
	 * @param block a block
	 * @param continues whether its first plane along z is the last one of the block before it
	 * @param out the bytes are appended to it
	 */
	default void encodeOwn(final RunBlock block, final boolean continues, final ByteBuilder out) {
		encode(block, out);
	}

	/**
	 * @param size the voxels of a block, x, y, z, as the volume has them there
	 * @return how many bytes {@link #encode} makes of it if it is not compressed
	 */
	long uncompressed(int[] size);

	/**
	 * @param size the voxels of a block, x, y, z, as the volume has them there
	 * @return the most bytes that can be stored of it; what has more is none, and is not read
	 */
	long most(int[] size);

	/**
	 * @param voxels bytes of the voxels as they are stored
	 * @return the most bytes that a compression makes of them
	 */
	static long mostOf(final long voxels) {
		return voxels + voxels / 2 + (1 << 16);
	}

	/**
	 * @param bytes what is stored of a block
	 * @param size its voxels, x, y, z, as the volume has them there
	 * @return the voxels, big-endian, x fastest
	 * @throws IOException if the bytes are damaged, or are those of a block of another size
	 */
	byte[] decode(ByteBuffer bytes, int[] size) throws IOException;
}
