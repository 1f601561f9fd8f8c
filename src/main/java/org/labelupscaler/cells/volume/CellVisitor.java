package org.labelupscaler.cells.volume;

/** Takes cells to draw, one after the other. */
interface CellVisitor {

	/**
	 * @param x where it lies, in voxels of full resolution from the corner of the volume; in the volume
	 * @param y the same along y
	 * @param z the same along z
	 * @param number its number in the file, from 1
	 * @param value what its voxels say, not 0
	 */
	void cell(double x, double y, double z, long number, long value);
}
