package org.labelupscaler.encode;

import java.util.Arrays;

/**
 * A stretch of bytes as a Lempel-Ziv encoder sees it: sequences of some literal bytes followed by one match, which
 * repeats earlier bytes. The last sequence may have no match. Matches are as long as they come; a format that limits
 * them splits them. Reused by its owner; not thread-safe.
 */
final class SequenceList {

	/** Three numbers a sequence: literals, match length, match distance. */
	private int[] sequences = new int[3 * 256];
	private int count;
	private byte[] literals = new byte[1024];
	private int literalCount;
	private int pendingLiterals;

	void clear() {
		count = 0;
		literalCount = 0;
		pendingLiterals = 0;
	}

	/** The number of sequences, including a last one without match. */
	int size() {
		return count;
	}

	int literals(final int sequence) {
		return sequences[3 * sequence];
	}

	/** Zero for a last sequence without match. */
	int matchLength(final int sequence) {
		return sequences[3 * sequence + 1];
	}

	int distance(final int sequence) {
		return sequences[3 * sequence + 2];
	}

	/** The literals of all sequences one after the other. Not a copy. */
	byte[] literalBytes() {
		return literals;
	}

	int literalCount() {
		return literalCount;
	}

	/** Makes room for literals and returns where to write them in {@link #literalBytes}. */
	int addLiterals(final int bytes) {
		if (literalCount + bytes > literals.length)
			literals = Arrays.copyOf(literals, (int) Math.max(Math.min(Integer.MAX_VALUE - 8, 2L * literals.length), literalCount +
				bytes));
		final int at = literalCount;
		literalCount += bytes;
		pendingLiterals += bytes;
		return at;
	}

	/** Whether the last thing added is a match of that distance, which can simply grow. */
	boolean endsWithMatch(final int distance) {
		return pendingLiterals == 0 && count > 0 && distance(count - 1) == distance;
	}

	void growMatch(final int bytes) {
		sequences[3 * count - 2] += bytes;
	}

	void addMatch(final int bytes, final int distance) {
		add(bytes, distance);
	}

	/** Closes the list: literals after the last match become a sequence of their own. */
	void finish() {
		if (pendingLiterals > 0)
			add(0, 0);
	}

	private void add(final int bytes, final int distance) {
		if (3 * count + 3 > sequences.length)
			sequences = Arrays.copyOf(sequences, 2 * sequences.length);
		sequences[3 * count] = pendingLiterals;
		sequences[3 * count + 1] = bytes;
		sequences[3 * count + 2] = distance;
		pendingLiterals = 0;
		count++;
	}
}
