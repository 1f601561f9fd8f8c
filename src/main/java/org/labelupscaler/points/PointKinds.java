package org.labelupscaler.points;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.text.Quantities;

/** How many rows of a list are of each type, and how many of them are taken. Used by one thread. */
public final class PointKinds {

	/** Columns in which programs say what a point is. */
	private static final Set<String> NAMES = Set.of("type", "class", "classification", "cell_type", "celltype", "cell type",
		"cell class", "predicted class", "phenotype");
	private static final int MOST_KINDS = 100;
	private static final int MOST_NAMED = 8;

	private final OptionalInt column;
	private final String name;
	/** By type: rows, and rows that are taken. */
	private final Map<String, long[]> kinds = new TreeMap<>();
	private long rows;
	private long taken;

	/** @param columns the names of the columns of the list */
	public PointKinds(final List<String> columns) {
		column = IntStream.range(0, columns.size()).filter(i -> NAMES.contains(columns.get(i).strip().toLowerCase(Locale.ROOT)))
			.findFirst();
		name = column.isPresent() ? columns.get(column.getAsInt()) : "";
	}

	/** Whether rows have a type. */
	boolean areTold() {
		return column.isPresent();
	}

	/** @return whether no row has been found, taken or not */
	public boolean isEmpty() {
		return rows == 0;
	}

	void add(final String[] fields, final boolean isTaken) {
		rows++;
		taken += isTaken ? 1 : 0;
		if (column.isEmpty())
			return;
		final String kind = fields[column.getAsInt()].strip();
		// NB: a column of very many values is none of types.
		final long[] counts = kinds.size() < MOST_KINDS ? kinds.computeIfAbsent(kind, k -> new long[2]) : kinds.get(kind);
		if (counts != null) {
			counts[0]++;
			counts[1] += isTaken ? 1 : 0;
		}
	}

	/**
	 * @param filter which rows are taken
	 * @return what was found and taken, in a sentence; nothing if all is taken and has no types, or one only
	 */
	public Optional<String> text(final PointFilter filter) {
		final boolean all = filter.conditions().isEmpty();
		if (all && kinds.size() < 2)
			return Optional.empty();
		final List<String> words = new ArrayList<>();
		if (kinds.size() < MOST_KINDS)
			kinds.entrySet().stream().limit(MOST_NAMED).forEach(kind -> words.add(Quantities.count(kind.getValue()[0]) + " with " + name +
				" " + (kind.getKey().isEmpty() ? "empty" : HeaderFields.shown(kind.getKey())) + (all || kind.getValue()[1] == kind
					.getValue()[0] ? "" : kind.getValue()[1] == 0 ? " (left out)" : " (" + Quantities.count(kind.getValue()[1]) +
						" taken)")));
		if (kinds.size() > MOST_NAMED)
			words.add("...");
		return Optional.of((all ? "All " + Quantities.count(rows, "row") + " are taken" : Quantities.count(taken) + " of " + Quantities.count(
			rows, "row") + (taken == 1 ? " is" : " are") + " taken, where " + HeaderFields.shown(filter.toString())) + (words.isEmpty() ? ""
				: ": " + String.join(", ", words)) + (all ? "; say which to take (where)." : "."));
	}
}
