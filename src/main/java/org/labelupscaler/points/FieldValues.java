package org.labelupscaler.points;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.text.Choices;
import org.labelupscaler.text.Quantities;

/** What stands in a column of a list, how often, and how many of these rows are taken. Used by one thread. */
final class FieldValues {

	/** NB: a column of very many values is none of types. */
	private static final int MOST_VALUES = 100;

	private final int column;
	private final String name;
	/** By value: rows, and rows that are taken. */
	private final Map<String, long[]> counts = new TreeMap<>();
	private boolean numbers = true;
	/** Null if there is no number. */
	private BigDecimal smallest;
	private BigDecimal largest;

	FieldValues(final List<String> columns, final int column) {
		this.column = column;
		name = columns.get(column);
	}

	int column() {
		return column;
	}

	void add(final String[] fields, final boolean isTaken) {
		final String value = fields[column].strip();
		final long[] count = counts.size() < MOST_VALUES ? counts.computeIfAbsent(value, v -> new long[2]) : counts.get(value);
		if (count != null) {
			count[0]++;
			count[1] += isTaken ? 1 : 0;
		}
	}

	/** The same, and how far numbers go. */
	void addMeasured(final String[] fields) {
		add(fields, false);
		final String value = fields[column].strip();
		final Optional<BigDecimal> number = numbers ? PointCondition.number(value) : Optional.empty();
		numbers &= number.isPresent() || value.isEmpty();
		number.ifPresent(n -> {
			smallest = smallest == null ? n : smallest.min(n);
			largest = largest == null ? n : largest.max(n);
		});
	}

	/** How many different values there are; beyond the bound, that. */
	int size() {
		return counts.size();
	}

	/** Each value with its rows, and whether they are taken; empty if there are too many. */
	String counted(final boolean all) {
		if (counts.size() == MOST_VALUES)
			return "";
		final List<String> words = new ArrayList<>();
		counts.entrySet().stream().limit(Choices.MOST).forEach(value -> words.add(Quantities.count(value.getValue()[0]) + " with " + HeaderFields
			.shown(name) + " " + (value.getKey().isEmpty() ? "empty" : HeaderFields.shown(value.getKey())) + (all || value.getValue()[1] == value
				.getValue()[0] ? "" : value.getValue()[1] == 0 ? " (left out)" : " (" + Quantities.count(value.getValue()[1]) +
					" taken)")));
		return String.join(", ", words) + Choices.more(counts.size() - Choices.MOST);
	}

	/** What there is to choose: each value with its rows, or from where to where the numbers go, or some of very many. */
	String choices() {
		if (numbers && smallest != null && counts.size() > Choices.MOST)
			return HeaderFields.shown(name) + " is " + smallest + " to " + largest;
		if (counts.size() == MOST_VALUES)
			return HeaderFields.shown(name) + " has " + MOST_VALUES + " values and more, among them " + counts.keySet().stream().limit(
				Choices.MOST).map(HeaderFields::shown).collect(Collectors.joining(", "));
		return counted(true);
	}
}
