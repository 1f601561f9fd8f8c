package org.labelupscaler.source;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** What puts the voxels of a source into a file, x fastest, one after the other. */
public interface VoxelContent {

	/**
	 * @param out an empty file that takes the voxels, from its beginning to its end or at any position
	 * @throws IOException if it does not take them
	 * @throws org.labelupscaler.InvalidInputException if the source has other voxels than it should
	 */
	void writeTo(FileChannel out) throws IOException;
}
