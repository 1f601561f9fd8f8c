package org.labelupscaler.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BiFunction;

import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.label.RunBlock;

/**
 * A chunk that is as large as the others also at the end of a volume: nothing but its compressed voxels, little-endian, x fastest.
 * Owned by one thread.
 */
public final class WholeChunkFrame implements BlockFrame {

	private final int[] chunk;
	private final int bytesPerVoxel;
	private final BlockCodec codec;
	private final BiFunction<RunBlock, int[], RunBlock> filling;
	private byte[] whole = new byte[0];

	/**
	 * @param spec a volume
	 * @param codec compresses its little-endian voxels; the frame's from now on
	 * @param filling makes a block at the end of the volume as large as the others
	 */
	public WholeChunkFrame(final VolumeSpec spec, final BlockCodec codec, final BiFunction<RunBlock, int[], RunBlock> filling) {
		chunk = spec.blockSize();
		bytesPerVoxel = spec.type().bytes();
		this.codec = codec;
		this.filling = filling;
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		codec.encode(filling.apply(block, chunk), out);
	}

	/** NB: what is filled up costs next to nothing, but not if a block stands for a part of one. */
	@Override
	public void encodeOwn(final RunBlock block, final boolean continues, final ByteBuilder out) {
		codec.encode(block, out);
	}

	@Override
	public long uncompressed(final int[] size) {
		return (long) chunk[0] * chunk[1] * chunk[2] * bytesPerVoxel;
	}

	@Override
	public long most(final int[] size) {
		return BlockFrame.mostOf(uncompressed(size));
	}

	@Override
	public byte[] decode(final ByteBuffer bytes, final int[] size) throws IOException {
		final int all = Math.toIntExact(uncompressed(size));
		if (whole.length != all)
			whole = new byte[all];
		final byte[] stored = new byte[bytes.remaining()];
		bytes.duplicate().get(stored);
		codec.decode(stored, 0, stored.length, whole);
		final byte[] voxels = new byte[size[0] * size[1] * size[2] * bytesPerVoxel];
		int to = 0;
		for (int z = 0; z < size[2]; z++)
			for (int y = 0; y < size[1]; y++) {
				int from = (z * chunk[1] + y) * chunk[0] * bytesPerVoxel;
				for (int x = 0; x < size[0]; x++, from += bytesPerVoxel)
					for (int b = bytesPerVoxel - 1; b >= 0; b--)
						voxels[to++] = whole[from + b];
			}
		return voxels;
	}
}
