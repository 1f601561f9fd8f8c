package org.labelupscaler.cells.volume;

import java.util.Locale;

/** What the voxels of a cell's ball say. */
public enum CellValue {

	/** The id of the region that the cell lies in, so that cells have the colours of their regions. */
	ID,
	/** The number of the cell in its file, from 1, so that a row of the file can be found. */
	NUMBER;

	/** @return the word for it */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}
}
