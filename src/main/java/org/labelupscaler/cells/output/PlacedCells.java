package org.labelupscaler.cells.output;

import java.util.Collection;
import java.util.Optional;

import org.labelupscaler.cells.AssignedCells;

/**
 * The cells of a batch that are written, and how many are not.
 *
 * @param cells those that are written, in the order of the list
 * @param all cells of the batch
 * @param background cells that are written and lie in label 0
 * @param outside cells outside of the volume, which have no place there
 * @param elsewhere cells in other regions
 */
record PlacedCells(PlacedCell[] cells, int all, int background, int outside, int elsewhere) {

	/** Those in some regions, or all. */
	static PlacedCells of(final AssignedCells batch, final Optional<? extends Collection<Long>> regions) {
		final PlacedCell[] cells = new PlacedCell[batch.count()];
		int count = 0;
		int background = 0;
		int outside = 0;
		int elsewhere = 0;
		for (int c = 0; c < batch.count(); c++)
			if (!batch.inside()[c])
				outside++;
			else if (regions.isPresent() && !regions.get().contains(batch.ids()[c]))
				elsewhere++;
			else {
				background += batch.ids()[c] == 0 ? 1 : 0;
				cells[count++] = PlacedCell.of(batch, c);
			}
		return new PlacedCells(java.util.Arrays.copyOf(cells, count), batch.count(), background, outside, elsewhere);
	}
}
