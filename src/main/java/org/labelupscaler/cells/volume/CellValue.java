package org.labelupscaler.cells.volume;

import org.labelupscaler.job.JobRecord;

/** What the voxels of a cell's ball say. */
public enum CellValue {

	/** The id of the region that the cell lies in, so that cells have the colours of their regions. */
	ID(JobRecord.IDS),
	/** The number of the cell in its file, from 1, so that a row of the file can be found. */
	NUMBER("number");

	private final String word;

	CellValue(final String word) {
		this.word = word;
	}

	/** @return the word for it */
	public String word() {
		return word;
	}
}
