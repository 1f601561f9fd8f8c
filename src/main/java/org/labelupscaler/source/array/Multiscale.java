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
		return voxelSize.times(factors.get(level));
	}
}
