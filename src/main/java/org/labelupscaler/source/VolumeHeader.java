package org.labelupscaler.source;

import java.math.BigInteger;
import java.nio.file.Path;

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
 */
public record VolumeHeader(Path path, String format, SourceType type, long[] size, VoxelSize voxelSize) {

	/** @throws InvalidInputException if the size is impossible */
	public VolumeHeader {
		size = size.clone();
		checkSize(path.toString(), type, size);
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
	 * @return this, with that unit if the file says how large its voxels are but not in which unit
	 */
	public VolumeHeader withDefaultUnit(final String unit) {
		return new VolumeHeader(path, format, type, size, voxelSize.withDefaultUnit(unit));
	}

	/** @return what the header says, for messages: for example "4 x 3 x 2 voxels of uint32 are 96 bytes" */
	public String says() {
		return BlockGrid.format(size) + " voxels of " + type + " are " + bytes() + " bytes";
	}
}
