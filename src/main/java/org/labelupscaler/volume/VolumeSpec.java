package org.labelupscaler.volume;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.encode.Compression;

/**
 * The volume that a container holds, whatever its voxels say: what BigDataViewer and any job that writes one have to know.
 * Immutable.
 *
 * @param type type of the voxels
 * @param size voxels at full resolution, x, y, z
 * @param voxelSize edges of such a voxel
 * @param offset where the centre of the first voxel lies, x, y, z, in the unit of the voxel size
 * @param blockSize voxels of a block, x, y, z
 * @param compression of the blocks
 * @param pyramid the downsampling factors of all levels
 */
public record VolumeSpec(LabelType type, long[] size, VoxelSize voxelSize, double[] offset, int[] blockSize,
	Compression compression, Pyramid pyramid) implements Serializable
{

	/** Copies the arrays. */
	public VolumeSpec {
		size = size.clone();
		offset = offset.clone();
		blockSize = blockSize.clone();
	}

	/** @return voxels at full resolution, x, y, z; a copy */
	@Override
	public long[] size() {
		return size.clone();
	}

	/** @return where the centre of the first voxel lies, x, y, z, in the unit of the voxel size; a copy */
	@Override
	public double[] offset() {
		return offset.clone();
	}

	/** @return voxels of a block, x, y, z; a copy */
	@Override
	public int[] blockSize() {
		return blockSize.clone();
	}

	/**
	 * @param other a type
	 * @return the same volume of voxels of that type
	 */
	public VolumeSpec withType(final LabelType other) {
		return new VolumeSpec(other, size, voxelSize, offset, blockSize, compression, pyramid);
	}

	/**
	 * @param level a level
	 * @return edges of its voxels
	 */
	public VoxelSize voxelSize(final int level) {
		return voxelSize.times(Arrays.stream(pyramid.factors(level)).asDoubleStream().toArray());
	}

	/** @return the blocks of all levels, full resolution first */
	public List<BlockGrid> grids() {
		final List<BlockGrid> grids = new ArrayList<>();
		for (int l = 0; l < pyramid.levels(); l++)
			grids.add(new BlockGrid(pyramid.size(l, size), blockSize));
		return grids;
	}

	/** @return bytes of the voxels of all levels */
	public long bytes() {
		return grids().stream().mapToLong(grid -> grid.voxels() * type.bytes()).sum();
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof VolumeSpec o && Arrays.deepEquals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { type, size, voxelSize, offset, blockSize, compression, pyramid };
	}
}
