package org.labelupscaler.encode;

import java.nio.ByteOrder;
import java.util.Arrays;

import org.labelupscaler.label.RunBlock;

/**
 * Writes a plane of a block in the LZ4 block format, from run lengths. The format takes literals for its last bytes, whatever
 * they repeat, so that the expanded plane is made as well; it stays at hand for checksums and where nothing is saved. Not
 * thread-safe.
 */
final class Lz4Writer {

	private static final int MIN_MATCH = 4;
	private static final int WINDOW = 65535;
	/** No match may reach into the last 12 bytes ("end of block conditions" of the LZ4 block format). */
	private static final int LITERAL_TAIL = 12;

	private final ByteOrder order;
	private final PlaneParser parser;
	private final SequenceList sequences = new SequenceList();
	private byte[] plane = new byte[0];

	/** @param order byte order of the voxels */
	Lz4Writer(final ByteOrder order) {
		this.order = order;
		parser = new PlaneParser(order, MIN_MATCH, WINDOW);
	}

	/** Appends source plane {@code k}, of less than 2 GiB. */
	void write(final RunBlock block, final int k, final ByteBuilder out) {
		final int bytes = Math.toIntExact(block.planeBytes());
		if (plane.length < bytes)
			plane = new byte[bytes];
		block.expandPlane(k, order, plane, 0);
		parser.parse(block, k, sequences);
		writeSequences(bytes, out);
	}

	/** The plane that was written last, expanded, from index 0 on. Not a copy. */
	byte[] plane() {
		return plane;
	}

	/** The literals are taken from the expanded plane, where they stand as well. */
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
		out.put(plane, literalStart, literals);
		if (match == 0)
			return;
		out.put(distance);
		out.put(distance >>> 8);
		if (matchCode >= 15)
			putLength(matchCode - 15, out);
	}

	private static void putLength(final int length, final ByteBuilder out) {
		final int full = length / 255;
		out.ensure(full + 1);
		final int at = out.size();
		Arrays.fill(out.array(), at, at + full, (byte) 255);
		out.array()[at + full] = (byte) (length % 255);
		out.setSize(at + full + 1);
	}
}
