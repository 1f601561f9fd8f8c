package org.labelupscaler.points;

import java.util.Optional;

import org.labelupscaler.grid.LengthUnit;

/**
 * What the numbers of a list of points mean.
 *
 * @param unit the unit of the coordinates; nothing for voxels
 * @param zero where 0 is
 * @param slices whether z is the number of a slice, whatever x and y are
 * @param firstSlice the number of the first slice, where z is one: 1, or 0 as QuPath has it
 */
public record Convention(Optional<LengthUnit> unit, Zero zero, boolean slices, int firstSlice) {

	/** Where the coordinate 0 is, along each axis. */
	public enum Zero {
			/** The corner of the first voxel: that voxel is 0 ≤ x &lt; 1. As in ImageJ, and by cutting off to an index. */
			CORNER,
			/** The centre of the first voxel: that voxel is −0.5 ≤ x &lt; 0.5. As in TrackMate and BigDataViewer. */
			CENTRE
	}

	/** Voxels from the corner of the first, which is what most tables have. */
	public static final Convention VOXELS = new Convention(Optional.empty(), Zero.CORNER, false);

	/**
	 * @param unit the unit of the coordinates; nothing for voxels
	 * @param zero where 0 is
	 * @param slices whether z is the number of a slice, the first being 1, whatever x and y are
	 */
	public Convention(final Optional<LengthUnit> unit, final Zero zero, final boolean slices) {
		this(unit, zero, slices, 1);
	}

	/**
	 * @param other the unit of the coordinates; nothing for voxels
	 * @return the same but for that
	 */
	public Convention with(final Optional<LengthUnit> other) {
		return new Convention(other, zero, slices, firstSlice);
	}

	/**
	 * @param other where 0 is
	 * @return the same but for that
	 */
	public Convention with(final Zero other) {
		return new Convention(unit, other, slices, firstSlice);
	}
}
