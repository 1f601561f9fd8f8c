package org.labelupscaler.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.VolumeSpec;

/**
 * A chunk of HDF5: the voxels, little-endian, x fastest, gone through deflate if there is a compression (a zlib stream, IV.A.2.l).
 * Chunks at the end of a volume are as large as the others. What is beyond the volume is 0: not all readers know where it ends.
 */
public final class Hdf5Frame implements BlockFrame {

	private final int[] chunk;
	private final int bytesPerVoxel;
	private final BlockCodec codec;
	private byte[] whole = new byte[0];

	/** @param spec a volume */
	public Hdf5Frame(final VolumeSpec spec) {
		chunk = spec.blockSize();
		bytesPerVoxel = spec.type().bytes();
		codec = spec.compression().newZlibCodec(ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		codec.encode(block.filledUp(chunk), out);
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
