package org.labelupscaler.encode;

import java.io.IOException;

import org.labelupscaler.label.RunBlock;

/**
 * One compression of N5 blocks. A codec owns scratch memory: it is used by one thread at a time, each worker has its
 * own.
 */
public interface BlockCodec {

	/**
	 * Appends the compressed, big-endian voxels of a block: the body of an N5 block file, without its header.
	 *
	 * @param block the block
	 * @param out takes the bytes
	 */
	void encode(RunBlock block, ByteBuilder out);

	/**
	 * Undoes any encoding that is valid N5, not only this program's.
	 *
	 * @param encoded array that holds the body of a block file
	 * @param from its first index
	 * @param count its length
	 * @param voxels takes the uncompressed bytes; exactly as many as it holds
	 * @throws IOException if the bytes are damaged, too few, or too many
	 */
	void decode(byte[] encoded, int from, int count, byte[] voxels) throws IOException;
}
