package org.labelupscaler.encode;

import java.util.Arrays;

/**
 * Writes sequences of planes as ONE deflate block with a Huffman code of its own (RFC 1951, 3.2.7). Each plane is given
 * once with the number of its repetitions: its bits are written once and then copied, which is valid because a plane
 * refers to nothing before itself and all planes share one code. Not thread-safe.
 */
final class DeflateWriter {

	/** The shortest match deflate knows. */
	static final int MIN_MATCH = 3;
	/** The farthest distance deflate knows. */
	static final int WINDOW = 32768;

	private static final int MAX_MATCH = 258;
	private static final int END_OF_BLOCK = 256;
	private static final int[] CODE_LENGTH_ORDER = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };

	private static final int[] LENGTH_SYMBOL = new int[MAX_MATCH + 1];
	private static final int[] LENGTH_BASE = new int[29];
	private static final int[] LENGTH_EXTRA = new int[29];

	static {
		int base = 3;
		for (int s = 0; s < 28; s++) {
			LENGTH_EXTRA[s] = s < 8 ? 0 : s / 4 - 1;
			LENGTH_BASE[s] = base;
			for (int i = 0; i < 1 << LENGTH_EXTRA[s] && base <= MAX_MATCH; i++)
				LENGTH_SYMBOL[base++] = s;
		}
		LENGTH_BASE[28] = MAX_MATCH;
		LENGTH_SYMBOL[MAX_MATCH] = 28;
	}

	private final HuffmanCode literalCode = new HuffmanCode(286, 15);
	private final HuffmanCode distanceCode = new HuffmanCode(30, 15);
	private final HuffmanCode lengthsCode = new HuffmanCode(19, 7);
	private final long[] literalFrequency = new long[286];
	private final long[] distanceFrequency = new long[30];

	/**
	 * @param planes the sequences of the planes, in order
	 * @param times how often each is written, at least 1
	 * @param count how many planes there are
	 * @param out takes the deflate stream, which ends in its last byte
	 */
	void write(final SequenceList[] planes, final int[] times, final int count, final ByteBuilder out) {
		Arrays.fill(literalFrequency, 0);
		Arrays.fill(distanceFrequency, 0);
		literalFrequency[END_OF_BLOCK] = 1;
		for (int k = 0; k < count; k++)
			countSymbols(planes[k], times[k]);
		literalCode.build(literalFrequency);
		distanceCode.build(distanceFrequency);

		final BitWriter bits = new BitWriter(out);
		bits.ensure(8 * 512);
		bits.put(0b101, 3); // last block, dynamic Huffman codes
		writeCodes(bits);
		for (int k = 0; k < count; k++) {
			final long start = bits.position();
			writePlane(planes[k], bits);
			if (times[k] > 1)
				bits.repeat(start, bits.position(), times[k] - 1);
		}
		bits.ensure(16);
		bits.put(literalCode.code(END_OF_BLOCK), literalCode.length(END_OF_BLOCK));
		bits.finish();
	}

	private void countSymbols(final SequenceList plane, final int times) {
		final byte[] literals = plane.literalBytes();
		for (int i = 0; i < plane.literalCount(); i++)
			literalFrequency[literals[i] & 0xFF] += times;
		for (int s = 0; s < plane.size(); s++) {
			final int length = plane.matchLength(s);
			if (length == 0)
				continue;
			final int whole = wholeMatches(length);
			final int rest = length - whole * MAX_MATCH;
			literalFrequency[257 + 28] += (long) whole * times;
			int parts = whole;
			if (rest > 0) {
				final int first = firstRest(rest);
				literalFrequency[257 + LENGTH_SYMBOL[first]] += times;
				parts++;
				if (first < rest) {
					literalFrequency[257 + LENGTH_SYMBOL[rest - first]] += times;
					parts++;
				}
			}
			distanceFrequency[distanceSymbol(plane.distance(s))] += (long) parts * times;
		}
	}

	/** How many matches of 258 a long match is split into; what is left is 0, or one match, or two. */
	private static int wholeMatches(final int length) {
		final int whole = length / MAX_MATCH;
		final int rest = length % MAX_MATCH;
		return rest == 0 || rest >= MIN_MATCH || whole == 0 ? whole : whole - 1;
	}

	/** The first of the one or two matches that make up what is left: both must reach the shortest length. */
	private static int firstRest(final int rest) {
		return rest <= MAX_MATCH ? rest : rest - MIN_MATCH;
	}

	private void writePlane(final SequenceList plane, final BitWriter bits) {
		final byte[] literals = plane.literalBytes();
		int at = 0;
		for (int s = 0; s < plane.size(); s++) {
			final int end = at + plane.literals(s);
			bits.ensure(15L * (end - at) + 2 * 48);
			for (; at < end; at++) {
				final int literal = literals[at] & 0xFF;
				bits.put(literalCode.code(literal), literalCode.length(literal));
			}
			final int length = plane.matchLength(s);
			if (length == 0)
				continue;
			final int distance = plane.distance(s);
			final int symbol = distanceSymbol(distance);
			final int distanceBits = distanceCode.length(symbol);
			final int extraBits = distanceExtraBits(symbol);
			final long offset = distance - distanceBase(symbol);
			final long distancePart = distanceCode.code(symbol) | offset << distanceBits;
			final int distancePartBits = distanceBits + extraBits;
			final int whole = wholeMatches(length);
			final int rest = length - whole * MAX_MATCH;
			if (rest > 0) {
				final int first = firstRest(rest);
				putMatch(first, distancePart, distancePartBits, bits);
				if (first < rest)
					putMatch(rest - first, distancePart, distancePartBits, bits);
			}
			if (whole > 0) {
				final int codeBits = literalCode.length(257 + 28);
				final long match = literalCode.code(257 + 28) | distancePart << codeBits;
				bits.putRepeatedly(match, codeBits + distancePartBits, whole);
			}
		}
	}

	/** At most 15 + 5 + 15 + 13 bits. */
	private void putMatch(final int length, final long distancePart, final int distancePartBits, final BitWriter bits) {
		final int symbol = LENGTH_SYMBOL[length];
		final int codeBits = literalCode.length(257 + symbol);
		final int extraBits = LENGTH_EXTRA[symbol];
		final long lengthPart = literalCode.code(257 + symbol) | (long) (length - LENGTH_BASE[symbol]) << codeBits;
		bits.put(lengthPart | distancePart << codeBits + extraBits, codeBits + extraBits + distancePartBits);
	}

	private static int distanceSymbol(final int distance) {
		final int d = distance - 1;
		if (d < 4)
			return d;
		final int high = 31 - Integer.numberOfLeadingZeros(d);
		return 2 * high + (d >>> high - 1 & 1);
	}

	private static int distanceExtraBits(final int symbol) {
		return symbol < 4 ? 0 : symbol / 2 - 1;
	}

	private static int distanceBase(final int symbol) {
		return symbol < 4 ? symbol + 1 : (2 + (symbol & 1) << symbol / 2 - 1) + 1;
	}

	/** The two codes, as lengths that are run-length and Huffman coded themselves. */
	private void writeCodes(final BitWriter bits) {
		final int literals = literalCode.used(257);
		final int distances = distanceCode.used(1);
		final int[] lengths = new int[literals + distances];
		for (int s = 0; s < literals; s++)
			lengths[s] = literalCode.length(s);
		for (int s = 0; s < distances; s++)
			lengths[literals + s] = distanceCode.length(s);

		final int[] symbols = new int[lengths.length];
		final int[] extras = new int[lengths.length];
		final long[] frequency = new long[19];
		int n = 0;
		for (int i = 0; i < lengths.length;) {
			int run = 1;
			while (i + run < lengths.length && lengths[i + run] == lengths[i])
				run++;
			if (lengths[i] == 0 && run >= 3) {
				run = Math.min(run, 138);
				symbols[n] = run <= 10 ? 17 : 18;
				extras[n] = run <= 10 ? run - 3 : run - 11;
			}
			else if (i > 0 && lengths[i] == lengths[i - 1] && run >= 3) {
				run = Math.min(run, 6);
				symbols[n] = 16;
				extras[n] = run - 3;
			}
			else {
				run = 1;
				symbols[n] = lengths[i];
			}
			frequency[symbols[n++]]++;
			i += run;
		}
		lengthsCode.build(frequency);
		int order = 19;
		while (order > 4 && lengthsCode.length(CODE_LENGTH_ORDER[order - 1]) == 0)
			order--;

		bits.put(literals - 257, 5);
		bits.put(distances - 1, 5);
		bits.put(order - 4, 4);
		for (int i = 0; i < order; i++)
			bits.put(lengthsCode.length(CODE_LENGTH_ORDER[i]), 3);
		for (int i = 0; i < n; i++) {
			bits.put(lengthsCode.code(symbols[i]), lengthsCode.length(symbols[i]));
			if (symbols[i] >= 16)
				bits.put(extras[i], symbols[i] == 16 ? 2 : symbols[i] == 17 ? 3 : 7);
		}
	}
}
