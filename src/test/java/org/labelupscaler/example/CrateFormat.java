package org.labelupscaler.example;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;

/** Crates: "CRATE16\n", the size along x, y, z in four bytes each, the edge of a voxel in nm, then uint16, all big-endian. */
public final class CrateFormat implements SourceFormat {

	private static final byte[] MAGIC = "CRATE16\n".getBytes(StandardCharsets.US_ASCII);
	private static final int HEADER = MAGIC.length + 4 * Integer.BYTES;

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFile() && Arrays.equals(Arrays.copyOf(location.start(), MAGIC.length), MAGIC);
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final Path path = location.path();
		if (location.start().length < HEADER)
			throw new InvalidInputException(path + " ends within its header of " + HEADER + " bytes; copy it again");
		final ByteBuffer header = ByteBuffer.wrap(location.start()).position(MAGIC.length);
		final long[] size = { header.getInt(), header.getInt(), header.getInt() };
		final int edge = header.getInt();
		if (edge < 1)
			throw new InvalidInputException(path + ": the edge of a voxel is " + edge + " nm, expected 1 or more");
		// NB: throws if a size is not positive, or too large for any image.
		final VolumeHeader volume = new VolumeHeader(path, "Crate", SourceType.UINT16, size, new VoxelSize(edge, edge, edge, "nm"));
		return VoxelFile.whole(volume, List.of(VoxelPart.raw(path, HEADER, volume.bytes())), ByteOrder.BIG_ENDIAN);
	}
}
