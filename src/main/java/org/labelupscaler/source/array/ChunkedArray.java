package org.labelupscaler.source.array;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.source.SourceType;

/** An array in chunks, its metadata read and nothing else. Thread-safe. */
public interface ChunkedArray {

	/** @return where it lies */
	Path folder();

	/** @return how many voxels it has along each dimension; not to be changed */
	long[] shape();

	/** @return how many voxels a chunk has along each dimension, one at the end of the array included; not to be changed */
	int[] chunk();

	/** @return type of the voxels */
	SourceType type();

	/** @return byte order of the voxels that {@link #read} returns */
	ByteOrder order();

	/** @return the metadata that say what the bytes of the chunk files mean, as a text that is the same for the same ones */
	String encoding();

	/** @return the format and its version and compression in words, for example "N5, gzip" */
	String format();

	/** @return the files that hold the chunks, as far as there are any, in the order of their positions; read when called */
	List<Path> files();

	/**
	 * Reads a chunk.
	 *
	 * @param position its position in the grid of chunks, along each dimension
	 * @return it; nothing if all its voxels are 0
	 * @throws org.labelupscaler.LabelUpscalerException if it is damaged; the message names the file
	 */
	Optional<StoredChunk> read(long[] position);
}
