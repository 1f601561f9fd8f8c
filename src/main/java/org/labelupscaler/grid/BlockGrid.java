package org.labelupscaler.grid;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A volume cut into blocks. Immutable. The last block of an axis is truncated to the volume.
 * <p>
 * Blocks are numbered with z fastest, then y, then x, because N5 keeps all blocks that differ in z only in one folder:
 * a <em>column</em> of consecutive numbers is one folder, and whoever works through a column has that folder alone.
 */
public final class BlockGrid implements Serializable {

	private static final long serialVersionUID = 1L;

	private final long[] size;
	private final int[] blockSize;
	private final long[] gridSize;

	/**
	 * @param size voxels of the volume, x, y, z, each at least 1; copied
	 * @param blockSize voxels of a block, x, y, z, each at least 1; copied
	 * @throws IllegalArgumentException if a number is below 1 or the grid has more than 2^63 − 1 blocks
	 */
	public BlockGrid(final long[] size, final int[] blockSize) {
		this.size = size.clone();
		this.blockSize = blockSize.clone();
		this.gridSize = new long[3];
		for (int d = 0; d < 3; d++) {
			if (size[d] < 1 || blockSize[d] < 1)
				throw new IllegalArgumentException(
					"sizes " + Arrays.toString(size) + " and blocks " + Arrays.toString(blockSize) + " must be positive");
			gridSize[d] = (size[d] - 1) / blockSize[d] + 1;
		}
		try {
			Math.multiplyExact(Math.multiplyExact(gridSize[0], gridSize[1]), gridSize[2]);
		}
		catch (final ArithmeticException e) {
			throw new IllegalArgumentException("more than 2^63 blocks of " + Arrays.toString(blockSize), e);
		}
	}

	/** @return voxels of the volume, x, y, z; a copy */
	public long[] size() {
		return size.clone();
	}

	/** @return voxels of a whole block, x, y, z; a copy */
	public int[] blockSize() {
		return blockSize.clone();
	}

	/** @return blocks along x, y, z; a copy */
	public long[] gridSize() {
		return gridSize.clone();
	}

	/** @return the number of blocks */
	public long blocks() {
		return columns() * gridSize[2];
	}

	/** @return the number of columns, that is of grid positions in x and y */
	public long columns() {
		return gridSize[0] * gridSize[1];
	}

	/** @return the number of blocks in each column */
	public long blocksPerColumn() {
		return gridSize[2];
	}

	/** @return voxels of the volume; exact as long as the volume has fewer than 2^63 */
	public long voxels() {
		return size[0] * size[1] * size[2];
	}

	/**
	 * @param block block number, 0 … {@code blocks() − 1}
	 * @return its grid position, x, y, z
	 */
	public long[] position(final long block) {
		final long column = block / gridSize[2];
		return new long[] { column / gridSize[1], column % gridSize[1], block % gridSize[2] };
	}

	/**
	 * @param position a grid position, x, y, z
	 * @return its block number
	 */
	public long block(final long... position) {
		return (position[0] * gridSize[1] + position[1]) * gridSize[2] + position[2];
	}

	/**
	 * @param position a grid position
	 * @param axis 0, 1 or 2
	 * @return the first voxel of the block along the axis
	 */
	public long min(final long[] position, final int axis) {
		return position[axis] * blockSize[axis];
	}

	/**
	 * @param position a grid position
	 * @param axis 0, 1 or 2
	 * @return the voxels of the block along the axis, fewer than a whole block's at the end of the volume
	 */
	public int length(final long[] position, final int axis) {
		return (int) Math.min(blockSize[axis], size[axis] - min(position, axis));
	}

	/**
	 * @param position a grid position
	 * @return the voxels of the block along x, y, z
	 */
	public int[] blockSize(final long[] position) {
		return new int[] { length(position, 0), length(position, 1), length(position, 2) };
	}

	/**
	 * @param position a grid position
	 * @return the voxels of the block, for messages: "0..127, 128..255, 0..63"
	 */
	public String voxels(final long[] position) {
		final StringBuilder voxels = new StringBuilder();
		for (int d = 0; d < 3; d++)
			voxels.append(d == 0 ? "" : ", ").append(min(position, d)).append("..").append(min(position, d) + length(position, d) - 1);
		return voxels.toString();
	}

	/**
	 * @param size three sizes
	 * @return for example "6000 x 3636 x 5182"
	 */
	public static String format(final long[] size) {
		return size[0] + " x " + size[1] + " x " + size[2];
	}

	@Override
	public String toString() {
		return Arrays.toString(size) + " in blocks of " + Arrays.toString(blockSize);
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof BlockGrid o && Arrays.equals(size, o.size) && Arrays.equals(blockSize, o.blockSize);
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(size) + Arrays.hashCode(blockSize);
	}
}
