package org.labelupscaler.view;

import java.util.Arrays;
import java.util.Optional;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;

/**
 * Where a volume lies. Immutable.
 *
 * @param voxelSize edges of a voxel at full resolution
 * @param offset where the centre of the first voxel lies, x, y, z, in the unit of the voxel size
 */
public record Space(VoxelSize voxelSize, double[] offset) {

	/** Copies the offset. */
	public Space {
		offset = offset.clone();
	}

	@Override
	public double[] offset() {
		return offset.clone();
	}

	/**
	 * @param other where another volume lies
	 * @param isAsLarge whether that has as many voxels along each axis
	 * @return this in the unit of the other, if the units of both are known, and with its voxel size, if this one's is not known
	 *         but both have as many voxels
	 */
	Space over(final Space other, final boolean isAsLarge) {
		final Optional<LengthUnit> from = LengthUnit.parse(voxelSize.unit());
		final Optional<LengthUnit> to = LengthUnit.parse(other.voxelSize.unit());
		if (from.isPresent() && to.isPresent()) {
			final double factor = from.get().in(to.get()).doubleValue();
			return new Space(voxelSize.in(to.get()), Arrays.stream(offset).map(o -> o * factor).toArray());
		}
		return !voxelSize.known() && isAsLarge ? new Space(other.voxelSize, offset) : this;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Space o && voxelSize.equals(o.voxelSize) && Arrays.equals(offset, o.offset);
	}

	@Override
	public int hashCode() {
		return 31 * voxelSize.hashCode() + Arrays.hashCode(offset);
	}
}
