package org.labelupscaler.points;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.Decimals;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.text.Choices;

/**
 * Which rows of a list are taken, by what stands in their columns. All conditions must hold. Immutable.
 *
 * @param conditions none for all rows
 */
public record PointFilter(List<Condition> conditions) {

	/** All rows. */
	public static final PointFilter ALL = new PointFilter(List.of());

	/** The word for all rows, where a format leaves some out by itself. */
	public static final String ALL_WORD = "all";

	private static final Pattern CONDITION = Pattern.compile("([^=<>!]+)(!=|>=|<=|=|<|>)(.*)");

	/** How a column is compared. */
	public enum Operator {
			/** It is one of the values: the same text or, where both are numbers, the same number. */
			EQUAL("="),
			/** It is none of them. */
			UNEQUAL("!="),
			/** It is a number below the value. */
			BELOW("<"),
			/** It is a number above the value. */
			ABOVE(">"),
			/** It is a number not above the value. */
			AT_MOST("<="),
			/** It is a number not below the value. */
			AT_LEAST(">=");

		private final String sign;

		Operator(final String sign) {
			this.sign = sign;
		}
	}

	/**
	 * One condition.
	 *
	 * @param column the name of a column
	 * @param operator how it is compared
	 * @param values with what; several only for {@link Operator#EQUAL} and {@link Operator#UNEQUAL}
	 */
	public record Condition(String column, Operator operator, List<String> values) {

		/** Copies the values. */
		public Condition {
			values = List.copyOf(values);
		}

		/** The first column of that name, by its exact name, else in any case; nothing if there is none. */
		OptionalInt place(final List<String> columns) {
			final int exact = columns.indexOf(column);
			return exact >= 0 ? OptionalInt.of(exact) : IntStream.range(0, columns.size()).filter(i -> columns.get(i).strip().equalsIgnoreCase(
				column)).findFirst();
		}

		boolean holds(final String field) {
			final boolean equal = values.stream().anyMatch(value -> field.strip().equals(value) || compare(field, value).equals(Optional
				.of(0)));
			final Optional<Integer> order = compare(field, values.get(0));
			return switch (operator) {
				case EQUAL -> equal;
				case UNEQUAL -> !equal;
				case BELOW -> order.isPresent() && order.get() < 0;
				case ABOVE -> order.isPresent() && order.get() > 0;
				case AT_MOST -> order.isPresent() && order.get() <= 0;
				case AT_LEAST -> order.isPresent() && order.get() >= 0;
			};
		}

		/** Nothing unless both are numbers. */
		private static Optional<Integer> compare(final String field, final String value) {
			final Optional<BigDecimal> a = number(field);
			final Optional<BigDecimal> b = a.isEmpty() ? a : number(value);
			return b.isEmpty() ? Optional.empty() : Optional.of(Integer.signum(a.get().compareTo(b.get())));
		}

		@Override
		public String toString() {
			return column + operator.sign + String.join(",", values);
		}
	}

	/** Copies the conditions. */
	public PointFilter {
		conditions = List.copyOf(conditions);
	}

	/**
	 * @param words conditions with semicolons between, for example {@code type=2;score>=0.5} or
	 *          {@code Classification=Positive,Weak}; "all" for all rows
	 * @return the filter
	 * @throws IllegalArgumentException if they are something else; the message is fit for users
	 */
	public static PointFilter parse(final String words) {
		if (words.strip().equalsIgnoreCase(ALL_WORD))
			return ALL;
		final List<Condition> conditions = new ArrayList<>();
		for (final String word : words.split(";")) {
			final Matcher matcher = CONDITION.matcher(word.strip());
			if (!matcher.matches() || matcher.group(1).isBlank())
				throw new IllegalArgumentException("'" + word.strip() +
					"' is no condition, with =, !=, <, >, <= or >=, as in type=2 or Classification=Positive,Weak or score>=0.5");
			final Operator operator = Arrays.stream(Operator.values()).filter(o -> o.sign.equals(matcher.group(2))).findFirst()
				.orElseThrow();
			final boolean several = operator == Operator.EQUAL || operator == Operator.UNEQUAL;
			final List<String> values = several ? Arrays.stream(matcher.group(3).split(",", -1)).map(String::strip).toList() : List.of(
				matcher.group(3).strip());
			if (!several && number(values.get(0)).isEmpty())
				throw new IllegalArgumentException("'" + word.strip() + "' compares with '" + values.get(0) + "', which is no number");
			conditions.add(new Condition(matcher.group(1).strip(), operator, values));
		}
		return new PointFilter(conditions);
	}

	/**
	 * @param file the file, for messages
	 * @param columns the names of its columns
	 * @return what says of the fields of a row whether it is taken
	 * @throws InvalidInputException if there is no such column, or several; the message lists those there are
	 */
	public Predicate<String[]> of(final Path file, final List<String> columns) {
		return of(file, columns, DecimalMark.POINT);
	}

	/**
	 * @param file the file, for messages
	 * @param columns the names of its columns
	 * @param decimal what stands before the decimals of its numbers
	 * @return what says of the fields of a row whether it is taken
	 * @throws InvalidInputException if there is no such column, or several; the message lists those there are
	 */
	public Predicate<String[]> of(final Path file, final List<String> columns, final DecimalMark decimal) {
		final int[] places = conditions.stream().mapToInt(condition -> place(file, columns, condition.column)).toArray();
		if (decimal == DecimalMark.COMMA)
			return fields -> IntStream.range(0, places.length).allMatch(i -> conditions.get(i).holds(Coordinate.withPoint(
				fields[places[i]])));
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

	static Optional<BigDecimal> number(final String text) {
		final String word = text.strip();
		// NB: exponents beyond any use would make exact arithmetic slow.
		if (word.isEmpty() || word.length() > 40 || "+-.0123456789".indexOf(word.charAt(0)) < 0 || word.toLowerCase(Locale.ROOT)
			.matches(".*e[+-]?\\d{4,}"))
			return Optional.empty();
		try {
			return Optional.of(Decimals.decimal(word));
		}
		catch (final NumberFormatException e) {
			return Optional.empty();
		}
	}

	/** @return words that {@link #parse} makes the same of */
	@Override
	public String toString() {
		return conditions.isEmpty() ? ALL_WORD : conditions.stream().map(Condition::toString).collect(Collectors.joining(";"));
	}
}
