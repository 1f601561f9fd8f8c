package org.labelupscaler.source.arrange;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.label.LabelType;

/**
 * Which labels are kept: some numbers and ranges of numbers, without some others. Immutable.
 *
 * @param kept what is kept, ascending, none overlapping; all if there are none
 * @param dropped what is not, nevertheless, in the same way
 */
public record LabelSelection(List<Range> kept, List<Range> dropped) implements Serializable {

	/** All labels. */
	public static final LabelSelection ALL = new LabelSelection(List.of(), List.of());

	private static final Pattern ITEM = Pattern.compile("(!?)(-?\\d{1,20})(?:-(-?\\d{1,20}))?");

	/**
	 * A range of labels.
	 *
	 * @param first the smallest
	 * @param last the largest
	 */
	public record Range(BigInteger first, BigInteger last) implements Serializable {

		@Override
		public String toString() {
			return first.equals(last) ? first.toString() : first + "-" + last;
		}
	}

	/** Sorts the ranges and joins those that touch. */
	public LabelSelection {
		kept = joined(kept);
		dropped = joined(dropped);
	}

	/**
	 * @param words numbers and ranges with commas between, {@code !} before those to leave out, for example
	 *          "315,500-520,!512"
	 * @return the selection; with nothing but labels to leave out, all others
	 * @throws IllegalArgumentException if the words are something else
	 */
	public static LabelSelection parse(final String words) {
		final List<Range> kept = new ArrayList<>();
		final List<Range> dropped = new ArrayList<>();
		for (final String item : words.split(",", -1)) {
			final Matcher matcher = ITEM.matcher(item.replace(" ", ""));
			if (!matcher.matches())
				throw new IllegalArgumentException("'" + item.strip() +
					"' is no label or range of labels, as in 315,500-520,!512");
			final BigInteger first = new BigInteger(matcher.group(2));
			final BigInteger last = matcher.group(3) == null ? first : new BigInteger(matcher.group(3));
			if (last.compareTo(first) < 0)
				throw new IllegalArgumentException("'" + item.strip() + "' ends before it begins");
			(matcher.group(1).isEmpty() ? kept : dropped).add(new Range(first, last));
		}
		return new LabelSelection(kept, dropped);
	}

	/**
	 * @param labels further labels to keep
	 * @return this selection with them
	 */
	public LabelSelection with(final Collection<BigInteger> labels) {
		final List<Range> more = new ArrayList<>(kept);
		labels.forEach(label -> more.add(new Range(label, label)));
		return new LabelSelection(more, dropped);
	}

	/** @return whether all labels are kept */
	public boolean isAll() {
		return kept.isEmpty() && dropped.isEmpty();
	}

	/**
	 * @param type type of some labels
	 * @return which of them are kept; 0 never
	 */
	LongPredicate of(final LabelType type) {
		final long[][] keep = bounds(type, kept);
		final long[][] drop = bounds(type, dropped);
		return label -> label != 0 && (kept.isEmpty() || contains(type, keep, label)) && !contains(type, drop, label);
	}

	/**
	 * @param type type of some labels
	 * @throws InvalidInputException if it can hold nothing of some number or range, kept or dropped: then that is a mistake
	 */
	public void check(final LabelType type) {
		for (final Range range : Stream.concat(kept.stream(), dropped.stream()).toList())
			if (bounds(type, List.of(range)).length == 0)
				throw new InvalidInputException("labels: " + range + " cannot be there; the labels are " + type.n5Name() + ", " +
					smallest(type) + " to " + largest(type));
	}

	private static BigInteger largest(final LabelType type) {
		return BigInteger.ONE.shiftLeft(8 * type.bytes() - (type.signed() ? 1 : 0)).subtract(BigInteger.ONE);
	}

	private static BigInteger smallest(final LabelType type) {
		return type.signed() ? largest(type).not() : BigInteger.ZERO;
	}

	/** First and last of each range, as far as the type goes. */
	private static long[][] bounds(final LabelType type, final List<Range> ranges) {
		final BigInteger largest = largest(type);
		final BigInteger smallest = smallest(type);
		return ranges.stream().filter(r -> r.first.compareTo(largest) <= 0 && r.last.compareTo(smallest) >= 0).map(
			r -> new long[] { r.first.max(smallest).longValue(), r.last.min(largest).longValue() }).toArray(long[][]::new);
	}

	private static boolean contains(final LabelType type, final long[][] ranges, final long label) {
		int low = 0;
		int high = ranges.length - 1;
		while (low <= high) {
			final int middle = low + high >>> 1;
			if (type.compare(label, ranges[middle][0]) < 0)
				high = middle - 1;
			else if (type.compare(label, ranges[middle][1]) > 0)
				low = middle + 1;
			else
				return true;
		}
		return false;
	}

	private static List<Range> joined(final List<Range> ranges) {
		final List<Range> joined = new ArrayList<>();
		for (final Range range : ranges.stream().sorted(Comparator.comparing(Range::first)).toList()) {
			final Range before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
			if (before == null || range.first.compareTo(before.last.add(BigInteger.ONE)) > 0)
				joined.add(range);
			else
				joined.set(joined.size() - 1, new Range(before.first, before.last.max(range.last)));
		}
		return List.copyOf(joined);
	}

	/** @return words that {@link #parse} makes the same of; empty for all labels */
	@Override
	public String toString() {
		final List<String> items = new ArrayList<>(kept.stream().map(Range::toString).toList());
		dropped.forEach(range -> items.add("!" + range));
		return items.stream().collect(Collectors.joining(","));
	}
}
