package org.labelupscaler.source;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** What puts the voxels of a source into a file, x fastest, one after the other. */
public interface VoxelContent {

	/**
	 * @param out takes the voxels
	 * @throws IOException if it does not take them
	 * @throws org.labelupscaler.InvalidInputException if the source has other voxels than it should
	 */
	void writeTo(WritableByteChannel out) throws IOException;
}
