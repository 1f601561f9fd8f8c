package org.labelupscaler.encode;

import java.util.Arrays;

/**
 * A canonical, length-limited Huffman code as deflate defines it (RFC 1951, 3.2.2), with its bits reversed for a writer
 * that puts the lowest bit first. Reused by its owner for many blocks; not thread-safe.
 */
final class HuffmanCode {

	private final int maxLength;
	private final int[] lengths;
	private final int[] codes;
	/** Used symbols, sorted by frequency: frequency << 9 | symbol. */
	private final long[] leaves;
	private final long[] weights;
	private final int[] parents;

	/**
	 * @param symbols size of the alphabet, at most 512
	 * @param maxLength the most bits of a code
	 */
	HuffmanCode(final int symbols, final int maxLength) {
		this.maxLength = maxLength;
		lengths = new int[symbols];
		codes = new int[symbols];
		leaves = new long[symbols];
		weights = new long[2 * symbols];
		parents = new int[2 * symbols];
	}

	/** Bits of the code of a symbol; 0 if it does not occur. */
	int length(final int symbol) {
		return lengths[symbol];
	}

	/** The code of a symbol, to be put lowest bit first. */
	int code(final int symbol) {
		return codes[symbol];
	}

	/** The number of symbols up to the last one that occurs, at least {@code least}. */
	int used(final int least) {
		int n = lengths.length;
		while (n > least && lengths[n - 1] == 0)
			n--;
		return n;
	}

	/** Makes the code for the given frequencies, each 0 … 2^53. */
	void build(final long[] frequencies) {
		int used = 0;
		for (int s = 0; s < lengths.length; s++)
			if (frequencies[s] > 0)
				leaves[used++] = frequencies[s] << 9 | s;
		Arrays.fill(lengths, 0);
		if (used == 1)
			lengths[(int) leaves[0] & 511] = 1;
		while (used > 1) {
			Arrays.sort(leaves, 0, used);
			if (assignLengths(used))
				break;
			// Too deep: flatter frequencies make a flatter tree. All ones give at most 9 bits.
			for (int i = 0; i < used; i++)
				leaves[i] = ((leaves[i] >>> 9) + 1 >>> 1) << 9 | leaves[i] & 511;
		}
		assignCodes();
	}

	/** Huffman's algorithm with two queues: sorted leaves, and inner nodes in the order of their making. */
	private boolean assignLengths(final int used) {
		for (int i = 0; i < used; i++)
			weights[i] = leaves[i] >>> 9;
		int leaf = 0;
		int inner = used;
		final int root = 2 * used - 2;
		for (int node = used; node <= root; node++) {
			long weight = 0;
			for (int child = 0; child < 2; child++) {
				final int pick = leaf < used && (inner == node || weights[leaf] <= weights[inner]) ? leaf++ : inner++;
				parents[pick] = node;
				weight += weights[pick];
			}
			weights[node] = weight;
		}
		// From here on weights hold depths; a parent's number is always the higher one.
		weights[root] = 0;
		for (int node = root - 1; node >= 0; node--)
			weights[node] = weights[parents[node]] + 1;
		for (int i = 0; i < used; i++) {
			if (weights[i] > maxLength)
				return false;
			lengths[(int) leaves[i] & 511] = (int) weights[i];
		}
		return true;
	}

	private void assignCodes() {
		final int[] next = new int[maxLength + 2];
		for (final int length : lengths)
			if (length > 0)
				next[length + 1]++;
		for (int bits = 1; bits <= maxLength; bits++)
			next[bits + 1] = next[bits + 1] + next[bits] << 1;
		for (int s = 0; s < lengths.length; s++)
			if (lengths[s] > 0)
				codes[s] = Integer.reverse(next[lengths[s]]++) >>> 32 - lengths[s];
	}
}
