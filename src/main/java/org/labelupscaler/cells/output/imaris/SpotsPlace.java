package org.labelupscaler.cells.output.imaris;

import java.math.BigDecimal;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.output.CellSpace;
import org.labelupscaler.cells.output.PlacedCell;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.volume.imaris.ImarisSpots;

/**
 * Where cells lie in the image of an Imaris file: as far between its extents as they lie in the labels that they were placed in. Those
 * may have another number of voxels, as the labels have that the file was upscaled from, but must be as long.
 *
 * @param size voxels of the labels, x, y, z; not copied
 * @param from where the corner of the first voxel lies, in um; not copied
 * @param length of the image in um; not copied
 */
record SpotsPlace(long[] size, double[] from, double[] length) {

	/** From there on a float cannot tell neighbouring voxels apart. */
	private static final double MOST_VOXELS = 1 << 23;
	/** Lengths are decimals that were rounded once or twice. */
	private static final double CLOSE = 1e-6;

	/** @throws InvalidInputException if the labels are not where the image is */
	static SpotsPlace of(final CellSpace space, final ImarisSpots.Extent image, final Path file) {
		if (!image.unit().equals(LengthUnit.MICROMETER.symbol()))
			throw new InvalidInputException("output: " + file + " has no unit of length, so no spots can be placed in it. Write it " +
				"anew with a unit.");
		final long[] size = space.size();
		final VoxelSize edges = space.voxelSize().in(LengthUnit.MICROMETER);
		final double toUm = LengthUnit.parse(space.voxelSize().unit()).orElseThrow().in(LengthUnit.MICROMETER).doubleValue();
		final double[] from = image.axes().stream().mapToDouble(ImarisSpots.Axis::from).toArray();
		final double[] to = image.axes().stream().mapToDouble(ImarisSpots.Axis::to).toArray();
		final double[] length = new double[3];
		for (int d = 0; d < 3; d++) {
			length[d] = to[d] - from[d];
			final double mine = BigDecimal.valueOf(edges.get(d)).multiply(BigDecimal.valueOf(size[d])).doubleValue();
			final double theirEdge = length[d] / image.axes().get(d).voxels();
			final double apart = Math.abs(space.offset()[d] * toUm - from[d]);
			if (Math.abs(mine - length[d]) > CLOSE * length[d] || apart > (edges.get(d) + theirEdge) / 2 * (1 + CLOSE))
				throw new InvalidInputException("output: along " + "xyz".charAt(d) + ", " + file + " is " + VoxelSize.format(length[d]) +
					" um long from " + VoxelSize.format(from[d]) + " um, but the labels that the cells lie in are " + VoxelSize.format(mine) +
					" um long from " + VoxelSize.format(space.offset()[d] * toUm) + " um. Name the .ims that these labels became.");
			if (Math.max(Math.abs(from[d]), Math.abs(to[d])) / (length[d] / size[d]) > MOST_VOXELS)
				throw new InvalidInputException("as: spots of Imaris are 32-bit floats, which cannot tell these voxels apart; choose another program.");
		}
		return new SpotsPlace(size, from, length);
	}

	/** Where a cell lies along an axis, in um, as a float that does not leave its voxel. */
	float um(final PlacedCell cell, final int axis) {
		final double edge = length[axis] / size[axis];
		final double voxel = Math.floor(cell.get(axis));
		final float um = (float) (from[axis] + cell.get(axis) * edge);
		return um >= from[axis] + (voxel + 1) * edge ? Math.nextDown(um) : um < from[axis] + voxel * edge ? Math.nextUp(um) : um;
	}
}
