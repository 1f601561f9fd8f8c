package org.labelupscaler.encode;

/**
 * A finite-state entropy code as Zstandard uses it for its sequences (RFC 8878, 4.1). A state stands for a symbol; to
 * encode a symbol some low bits of the state are put out and the rest leads to the next state. Symbols are encoded from
 * the last to the first, because a decoder reads them the other way round. Reused by its owner; not thread-safe.
 */
final class FseTable {

	private final int maxLog;
	private final int[] normalized;
	private final int[] bitsDelta;
	private final int[] stateDelta;
	private final int[] states;
	private final int[] spread;
	private int symbols;
	private int log;

	/**
	 * @param symbols size of the alphabet, at most 64
	 * @param maxLog the largest table the format allows, as a logarithm, at least 6
	 */
	FseTable(final int symbols, final int maxLog) {
		this.maxLog = maxLog;
		normalized = new int[symbols];
		bitsDelta = new int[symbols];
		stateDelta = new int[symbols];
		states = new int[1 << maxLog];
		spread = new int[1 << maxLog];
	}

	/**
	 * Makes the code.
	 *
	 * @param frequencies of the symbols, more than one of them above 0
	 * @param total their sum
	 */
	void build(final int[] frequencies, final int total) {
		symbols = frequencies.length;
		while (frequencies[symbols - 1] == 0)
			symbols--;
		// A table much larger than the text costs more than it saves.
		log = Math.max(6, Math.min(maxLog, 30 - Integer.numberOfLeadingZeros(total)));
		normalize(frequencies, total);
		spreadSymbols();
		int before = 0;
		for (int s = 0; s < symbols; s++) {
			final int n = normalized[s];
			if (n == 0)
				continue;
			final int most = n == 1 ? log : log - (31 - Integer.numberOfLeadingZeros(n - 1));
			bitsDelta[s] = (most << 16) - (n << most);
			stateDelta[s] = before - n;
			before += n;
		}
	}

	/** Shares the states among the symbols: at least one for each that occurs; the largest shares give or take the rest. */
	private void normalize(final int[] frequencies, final int total) {
		final int size = 1 << log;
		int left = size;
		for (int s = 0; s < symbols; s++) {
			normalized[s] = frequencies[s] == 0 ? 0 : (int) Math.max(1, (long) frequencies[s] * size / total);
			left -= normalized[s];
		}
		while (left != 0) {
			final int largest = largest();
			final int change = Math.max(left, -normalized[largest] / 2);
			normalized[largest] += change;
			left -= change;
		}
	}

	private int largest() {
		int largest = 0;
		for (int s = 1; s < symbols; s++)
			if (normalized[s] > normalized[largest])
				largest = s;
		return largest;
	}

	/** The states of a symbol, far apart, in the order that decoders take. */
	private void spreadSymbols() {
		final int size = 1 << log;
		final int step = (size >>> 1) + (size >>> 3) + 3;
		int at = 0;
		for (int s = 0; s < symbols; s++)
			for (int i = 0; i < normalized[s]; i++) {
				spread[at] = s;
				at = at + step & size - 1;
			}
		final int[] next = new int[symbols];
		for (int s = 1; s < symbols; s++)
			next[s] = next[s - 1] + normalized[s - 1];
		for (int state = 0; state < size; state++)
			states[next[spread[state]]++] = size + state;
	}

	/** Writes the shares of the symbols (RFC 8878, 4.1.1), up to a whole byte. */
	void writeHeader(final ByteBuilder out) {
		final BitWriter bits = new BitWriter(out);
		bits.ensure(16L * symbols + 64);
		bits.put(log - 5, 4);
		int remaining = (1 << log) + 1;
		int threshold = 1 << log;
		int width = log + 1;
		for (int s = 0; s < symbols && remaining > 1; s++) {
			final int most = 2 * threshold - 1 - remaining;
			remaining -= normalized[s];
			int value = normalized[s] + 1;
			if (value >= threshold)
				value += most;
			bits.put(value, value < most ? width - 1 : width);
			while (remaining < threshold) {
				width--;
				threshold >>>= 1;
			}
			if (normalized[s] == 0)
				s = skipZeros(s, bits);
		}
		bits.finish();
	}

	/** After a symbol without states: how many more there are, up to three at a time. */
	private int skipZeros(final int symbol, final BitWriter bits) {
		int zeros = 0;
		while (normalized[symbol + 1 + zeros] == 0)
			zeros++;
		for (int i = 0; i < zeros / 3; i++)
			bits.put(3, 2);
		bits.put(zeros % 3, 2);
		return symbol + zeros;
	}

	/** The state to start with, which stands for the last symbol of the text. */
	int firstState(final int symbol) {
		final int bits = bitsDelta[symbol] + (1 << 15) >>> 16;
		final int value = (bits << 16) - bitsDelta[symbol];
		return states[(value >>> bits) + stateDelta[symbol]];
	}

	/** Puts out the low bits of a state and returns the one that stands for the next symbol. */
	int encode(final int state, final int symbol, final BitWriter out) {
		final int bits = state + bitsDelta[symbol] >>> 16;
		out.put(state & (1 << bits) - 1, bits);
		return states[(state >>> bits) + stateDelta[symbol]];
	}

	/** Puts out the last state, with which a decoder starts. */
	void putLast(final int state, final BitWriter out) {
		out.put(state & (1 << log) - 1, log);
	}
}
