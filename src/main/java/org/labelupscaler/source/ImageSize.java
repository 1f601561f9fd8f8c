package org.labelupscaler.source;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;

/**
 * How large an image is and where it lies, whatever it shows: what a target can be matched to. Immutable.
 *
 * @param name the image as the user named it, with what was taken of it if it has several
 * @param format the format in words
 * @param size voxels along x, y, z
 * @param voxelSize edges of a voxel; {@link VoxelSize#UNKNOWN} if nothing says
 * @param offset where the centre of the first voxel lies, x, y, z, in the unit of the voxel size; empty if nothing says
 * @param notes what the user should know of how it was read: what was guessed, what is not used; sentences
 */
public record ImageSize(String name, String format, long[] size, VoxelSize voxelSize, List<BigDecimal> offset,
	List<String> notes)
	implements Serializable
{

	private static final BigDecimal FARTHEST = new BigDecimal("1e30");

	/**
	 * @throws InvalidInputException if the offset is beyond all bounds
	 * @throws IllegalArgumentException if it has other than three numbers, or none
	 */
	public ImageSize {
		size = size.clone();
		offset = List.copyOf(offset);
		notes = List.copyOf(notes);
		if (!offset.isEmpty() && offset.size() != 3)
			throw new IllegalArgumentException("an offset has three numbers, not " + offset.size());
		if (offset.stream().anyMatch(place -> place.abs().compareTo(FARTHEST) > 0))
			throw new InvalidInputException(name + " says that its first voxel lies farther away than 1e30, which is beyond all bounds");
	}

	/**
	 * An image that does not say where it lies.
	 *
	 * @param name the image as the user named it
	 * @param format the format in words
	 * @param size voxels along x, y, z
	 * @param voxelSize edges of a voxel
	 */
	public ImageSize(final String name, final String format, final long[] size, final VoxelSize voxelSize) {
		this(name, format, size, voxelSize, List.of(), List.of());
	}

	@Override
	public long[] size() {
		return size.clone();
	}

	/**
	 * @param other edges of a voxel
	 * @return the same image with these
	 */
	public ImageSize withVoxelSize(final VoxelSize other) {
		return new ImageSize(name, format, size, other, offset, notes);
	}

	/**
	 * @param other where the centre of the first voxel lies, x, y, z; empty if nothing says
	 * @return the same image there
	 */
	public ImageSize withOffset(final List<BigDecimal> other) {
		return new ImageSize(name, format, size, voxelSize, other, notes);
	}

	/**
	 * @param others what the user should know
	 * @return the same image with these notes instead of its own
	 */
	public ImageSize withNotes(final List<String> others) {
		return new ImageSize(name, format, size, voxelSize, offset, others);
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof ImageSize o && Arrays.deepEquals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { name, format, size, voxelSize, offset, notes };
	}
}
