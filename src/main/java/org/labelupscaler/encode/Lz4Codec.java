package org.labelupscaler.encode;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.labelupscaler.compression.Decoders;
import org.labelupscaler.label.RunBlock;

import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The "LZ4Block" stream of lz4-java, which is what N5 calls lz4 (it is not the lz4 frame format). A plane is a chunk with
 * its own length and checksum; the chunk is made once from run lengths and repeated. Planes above 32 MiB, the most a
 * chunk can hold, are cut into bands of rows.
 */
final class Lz4Codec implements BlockCodec {

	private static final byte[] MAGIC = "LZ4Block".getBytes(StandardCharsets.US_ASCII);
	private static final int SEED = 0x9747B28C;
	private static final int CHECKSUM_MASK = 0x0FFFFFFF;
	private static final int TOKEN_STORED = 0x10;
	private static final int TOKEN_COMPRESSED = 0x20;
	private static final int SMALLEST_CHUNK_LOG = 10;
	/** The largest chunk: the token has four bits for the logarithm above 10. */
	static final int LARGEST_CHUNK = 1 << SMALLEST_CHUNK_LOG + 15;

	private final Lz4Writer writer;
	private final XXHash32 hash = XXHashFactory.fastestInstance().hash32();

	/** @param order byte order of the voxels */
	Lz4Codec(final ByteOrder order) {
		writer = new Lz4Writer(order);
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		final int rows = (int) Math.min(block.size(1), LARGEST_CHUNK / block.rowBytes());
		if (rows == 0)
			throw new IllegalArgumentException("lz4 takes rows of at most " + LARGEST_CHUNK + " bytes");
		for (int k = 0; k < block.planes(); k++) {
			final int start = out.size();
			if (rows == block.size(1))
				encodeChunk(block, k, out);
			else
				for (int y = 0; y < block.size(1); y += rows)
					encodeChunk(block.band(k, y, Math.min(rows, block.size(1) - y)), 0, out);
			out.repeat(start, out.size() - start, block.runZ(k) - 1);
		}
		out.put(MAGIC, 0, MAGIC.length);
		out.put(TOKEN_STORED);
		out.putIntLittleEndian(0);
		out.putIntLittleEndian(0);
		out.putIntLittleEndian(0);
	}

	private void encodeChunk(final RunBlock block, final int k, final ByteBuilder out) {
		final int bytes = (int) block.planeBytes();
		final int log = Math.max(SMALLEST_CHUNK_LOG, 32 - Integer.numberOfLeadingZeros(bytes - 1));
		out.put(MAGIC, 0, MAGIC.length);
		final int header = out.size();
		out.put(TOKEN_COMPRESSED | log - SMALLEST_CHUNK_LOG);
		out.putIntLittleEndian(0); // the compressed length, set below
		out.putIntLittleEndian(bytes);
		out.putIntLittleEndian(0); // the checksum, set below
		final int start = out.size();
		writer.write(block, k, out);
		int length = out.size() - start;
		if (length >= bytes) {
			out.setSize(start);
			out.put(writer.plane(), 0, bytes);
			length = bytes;
			out.array()[header] = (byte) (TOKEN_STORED | log - SMALLEST_CHUNK_LOG);
		}
		out.setIntLittleEndian(header + 1, length);
		out.setIntLittleEndian(start - 4, hash.hash(writer.plane(), 0, bytes, SEED) & CHECKSUM_MASK);
	}

	@Override
	public void decode(final byte[] encoded, final int from, final int count, final byte[] voxels) throws IOException {
		Decoders.LZ4_STREAM.decode(encoded, from, count, voxels);
	}
}
