package org.labelupscaler.source;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;

/**
 * What the header of a label file says, whatever its format. Immutable.
 *
 * @param path the file as the user named it
 * @param format the format in words, for example "NRRD, gzip"
 * @param type type of the voxels
 * @param size voxels along x, y, z
 * @param voxelSize edges of a voxel
 * @param notes what the user should know of how it was read: what was guessed, what is not used; sentences
 */
public record VolumeHeader(Path path, String format, SourceType type, long[] size, VoxelSize voxelSize,
	List<String> notes)
{

	/** @throws InvalidInputException if the size is impossible */
	public VolumeHeader {
		size = size.clone();
		notes = List.copyOf(notes);
		checkSize(path.toString(), type, size);
	}

	/**
	 * A header that needs no notes.
	 *
	 * @param path the file as the user named it
	 * @param format the format in words
	 * @param type type of the voxels
	 * @param size voxels along x, y, z
	 * @param voxelSize edges of a voxel
	 * @throws InvalidInputException if the size is impossible
	 */
	public VolumeHeader(final Path path, final String format, final SourceType type, final long[] size,
		final VoxelSize voxelSize)
	{
		this(path, format, type, size, voxelSize, List.of());
	}

	/**
	 * A header whose voxel size, and what is to be said of it, come from what the file says of each axis.
	 *
	 * @param path the file as the user named it
	 * @param format the format in words
	 * @param type type of the voxels
	 * @param size voxels along x, y, z
	 * @param edges what the file says of the edges of a voxel
	 * @throws InvalidInputException if the size is impossible
	 */
	public VolumeHeader(final Path path, final String format, final SourceType type, final long[] size,
		final VoxelEdges.Stated edges)
	{
		this(path, format, type, size, edges.voxelSize(), edges.notes());
	}

	/** @throws InvalidInputException if no volume can have that size */
	static void checkSize(final String name, final SourceType type, final long[] size) {
		BigInteger voxels = BigInteger.ONE;
		for (final long n : size) {
			if (n < 1 || n > AxisMap.MAX_SIZE)
				throw new InvalidInputException(name + ": a volume of " + BlockGrid.format(size) +
					" voxels is impossible; every axis must have 1 to " + AxisMap.MAX_SIZE);
			voxels = voxels.multiply(BigInteger.valueOf(n));
		}
		if (voxels.multiply(BigInteger.valueOf(type.bytes())).bitLength() > 62)
			throw new InvalidInputException(name + ": a volume of " + BlockGrid.format(size) + " voxels is too large for any file");
	}

	@Override
	public long[] size() {
		return size.clone();
	}

	/** @return bytes of all voxels, uncompressed */
	public long bytes() {
		return size[0] * size[1] * size[2] * type.bytes();
	}

	/** @return bytes of one plane across z, uncompressed */
	public long planeBytes() {
		return size[0] * size[1] * type.bytes();
	}

	/**
	 * @param unit a unit
	 * @return this, with that unit if the file does not say one; voxels of which it says nothing are 1 long
	 */
	public VolumeHeader withDefaultUnit(final String unit) {
		return new VolumeHeader(path, format, type, size, voxelSize.withDefaultUnit(unit), voxelSize.known() ? notes : plus(
			notes, "The file does not say how large its voxels are; they are taken as 1 x 1 x 1 " + unit + "."));
	}

	/**
	 * @param more further notes
	 * @return this, with them
	 */
	public VolumeHeader withNotes(final List<String> more) {
		return new VolumeHeader(path, format, type, size, voxelSize, Stream.concat(notes.stream(), more.stream()).toList());
	}

	private static List<String> plus(final List<String> notes, final String note) {
		return Stream.concat(notes.stream(), Stream.of(note)).toList();
	}

	/** @return what the header says, for messages: for example "4 x 3 x 2 voxels of uint32 are 96 bytes" */
	public String says() {
		return BlockGrid.format(size) + " voxels of " + type + " are " + bytes() + " bytes";
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof VolumeHeader o && Arrays.deepEquals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { path, format, type, size, voxelSize, notes };
	}
}
