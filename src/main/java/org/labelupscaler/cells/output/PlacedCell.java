package org.labelupscaler.cells.output;

import org.labelupscaler.cells.AssignedCells;

/**
 * A cell where it lies in the labels.
 *
 * @param number its number in the list, from 1
 * @param id the id of the region it lies in; 0 for background
 * @param x where it lies, in voxels from the corner of the first, voxel i being i ≤ x &lt; i + 1; inside the volume
 * @param y the same along y
 * @param z the same along z
 */
public record PlacedCell(long number, long id, double x, double y, double z) {

	/** A millionth of a voxel, more than the rounding of what is written. */
	private static final double MARGIN = 0x1p-20;

	/**
	 * NB: a cell that lies nearer to the end of its voxel than a millionth of a voxel is put there, so that no program that rounds
	 * finds it in the next voxel.
	 */
	static PlacedCell of(final AssignedCells cells, final int cell) {
		return new PlacedCell(cells.number(cell), cells.ids()[cell], position(cells, cell, 0), position(cells, cell, 1), position(cells, cell,
			2));
	}

	private static double position(final AssignedCells cells, final int cell, final int axis) {
		final long voxel = cells.voxel(cell, axis);
		return Math.max(voxel, Math.min(voxel + 1 - MARGIN, cells.position(cell, axis)));
	}

	/**
	 * @param axis 0, 1 or 2
	 * @return where it lies along that axis
	 */
	public double get(final int axis) {
		return axis == 0 ? x : axis == 1 ? y : z;
	}

	/**
	 * @param axis 0, 1 or 2
	 * @param origin where the corner of the first voxel is counted from
	 * @return where it lies, counted so, as a 32-bit float that does not leave its voxel
	 */
	public float rounded(final int axis, final double origin) {
		final double voxel = Math.floor(get(axis));
		final float rounded = (float) (origin + get(axis));
		return rounded >= origin + voxel + 1 ? Math.nextDown(rounded) : rounded < origin + voxel ? Math.nextUp(rounded) : rounded;
	}
}
