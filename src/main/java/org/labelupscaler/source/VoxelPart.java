package org.labelupscaler.source;

import java.nio.file.Path;

/**
 * A stretch of the voxels of a source, as it lies in a file.
 *
 * @param file the file
 * @param offset byte at which the stretch, or its compressed form, starts
 * @param skip bytes to leave out after decoding; 0 for {@link Encoding#RAW}
 * @param bytes bytes of the stretch, decoded
 * @param encoding how it is stored
 */
public record VoxelPart(Path file, long offset, long skip, long bytes, Encoding encoding) {

	/** How voxels are stored. */
	public enum Encoding {
			/** As they are. */
			RAW,
			/** As a gzip stream. */
			GZIP,
			/** As a zlib stream. */
			ZLIB,
			/** As a bzip2 stream. */
			BZIP2
	}

	/** What may follow voxels. */
	public enum Behind {
			/** Nothing. */
			NOTHING,
			/** What nobody knows, as long as it cannot be voxels. */
			SURPLUS,
			/** Other parts of the format. */
			FOOTER
	}

	/**
	 * @param file a file
	 * @param offset byte at which voxels start
	 * @param bytes bytes of the voxels
	 * @return them, stored as they are
	 */
	public static VoxelPart raw(final Path file, final long offset, final long bytes) {
		return new VoxelPart(file, offset, 0, bytes, Encoding.RAW);
	}
}
