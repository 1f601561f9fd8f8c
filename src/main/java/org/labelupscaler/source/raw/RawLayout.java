package org.labelupscaler.source.raw;

import java.nio.ByteOrder;
import java.nio.file.Path;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.SourceType;

/**
 * What a user must say of a file that holds nothing but voxels.
 *
 * @param size voxels along x, y, z, x fastest in the file
 * @param type type of the voxels
 * @param order byte order
 */
public record RawLayout(long[] size, SourceType type, ByteOrder order) {

	/**
	 * @param path a file of voxels
	 * @return the file, described
	 * @throws org.labelupscaler.InvalidInputException if its length is not that of the voxels
	 */
	public VoxelFile describe(final Path path) {
		return new VoxelFile(path, "raw voxels", type, size, VoxelSize.UNKNOWN, path, 0, VoxelFile.Encoding.RAW, order);
	}
}
