package org.labelupscaler.cells.output;

import java.nio.file.Path;

/** Makes one file of cells that are sorted by region, and in a region by plane. Used by one thread. */
abstract class SortedPointsWriter extends FilePointsWriter {

	private final SortedCells cells;

	SortedPointsWriter(final Path output, final Path temporaryFolder) {
		super(output);
		cells = new SortedCells(temporaryFolder);
	}

	/** The cells, by region and plane, from 0. */
	final SortedCells cells() {
		return cells;
	}

	@Override
	public final void write(final PlacedCell cell) {
		cells.add(cell.id(), (long) Math.floor(cell.z()), cell);
	}

	@Override
	public final void close() {
		cells.close();
		super.close();
	}
}
