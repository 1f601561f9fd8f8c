package org.labelupscaler.label;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;

/** How often each label occurs: an open-addressing hash table of plain {@code long}s. Not thread-safe. */
public final class Histogram implements Serializable {

	private static final long serialVersionUID = 1L;

	/** Takes one label with its count. */
	public interface Visitor {

		/**
		 * @param label a label, or its id
		 * @param count how often it occurs, above 0
		 */
		void visit(long label, long count);
	}

	private long[] labels = new long[16];
	/** 0 marks a free place. */
	private long[] counts = new long[16];
	private int size;

	/** @return the number of different labels */
	public int size() {
		return size;
	}

	/** Forgets all. */
	public void clear() {
		if (size > 0)
			Arrays.fill(counts, 0);
		size = 0;
	}

	/**
	 * @param label a label, or its id
	 * @param count how many more there are of it, above 0
	 */
	public void add(final long label, final long count) {
		int at = slot(label);
		if (counts[at] == 0) {
			if (2 * ++size > labels.length) {
				grow();
				at = slot(label);
			}
			labels[at] = label;
		}
		counts[at] += count;
	}

	/** @param visitor visits all labels, in no order */
	public void forEach(final Visitor visitor) {
		for (int i = 0; i < labels.length; i++)
			if (counts[i] != 0)
				visitor.visit(labels[i], counts[i]);
	}

	private int slot(final long label) {
		final int mask = labels.length - 1;
		int at = (int) (label * 0x9E3779B97F4A7C15L >>> 40) & mask;
		while (counts[at] != 0 && labels[at] != label)
			at = at + 1 & mask;
		return at;
	}

	private void grow() {
		final long[] oldLabels = labels;
		final long[] oldCounts = counts;
		labels = new long[2 * oldLabels.length];
		counts = new long[2 * oldLabels.length];
		for (int i = 0; i < oldLabels.length; i++)
			if (oldCounts[i] != 0) {
				final int at = slot(oldLabels[i]);
				labels[at] = oldLabels[i];
				counts[at] = oldCounts[i];
			}
	}

	/** NB: the places of labels in the table tell in which order they came, and are of no use elsewhere. */
	private Object writeReplace() {
		final long[][] pairs = new long[size][];
		int at = 0;
		for (int i = 0; i < counts.length; i++)
			if (counts[i] != 0)
				pairs[at++] = new long[] { labels[i], counts[i] };
		Arrays.sort(pairs, Comparator.comparingLong(pair -> pair[0]));
		return new Counts(pairs);
	}

	/** Labels in ascending order, each with its count. */
	private static final class Counts implements Serializable {

		private static final long serialVersionUID = 1L;

		private final long[][] pairs;

		Counts(final long[][] pairs) {
			this.pairs = pairs;
		}

		private Object readResolve() {
			final Histogram histogram = new Histogram();
			for (final long[] pair : pairs)
				histogram.add(pair[0], pair[1]);
			return histogram;
		}
	}
}
