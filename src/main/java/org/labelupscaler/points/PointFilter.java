package org.labelupscaler.points;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.text.Choices;

/**
 * Which rows of a list are taken, by what stands in their columns. All conditions must hold. Immutable.
 *
 * @param conditions none for all rows
 */
public record PointFilter(List<PointCondition> conditions) {

	/** All rows. */
	public static final PointFilter ALL = new PointFilter(List.of());

	/** The word for all rows, where a format leaves some out by itself. */
	public static final String ALL_WORD = "all";

	/** Copies the conditions. */
	public PointFilter {
		conditions = List.copyOf(conditions);
	}

	/**
	 * @param words conditions with semicolons between, for example {@code type=2;score>=0.5} or
	 *          {@code Classification=Positive,Weak}, with quotes around what has such signs in it; "all" for all rows
	 * @return the filter
	 * @throws IllegalArgumentException if they are something else; the message is fit for users
	 */
	public static PointFilter parse(final String words) {
		if (words.strip().equalsIgnoreCase(ALL_WORD))
			return ALL;
		return new PointFilter(FilterWords.parse(words));
	}

	/**
	 * @param file the file, for messages
	 * @param columns the names of its columns
	 * @return what says of the fields of a row whether it is taken; it throws an {@link IllegalArgumentException}, whose message goes
	 *         on from the place, if a field that is compared as a number is none
	 * @throws InvalidInputException if there is no such column, or several; the message lists those there are
	 */
	public Predicate<String[]> of(final Path file, final List<String> columns) {
		return of(file, columns, DecimalMark.POINT);
	}

	/**
	 * @param file the file, for messages
	 * @param columns the names of its columns
	 * @param decimal what stands before the decimals of its numbers
	 * @return what says of the fields of a row whether it is taken; it throws an {@link IllegalArgumentException}, whose message goes
	 *         on from the place, if a field that is compared as a number is none
	 * @throws InvalidInputException if there is no such column, or several; the message lists those there are
	 */
	public Predicate<String[]> of(final Path file, final List<String> columns, final DecimalMark decimal) {
		final int[] places = conditions.stream().mapToInt(condition -> place(file, columns, condition.column())).toArray();
		if (decimal == DecimalMark.COMMA) {
			final List<PointCondition> pointed = conditions.stream().map(PointCondition::withPoint).toList();
			return fields -> IntStream.range(0, places.length).allMatch(i -> conditions.get(i).holdsWithComma(fields[places[i]], pointed.get(i)));
		}
		return fields -> IntStream.range(0, places.length).allMatch(i -> conditions.get(i).holds(fields[places[i]]));
	}

	/** By its exact name, else by its name in any case. */
	private static int place(final Path file, final List<String> columns, final String name) {
		final int exact = columns.indexOf(name);
		if (exact >= 0 && columns.lastIndexOf(name) == exact)
			return exact;
		final int[] found = IntStream.range(0, columns.size()).filter(i -> columns.get(i).strip().equalsIgnoreCase(name)).toArray();
		if (found.length == 1)
			return found[0];
		throw new InvalidInputException(file + ": where names a column '" + HeaderFields.shown(name) + "', but there " + (found.length == 0
			? "is none" : "are " + found.length + " of that name") + "; the columns are " + Choices.listed(columns) + (found.length == 0
				? Choices.meant(name, columns) : ""));
	}

	/** @return words that {@link #parse} makes the same of */
	@Override
	public String toString() {
		return conditions.isEmpty() ? ALL_WORD : conditions.stream().map(PointCondition::toString).collect(Collectors.joining(";"));
	}
}
