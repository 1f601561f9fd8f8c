package org.labelupscaler.source.array;

import java.util.Arrays;
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

	/** Copies the lists and the factors. */
	public Multiscale {
		levels = List.copyOf(levels);
		factors = copies(factors);
	}

	@Override
	public List<double[]> factors() {
		return copies(factors);
	}

	private static List<double[]> copies(final List<double[]> factors) {
		return factors.stream().map(double[]::clone).toList();
	}

	/**
	 * @param level a level
	 * @return edges of its voxels
	 */
	public VoxelSize voxelSize(final int level) {
		return voxelSize.times(factors.get(level));
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Multiscale o && Arrays.deepEquals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { levels, factors.toArray(), voxelSize };
	}
}
