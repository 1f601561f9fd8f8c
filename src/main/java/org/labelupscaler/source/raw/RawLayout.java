package org.labelupscaler.source.raw;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import org.labelupscaler.SentRecord;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;

/**
 * What a user must say of a file that holds nothing but voxels.
 *
 * @param size voxels along x, y, z, x fastest in the file
 * @param type type of the voxels
 * @param order byte order
 */
public record RawLayout(long[] size, SourceType type, ByteOrder order) implements Serializable {

	/** Copies the size. */
	public RawLayout {
		size = size.clone();
	}

	@Override
	public long[] size() {
		return size.clone();
	}

	/**
	 * Undoes {@link SourceType#toString(ByteOrder)}.
	 *
	 * @param text type and byte order
	 * @param size voxels along x, y, z
	 * @return the layout
	 * @throws IllegalArgumentException if the text is something else
	 */
	public static RawLayout parse(final String text, final long[] size) {
		final String[] words = text.split(" ");
		return new RawLayout(size, SourceType.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1].equals("big")
			? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * @param path a file of voxels
	 * @return the file, described
	 * @throws org.labelupscaler.InvalidInputException if its length is not that of the voxels
	 */
	public VoxelFile describe(final Path path) {
		final VolumeHeader header = new VolumeHeader(path, VoxelFile.RAW, type, size, VoxelSize.UNKNOWN);
		return VoxelFile.whole(header, path, 0, VoxelPart.Encoding.RAW, order);
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof RawLayout o && Arrays.deepEquals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { size, type, order };
	}

	private Object writeReplace() throws ObjectStreamException {
		return SentRecord.of(this);
	}
}
