package org.labelupscaler.cells.volume;

import java.nio.ByteBuffer;

import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.label.LabelType;

/**
 * The cells of a batch that are drawn, as records, and how many are not.
 *
 * @param records of a {@link CellFile}; ready to be read
 * @param cells cells of the batch
 * @param outside cells outside the volume
 * @param elsewhere cells in other regions
 * @param background cells without an id
 * @param largest the largest number of a cell that is drawn; 0 if none is
 * @param smallestValue the smallest value that is drawn, or 0 if that is smaller
 * @param largestValue the largest value that is drawn, or 0 if that is larger
 */
record CellSelection(ByteBuffer records, int cells, int outside, int elsewhere, int background, long largest,
	long smallestValue, long largestValue)
{

	static CellSelection of(final AssignedCells cells, final CellVolumePlan plan) {
		final ByteBuffer records = ByteBuffer.allocate(cells.count() * CellFile.RECORD);
		int outside = 0;
		int elsewhere = 0;
		int background = 0;
		long largest = 0;
		long smallestValue = 0;
		long largestValue = 0;
		final LabelType type = plan.valueType();
		for (int c = 0; c < cells.count(); c++) {
			final long id = cells.ids()[c];
			if (!cells.inside()[c])
				outside++;
			else if (plan.regions().isPresent() && !plan.regions().get().contains(id))
				elsewhere++;
			else if (plan.value() == CellValue.ID && id == 0)
				background++;
			else {
				final long number = cells.number(c);
				final long value = plan.value() == CellValue.ID ? id : number;
				CellFile.put(position(cells, c, 0), position(cells, c, 1), position(cells, c, 2), number, value, records);
				largest = Math.max(largest, number);
				smallestValue = type.compare(value, smallestValue) < 0 ? value : smallestValue;
				largestValue = type.compare(value, largestValue) > 0 ? value : largestValue;
			}
		}
		return new CellSelection(records.flip(), cells.count(), outside, elsewhere, background, largest, smallestValue,
			largestValue);
	}

	/** NB: rounding must not move a cell into another voxel than the exact rule says. */
	private static double position(final AssignedCells cells, final int cell, final int axis) {
		final long voxel = cells.voxel(cell, axis);
		final double position = cells.position(cell, axis);
		return position >= voxel + 1 ? Math.nextDown((double) (voxel + 1)) : position >= voxel ? position : voxel;
	}
}
