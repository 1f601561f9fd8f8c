package org.labelupscaler.view;

import java.util.Optional;


/**
 * The places of millions of cells, sorted by the tile of the volume they lie in, so that those near a plane are found
 * without looking at all. A cell takes 20 bytes: the voxel it lies in, exactly, where in the voxel to a 256th of its edge,
 * and its region. Immutable.
 */
public final class CellCloud implements CellLayer {

	/** Takes cells that follow each other. */
	public interface Run {

		/**
		 * @param first a cell
		 * @param end the one after the last
		 */
		void cells(int first, int end);
	}

	private final Tiles tiles;
	/** The first cell of each tile, and after the last one the number of cells. */
	private final int[] starts;
	/** For each axis the voxel of each cell. */
	private final int[][] voxels;
	/** Where in the voxel: 8 bits for each axis, x lowest. */
	private final int[] fractions;
	private final int[] regions;
	/** Of each region. */
	private final int[] colors;
	private final Optional<String> note;

	CellCloud(final Tiles tiles, final int[] starts, final int[][] voxels, final int[] fractions, final int[] regions,
		final int[] colors, final Optional<String> note)
	{
		this.tiles = tiles;
		this.starts = starts;
		this.voxels = voxels;
		this.fractions = fractions;
		this.regions = regions;
		this.colors = colors;
		this.note = note;
	}

	/** @return how many cells there are */
	public int count() {
		return fractions.length;
	}

	/** @return what the user should know about cells that are not here, if any are not */
	public Optional<String> note() {
		return note;
	}

	/**
	 * @param cell a cell
	 * @param axis 0, 1 or 2
	 * @return the voxel it lies in
	 */
	public int voxel(final int cell, final int axis) {
		return voxels[axis][cell];
	}

	/**
	 * @param cell a cell
	 * @param axis 0, 1 or 2
	 * @return where it lies, in voxels from the corner of the first one; always inside its voxel, never on its face
	 */
	public double position(final int cell, final int axis) {
		return voxels[axis][cell] + ((fractions[cell] >>> 8 * axis & 0xFF) + 0.5) * 0x1p-8;
	}

	/**
	 * @param cell a cell
	 * @return the colour of its region as 0xFFRRGGBB
	 */
	public int color(final int cell) {
		return colors[regions[cell]];
	}

	/**
	 * Goes through all cells in a box that need not lie along the axes of the volume: those whose place in the box is from
	 * {@code min} to {@code max}, and some more around it.
	 *
	 * @param toBox from a position in voxels to a place in the box: 3 rows of 3 factors and an addend
	 * @param min smallest place, for each axis of the box
	 * @param max largest
	 * @param run takes the cells
	 */
	public void near(final double[] toBox, final double[] min, final double[] max, final Run run) {
		tiles.near(toBox, min, max, (first, end) -> {
			if (starts[first] < starts[end])
				run.cells(starts[first], starts[end]);
		});
	}

	@Override
	public void close() {}
}
