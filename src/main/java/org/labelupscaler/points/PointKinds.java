package org.labelupscaler.points;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.text.Quantities;

/** How many rows of a list are of each type, and how many of them are taken. Used by one thread. */
public final class PointKinds {

	/** Columns in which programs say what a point is. */
	private static final Set<String> NAMES = Set.of("type", "class", "classification", "cell_type", "celltype", "cell type",
		"cell class", "predicted class", "phenotype");
	/** Columns that say when: a cell that is seen several times is there several times. */
	private static final Set<String> TIMES = Set.of("frame", "spot frame", "timepoint", "time point", "time_point", "time index", "timestep");

	private final Optional<FieldValues> types;
	/** What stands in the columns of the conditions, for whom they take no row; counted as long as that is so. */
	private final List<FieldValues> asked = new ArrayList<>();
	private long rows;
	private long taken;

	/**
	 * @param columns the names of the columns of the list
	 * @param filter which rows are taken
	 */
	public PointKinds(final List<String> columns, final PointFilter filter) {
		final OptionalInt type = first(columns, NAMES);
		final OptionalInt column = type.isPresent() ? type : first(columns, TIMES);
		types = column.isPresent() ? Optional.of(new FieldValues(columns, column.getAsInt())) : Optional.empty();
		for (final PointCondition condition : filter.conditions()) {
			final OptionalInt place = condition.place(columns);
			if (place.isPresent() && asked.stream().noneMatch(values -> values.column() == place.getAsInt()))
				asked.add(new FieldValues(columns, place.getAsInt()));
		}
	}

	private static OptionalInt first(final List<String> columns, final Set<String> names) {
		return IntStream.range(0, columns.size()).filter(i -> names.contains(columns.get(i).strip().toLowerCase(Locale.ROOT))).findFirst();
	}

	/** Whether rows have a type. */
	boolean areTold() {
		return types.isPresent();
	}

	/** @return whether no row has been found, taken or not */
	public boolean isEmpty() {
		return rows == 0;
	}

	void add(final String[] fields, final boolean isTaken) {
		rows++;
		taken += isTaken ? 1 : 0;
		types.ifPresent(values -> values.add(fields, isTaken));
		if (taken == 0)
			asked.forEach(values -> values.addMeasured(fields));
	}

	/**
	 * @param filter which rows are taken
	 * @return what was found and taken, in a sentence; if nothing is taken, what there is in the columns of the conditions;
	 *         nothing if all is taken and has no types, or one only
	 */
	public Optional<String> text(final PointFilter filter) {
		final boolean all = filter.conditions().isEmpty();
		if (all && types.map(FieldValues::size).orElse(0) < 2)
			return Optional.empty();
		final String said = taken == 0 && !all ? asked.stream().map(FieldValues::choices).filter(text -> !text.isEmpty()).collect(Collectors
			.joining("; ")) : types.map(values -> values.counted(all)).orElse("");
		return Optional.of((all ? "All " + Quantities.count(rows, "row") + " are taken" : Quantities.count(taken) + " of " + Quantities.count(
			rows, "row") + (taken == 1 ? " is" : " are") + " taken, where " + HeaderFields.shown(filter.toString())) + (said.isEmpty() ? ""
				: ": " + said) + (all ? "; say which to take (where)." : "."));
	}
}
