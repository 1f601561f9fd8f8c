package org.labelupscaler.cells.picture;

import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellPlacement.Steps;

/** In which bins the cells of a batch lie. */
final class CellBins {

	private final BinGrid grid;
	private final AssignedCells cells;
	private final Steps across;
	private final Steps down;
	private final Steps along;

	CellBins(final BinGrid grid, final AssignedCells cells) {
		this.grid = grid;
		this.cells = cells;
		across = grid.steps(cells.placement(), grid.across());
		down = grid.steps(cells.placement(), grid.down());
		along = grid.steps(cells.placement(), grid.axis());
	}

	/** The bin of a cell, across fastest, then down, then along the axis; −1 if it is not in the volume or the slab. */
	int index(final int cell) {
		final long voxel = cells.voxel(cell, grid.axis());
		if (!cells.inside()[cell] || voxel < grid.from() || voxel >= grid.to())
			return -1;
		final int layer = grid.layers() ? bin(along, grid.depth(), cell) : 0;
		return (layer * grid.height() + bin(down, grid.height(), cell)) * grid.width() + bin(across, grid.width(), cell);
	}

	private int bin(final Steps steps, final int bins, final int cell) {
		return (int) Math.max(0, Math.min(bins - 1, steps.step(cells.points(), cell)));
	}
}
