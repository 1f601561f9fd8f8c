package org.labelupscaler.encode;

import java.io.IOException;

import org.labelupscaler.label.RunBlock;

/**
 * One compression of blocks, for voxels of one byte order. A codec owns scratch memory: it is used by one thread at a time,
 * each worker has its own.
 */
public interface BlockCodec {

	/**
	 * Appends the compressed voxels of a block, x fastest: a chunk of Zarr, or the body of an N5 block file without its header.
	 * What the builder holds before is neither changed nor referred to.
	 *
	 * @param block the block
	 * @param out takes the bytes
	 */
	void encode(RunBlock block, ByteBuilder out);

	/**
	 * Undoes any valid encoding, not only this program's.
	 *
	 * @param encoded array that holds the compressed bytes
	 * @param from its first index
	 * @param count its length
	 * @param voxels takes the uncompressed bytes, in the order in which they were stored; exactly as many as it holds
	 * @throws IOException if the bytes are damaged, too few, or too many
	 */
	void decode(byte[] encoded, int from, int count, byte[] voxels) throws IOException;
}
