package org.labelupscaler.source.precomputed;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the chunks of a scale are: a file for each, or many in a shard. Thread-safe. */
interface StoredChunks {

	/**
	 * A chunk as its encoding made it, no longer compressed.
	 *
	 * @param file where it is
	 * @param bytes its bytes
	 */
	record Encoded(Path file, byte[] bytes) {}

	/**
	 * @return the files, as far as there are any, in an order that is always the same; read when called
	 * @throws org.labelupscaler.LabelUpscalerException if they cannot be listed
	 */
	List<Path> files();

	/**
	 * @param position a position in the grid of chunks
	 * @param most how many bytes the chunk can have
	 * @param exact how many it must have; −1 if only reading it tells
	 * @return the chunk; nothing if it is missing
	 * @throws org.labelupscaler.LabelUpscalerException if it is damaged
	 */
	Optional<Encoded> read(long[] position, int most, int exact);
}
