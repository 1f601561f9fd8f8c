package org.labelupscaler.source;

import java.nio.file.Path;
import java.util.List;

/** Where a {@link ChunkedFile} has its chunks: not opened, nothing but metadata read. Immutable. */
public interface ChunkStore {

	/**
	 * @return the chunks; the caller closes them
	 * @throws org.labelupscaler.LabelUpscalerException if they cannot be read
	 */
	Chunks open();

	/** @return all files that the volume consists of, metadata first; chunks that are missing are left out */
	List<Path> files();

	/**
	 * @return the SHA-256, in hexadecimal, of what is stored, so that no change of a voxel goes unnoticed; of other volumes
	 *         in the same container it does not depend
	 */
	String sha256();
}
