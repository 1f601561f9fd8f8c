package org.labelupscaler.encode;

import java.io.IOException;
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

	private static final int MIN_MATCH = 4;
	private static final int WINDOW = 65535;
	/** No match may reach into the last 12 bytes ("end of block conditions" of the LZ4 block format). */
	private static final int LITERAL_TAIL = 12;

	private final PlaneParser parser = new PlaneParser(MIN_MATCH, WINDOW);
	private final SequenceList sequences = new SequenceList();
	private final XXHash32 hash = XXHashFactory.fastestInstance().hash32();
	private byte[] chunk = new byte[0];

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
		if (chunk.length < bytes)
			chunk = new byte[bytes];
		block.expandPlane(k, chunk, 0);
		final int log = Math.max(SMALLEST_CHUNK_LOG, 32 - Integer.numberOfLeadingZeros(bytes - 1));
		out.put(MAGIC, 0, MAGIC.length);
		final int header = out.size();
		out.put(TOKEN_COMPRESSED | log - SMALLEST_CHUNK_LOG);
		out.putIntLittleEndian(0); // the compressed length, set below
		out.putIntLittleEndian(bytes);
		out.putIntLittleEndian(hash.hash(chunk, 0, bytes, SEED) & CHECKSUM_MASK);
		final int start = out.size();
		parser.parse(block, k, sequences);
		writeSequences(bytes, out);
		int length = out.size() - start;
		if (length >= bytes) {
			out.setSize(start);
			out.put(chunk, 0, bytes);
			length = bytes;
			out.array()[header] = (byte) (TOKEN_STORED | log - SMALLEST_CHUNK_LOG);
		}
		for (int i = 0; i < 4; i++)
			out.array()[header + 1 + i] = (byte) (length >>> 8 * i);
	}

	/** The LZ4 block format; the literals are taken from the expanded chunk, where they stand as well. */
	private void writeSequences(final int bytes, final ByteBuilder out) {
		final int lastMatchEnd = bytes - LITERAL_TAIL;
		int literalStart = 0;
		int at = 0;
		for (int s = 0; s < sequences.size(); s++) {
			at += sequences.literals(s);
			final int length = Math.min(sequences.matchLength(s), lastMatchEnd - at);
			if (length >= MIN_MATCH) {
				writeSequence(literalStart, at, length, sequences.distance(s), out);
				literalStart = at + length;
			}
			at += sequences.matchLength(s);
		}
		writeSequence(literalStart, bytes, 0, 0, out);
	}

	private void writeSequence(final int literalStart, final int literalEnd, final int match, final int distance,
		final ByteBuilder out)
	{
		final int literals = literalEnd - literalStart;
		final int matchCode = Math.max(0, match - MIN_MATCH);
		out.put(Math.min(literals, 15) << 4 | Math.min(matchCode, 15));
		if (literals >= 15)
			putLength(literals - 15, out);
		out.put(chunk, literalStart, literals);
		if (match == 0)
			return;
		out.put(distance);
		out.put(distance >>> 8);
		if (matchCode >= 15)
			putLength(matchCode - 15, out);
	}

	private static void putLength(final int length, final ByteBuilder out) {
		int left = length;
		out.ensure(length / 255 + 1);
		for (; left >= 255; left -= 255)
			out.put(255);
		out.put(left);
	}

	@Override
	public void decode(final byte[] encoded, final int from, final int count, final byte[] voxels) throws IOException {
		Decoders.LZ4_STREAM.decode(encoded, from, count, voxels);
	}
}
