package org.labelupscaler.source;

import org.labelupscaler.grid.VoxelSize;

/**
 * How large an image is, whatever it shows: what a target can be matched to.
 *
 * @param name the image as the user named it, with what was taken of it if it has several
 * @param format the format in words
 * @param size voxels along x, y, z
 * @param voxelSize edges of a voxel; {@link VoxelSize#UNKNOWN} if nothing says
 */
public record ImageSize(String name, String format, long[] size, VoxelSize voxelSize) {

	/** Copies the array. */
	public ImageSize {
		size = size.clone();
	}

	@Override
	public long[] size() {
		return size.clone();
	}
}
