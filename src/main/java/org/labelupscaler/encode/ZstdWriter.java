package org.labelupscaler.encode;

/**
 * Writes sequences of literals and matches as one Zstandard frame (RFC 8878) that carries its content size. Literals are
 * stored as they are, sequences with a code of each block's own. Not thread-safe.
 */
final class ZstdWriter {

	/** The shortest match that is certain to cost less than its bytes. */
	static final int MIN_MATCH = 8;
	/** The farthest distance that all decoders should take (RFC 8878, 3.1.1.1.2). */
	static final int WINDOW = 1 << 23;

	private static final int SHORTEST = 3;
	private static final int SMALLEST_WINDOW = 1 << 17;
	/** NB: 128 KiB are the most, of content and of its encoded form; the codes may cost a little more than they save. */
	private static final int MAX_BLOCK = (1 << 17) - (1 << 12);
	private static final int RAW_BLOCK = 0;
	private static final int COMPRESSED_BLOCK = 2;

	private static final int[] LITERAL_BASE = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28,
		32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536 };
	private static final int[] MATCH_BASE = new int[53];

	static {
		for (int c = 0; c < 32; c++)
			MATCH_BASE[c] = SHORTEST + c;
		final int[] upper = { 35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771,
			65539 };
		System.arraycopy(upper, 0, MATCH_BASE, 32, upper.length);
	}

	private final SymbolColumn literalLengths = new SymbolColumn(36, 9);
	private final SymbolColumn offsets = new SymbolColumn(32, 8);
	private final SymbolColumn matchLengths = new SymbolColumn(53, 9);
	private final int[] recent = new int[3];
	private final ByteBuilder literals = new ByteBuilder();
	private ByteBuilder out;
	private int sequences;
	/** Bytes that the block stands for, and those of them that are literals after the last match. */
	private int content;
	private int pending;
	private long left;

	/**
	 * Starts a frame.
	 *
	 * @param bytes its content, at least 1
	 * @param farthest the largest distance that will occur, at most {@link #WINDOW}
	 * @param into takes the frame
	 */
	void start(final long bytes, final long farthest, final ByteBuilder into) {
		out = into;
		left = bytes;
		recent[0] = 1;
		recent[1] = 4;
		recent[2] = 8;
		out.putIntLittleEndian(0xFD2FB528);
		out.put(0b1000_0000); // a content size of four bytes, a window, no checksum
		out.put(64 - Long.numberOfLeadingZeros(Math.max(SMALLEST_WINDOW, farthest) - 1) - 10 << 3);
		out.putIntLittleEndian((int) bytes);
		clear();
	}

	private void clear() {
		literals.clear();
		sequences = 0;
		content = 0;
		pending = 0;
	}

	/** Adds a stretch of the content. The frame ends by itself when all of it has been added. */
	void add(final SequenceList list) {
		final byte[] bytes = list.literalBytes();
		int at = 0;
		for (int s = 0; s < list.size(); s++) {
			addLiterals(bytes, at, list.literals(s));
			at += list.literals(s);
			if (list.matchLength(s) > 0)
				addMatch(list.matchLength(s), list.distance(s));
		}
	}

	private void addLiterals(final byte[] bytes, final int from, final int count) {
		for (int done = 0; done < count;) {
			final int n = Math.min(count - done, MAX_BLOCK - content);
			literals.put(bytes, from + done, n);
			pending += n;
			done += n;
			grow(n);
		}
	}

	/**
	 * @param length bytes, at least 3, worth it from {@link #MIN_MATCH} on
	 * @param distance at most what {@link #start} was told
	 */
	void addMatch(final long length, final int distance) {
		if (length < SHORTEST)
			throw new IllegalArgumentException("a match of " + length + " bytes");
		for (long rest = length; rest > 0;) {
			if (MAX_BLOCK - content < SHORTEST)
				writeBlock();
			int n = (int) Math.min(rest, MAX_BLOCK - content);
			if (rest - n > 0 && rest - n < SHORTEST)
				n -= SHORTEST;
			if (n < SHORTEST) {
				writeBlock();
				continue;
			}
			addSequence(n, distance);
			rest -= n;
			grow(n);
		}
	}

	private void grow(final int bytes) {
		content += bytes;
		left -= bytes;
		if (content == MAX_BLOCK || left == 0)
			writeBlock();
	}

	private void addSequence(final int length, final int distance) {
		final int l = pending < 16 ? pending : pending < 64 ? code(LITERAL_BASE, 16, pending) : 19 + 31 - Integer
			.numberOfLeadingZeros(pending);
		literalLengths.set(sequences, l, pending - LITERAL_BASE[l], bits(LITERAL_BASE, l));
		final int m = length < 35 ? length - SHORTEST : length < 131 ? code(MATCH_BASE, 32, length) : 36 + 31 - Integer
			.numberOfLeadingZeros(length - SHORTEST);
		matchLengths.set(sequences, m, length - MATCH_BASE[m], bits(MATCH_BASE, m));
		final int value = offsetValue(distance, pending > 0);
		final int o = 31 - Integer.numberOfLeadingZeros(value);
		offsets.set(sequences, o, value - (1 << o), o);
		sequences++;
		pending = 0;
	}

	private static int code(final int[] base, final int from, final int value) {
		int code = from;
		while (base[code + 1] <= value)
			code++;
		return code;
	}

	private static int bits(final int[] base, final int code) {
		return code + 1 == base.length ? 16 : 31 - Integer.numberOfLeadingZeros(base[code + 1] - base[code]);
	}

	/** RFC 8878, 3.1.1.5: the last three distances have short names, which shift by one where no literals come before. */
	private int offsetValue(final int distance, final boolean afterLiterals) {
		final int first = afterLiterals ? 0 : 1;
		int value = distance + 3;
		if (distance == recent[first])
			value = 1;
		else if (distance == recent[first + 1])
			value = 2;
		else if (afterLiterals && distance == recent[2])
			value = 3;
		final int which = value <= 3 ? value - 1 + first : 2;
		for (int i = Math.min(which, 2); i > 0; i--)
			recent[i] = recent[i - 1];
		recent[0] = distance;
		return value;
	}

	private void writeBlock() {
		final int header = out.size();
		for (int i = 0; i < 3; i++)
			out.put(0);
		final int body = out.size();
		if (sequences > 0)
			writeLiteralsHeader();
		out.put(literals.array(), 0, literals.size());
		if (sequences > 0)
			writeSequences();
		final int word = (left == 0 ? 1 : 0) | (sequences > 0 ? COMPRESSED_BLOCK : RAW_BLOCK) << 1 | out.size() - body << 3;
		for (int i = 0; i < 3; i++)
			out.array()[header + i] = (byte) (word >>> 8 * i);
		clear();
	}

	private void writeLiteralsHeader() {
		final int size = literals.size();
		if (size < 32)
			out.put(size << 3);
		else if (size < 4096) {
			out.put(1 << 2 | size << 4);
			out.put(size >>> 4);
		}
		else {
			out.put(3 << 2 | size << 4);
			out.put(size >>> 4);
			out.put(size >>> 12);
		}
	}

	private void writeSequences() {
		if (sequences < 128)
			out.put(sequences);
		else {
			out.put(128 + (sequences >>> 8));
			out.put(sequences);
		}
		out.put(literalLengths.build(sequences) << 6 | offsets.build(sequences) << 4 | matchLengths.build(sequences) << 2);
		literalLengths.writeHeader(out);
		offsets.writeHeader(out);
		matchLengths.writeHeader(out);

		final BitWriter bits = new BitWriter(out);
		bits.ensure(96L * sequences + 64);
		final int last = sequences - 1;
		matchLengths.start(last);
		offsets.start(last);
		literalLengths.start(last);
		for (int s = last; s >= 0; s--) {
			if (s < last) {
				offsets.putCode(s, bits);
				matchLengths.putCode(s, bits);
				literalLengths.putCode(s, bits);
			}
			literalLengths.putExtra(s, bits);
			matchLengths.putExtra(s, bits);
			offsets.putExtra(s, bits);
		}
		matchLengths.end(bits);
		offsets.end(bits);
		literalLengths.end(bits);
		bits.put(1, 1); // where a decoder starts, from the end
		bits.finish();
	}
}
