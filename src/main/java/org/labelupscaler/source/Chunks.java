package org.labelupscaler.source;

import java.nio.ByteOrder;
import java.util.Optional;

import org.labelupscaler.grid.BlockGrid;

/**
 * A volume that is stored in chunks which can be read one by one: a dataset of N5, Zarr or HDF5. Axis order x, y, z, x
 * fastest, whatever it is in the file. Thread-safe. Two that are equal are of the same voxels.
 */
public interface Chunks extends AutoCloseable {

	/** @return what to call it in messages */
	String name();

	/** @return size and chunks */
	BlockGrid grid();

	/** @return type of the voxels */
	SourceType type();

	/** @return byte order of what {@link #read} returns */
	ByteOrder order();

	/**
	 * Reads a chunk.
	 *
	 * @param position its grid position
	 * @return its voxels, as many as the grid says for this chunk, so that at the end of an axis it may be smaller; the
	 *         caller may keep the array. Nothing if all of them are 0.
	 * @throws org.labelupscaler.LabelUpscalerException if it is damaged; the message names the chunk
	 */
	Optional<byte[]> read(long[] position);

	/** Gives back files. Reading afterwards is a mistake of the caller. */
	@Override
	default void close() {}
}
