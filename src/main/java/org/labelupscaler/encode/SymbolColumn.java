package org.labelupscaler.encode;

import java.util.Arrays;

/**
 * The numbers of one kind of all sequences of a Zstandard block (RFC 8878, 3.1.1.3.2): symbols with extra bits. The symbols
 * have a code of their own, or none if they are all the same. Reused for many blocks; not thread-safe.
 */
final class SymbolColumn {

	private static final int MODE_RLE = 1;
	private static final int MODE_FSE = 2;

	private final FseTable table;
	private final int[] frequencies;
	private int[] codes = new int[256];
	private int[] extras = new int[256];
	private int[] extraBits = new int[256];
	private int single;
	private int state;

	SymbolColumn(final int symbols, final int maxLog) {
		table = new FseTable(symbols, maxLog);
		frequencies = new int[symbols];
	}

	void set(final int sequence, final int code, final int extra, final int bits) {
		if (sequence == codes.length) {
			codes = Arrays.copyOf(codes, 2 * sequence);
			extras = Arrays.copyOf(extras, 2 * sequence);
			extraBits = Arrays.copyOf(extraBits, 2 * sequence);
		}
		codes[sequence] = code;
		extras[sequence] = extra;
		extraBits[sequence] = bits;
		frequencies[code]++;
	}

	/** Makes the code of the block, of at least one sequence; returns its mode. */
	int build(final int sequences) {
		single = frequencies[codes[0]] == sequences ? codes[0] : -1;
		if (single < 0)
			table.build(frequencies, sequences);
		Arrays.fill(frequencies, 0);
		return single < 0 ? MODE_FSE : MODE_RLE;
	}

	void writeHeader(final ByteBuilder out) {
		if (single < 0)
			table.writeHeader(out);
		else
			out.put(single);
	}

	void start(final int last) {
		if (single < 0)
			state = table.firstState(codes[last]);
	}

	void putCode(final int sequence, final BitWriter out) {
		if (single < 0)
			state = table.encode(state, codes[sequence], out);
	}

	void putExtra(final int sequence, final BitWriter out) {
		out.put(extras[sequence], extraBits[sequence]);
	}

	void end(final BitWriter out) {
		if (single < 0)
			table.putLast(state, out);
	}
}
