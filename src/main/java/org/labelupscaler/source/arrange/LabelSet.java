package org.labelupscaler.source.arrange;

import java.util.Arrays;

import org.labelupscaler.label.LabelType;

/** Labels without 0, each once: an open-addressing hash table. Used by one thread. */
final class LabelSet {

	private long[] slots = new long[1 << 10];
	private int size;

	int size() {
		return size;
	}

	void addAll(final long[] labels, final int count) {
		long last = 0;
		for (int i = 0; i < count; i++)
			if (labels[i] != last) {
				last = labels[i];
				if (last != 0 && add(last) && 2 * size > slots.length)
					grow();
			}
	}

	private boolean add(final long label) {
		int at = (int) (label * 0x9E3779B97F4A7C15L >>> 40) & slots.length - 1;
		while (slots[at] != 0) {
			if (slots[at] == label)
				return false;
			at = at + 1 & slots.length - 1;
		}
		slots[at] = label;
		size++;
		return true;
	}

	private void grow() {
		final long[] old = slots;
		slots = new long[2 * old.length];
		size = 0;
		for (final long label : old)
			if (label != 0)
				add(label);
	}

	long[] sorted(final LabelType type) {
		return Arrays.stream(slots).filter(label -> label != 0).boxed().sorted(type::compare).mapToLong(Long::longValue)
			.toArray();
	}
}
