package org.labelupscaler.source;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.raw.RawLayout;

/**
 * A source whose voxels stand one after the other in one file, x fastest, as they are or as one gzip stream.
 *
 * @param path the file the user named
 * @param format the format, in words
 * @param type type of the voxels
 * @param size voxels along x, y, z
 * @param voxelSize edges of a voxel
 * @param data the file that holds the voxels; the same as {@code path} unless the header is detached
 * @param offset byte in {@code data} at which the voxels, or their compressed form, start
 * @param encoding how they are stored
 * @param order byte order
 */
public record VoxelFile(Path path, String format, SourceType type, long[] size, VoxelSize voxelSize, Path data,
	long offset, Encoding encoding, ByteOrder order) implements SourceFile
{

	/** How voxels are stored. */
	public enum Encoding {
			/** As they are. */
			RAW,
			/** As a gzip stream. */
			GZIP
	}

	/** @throws InvalidInputException if the size is impossible, or the file cannot hold that many voxels */
	public VoxelFile {
		size = size.clone();
		BigInteger voxels = BigInteger.ONE;
		for (final long n : size) {
			if (n < 1 || n > AxisMap.MAX_SIZE)
				throw new InvalidInputException(path + ": a volume of " + BlockGrid.format(size) +
					" voxels is impossible; every axis must have 1 to " + AxisMap.MAX_SIZE);
			voxels = voxels.multiply(BigInteger.valueOf(n));
		}
		if (voxels.multiply(BigInteger.valueOf(type.bytes())).bitLength() > 62)
			throw new InvalidInputException(path + ": a volume of " + BlockGrid.format(size) + " voxels is too large for any file");
		checkLength(path, data, offset, encoding, voxels.longValueExact() * type.bytes(), size, type);
	}

	private static void checkLength(final Path path, final Path data, final long offset, final Encoding encoding,
		final long expected, final long[] size, final SourceType type)
	{
		final long stored;
		try {
			stored = Files.size(data) - offset;
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + data + (data.equals(path) ? "" : ", the data file of " + path) +
				": " + LabelUpscalerException.reason(e), e);
		}
		final String says = BlockGrid.format(size) + " voxels of " + type + " are " + expected + " bytes";
		if (encoding == Encoding.RAW && stored < expected)
			throw new InvalidInputException(data + " is truncated or its size is wrong: " + says + ", but the file has " +
				Math.max(0, stored) + " bytes of voxels");
		if (encoding == Encoding.RAW && stored > expected)
			throw new InvalidInputException(data + " does not match its size: " + says + ", but the file has " + stored +
				" bytes of voxels");
		// NB: deflate cannot shrink by more than 1032, so a smaller file is truncated or its header wrong.
		if (encoding == Encoding.GZIP && stored < expected / 1040)
			throw new InvalidInputException(data + " is truncated or its size is wrong: " + says + ", but its " +
				Math.max(0, stored) + " bytes of gzip cannot hold that many");
	}

	@Override
	public long[] size() {
		return size.clone();
	}

	/** @return bytes of all voxels, uncompressed */
	public long bytes() {
		return size[0] * size[1] * size[2] * type.bytes();
	}

	@Override
	public String name() {
		return path.toString();
	}

	@Override
	public Optional<Path> location() {
		return Optional.of(path);
	}

	@Override
	public String rawLayout() {
		return format.equals(RawLayout.FORMAT) ? RawLayout.toString(type, order) : "";
	}

	@Override
	public List<Path> files() {
		return path.equals(data) ? List.of(path) : List.of(path, data);
	}

	@Override
	public VoxelFile withDefaultUnit(final String unit) {
		return voxelSize.unit().equals(VoxelSize.PIXEL) && !voxelSize.equals(VoxelSize.UNKNOWN) ? new VoxelFile(path, format, type, size,
			voxelSize.withUnit(unit), data, offset, encoding, order) : this;
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		if (encoding == Encoding.RAW)
			return MappedSource.map(this, options);
		return MappedSource.copy(this, order, new GzipVoxels(this), options);
	}
}
