package org.labelupscaler.source.array;

import java.util.List;

import org.labelupscaler.grid.VoxelSize;

/**
 * A volume in levels from full resolution to coarse.
 *
 * @param levels the levels; at least one
 * @param factors voxels of the first level per voxel of each level, x, y, z; for the first 1, 1, 1
 * @param voxelSize edges of a voxel of the first level; {@link VoxelSize#UNKNOWN} if nothing says
 */
public record Multiscale(List<ArrayStore> levels, List<double[]> factors, VoxelSize voxelSize) {

	/**
	 * @param level a level
	 * @return edges of its voxels
	 */
	public VoxelSize voxelSize(final int level) {
		return scaled(voxelSize, factors.get(level));
	}

	/**
	 * @param size edges of a voxel
	 * @param factor how many of them make one, x, y, z
	 * @return edges of the larger voxel
	 */
	public static VoxelSize scaled(final VoxelSize size, final double[] factor) {
		return new VoxelSize(size.x() * factor[0], size.y() * factor[1], size.z() * factor[2], size.unit());
	}
}
