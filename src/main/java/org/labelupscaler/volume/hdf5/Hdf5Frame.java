package org.labelupscaler.volume.hdf5;

import java.nio.ByteOrder;

import org.labelupscaler.label.RunBlock;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WholeChunkFrame;

/**
 * A chunk of HDF5: the voxels, little-endian, x fastest, gone through deflate if there is a compression (a zlib stream, IV.A.2.l).
 * Chunks at the end of a volume are as large as the others. What is beyond the volume is 0: not all readers know where it ends.
 */
public final class Hdf5Frame {

	private Hdf5Frame() {}

	/**
	 * @param spec a volume
	 * @return how its blocks become chunks, for one thread
	 */
	public static BlockFrame of(final VolumeSpec spec) {
		return new WholeChunkFrame(spec, spec.compression().newZlibCodec(ByteOrder.LITTLE_ENDIAN), RunBlock::filledUp);
	}
}
