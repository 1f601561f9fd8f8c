package org.labelupscaler.points;

import java.math.BigDecimal;
import java.nio.file.Path;
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

	/** What programs write in place of a number that there is not, the errors of spreadsheets and 1.#IND among it. */
	private static final Pattern MISSING = Pattern.compile("(?i)|[-.?*]+|\\u2013|\\u2014|n/?a|[+-]?nan(\\(.*\\))?|null|none|nil|missing|" +
		"undefined|not available|.*#.*");
	private static final Pattern INFINITE = Pattern.compile("(?i)\\s*([+-]?)(?:inf|infinity|\\u221e)\\s*");

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

		String sign() {
			return sign;
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

		/**
		 * NB: a number that is not read as one would be left out, or taken, without a word.
		 *
		 * @throws IllegalArgumentException if it must be compared as a number and is none; the message goes on from the place
		 */
		boolean holds(final String field) {
			if (operator == Operator.EQUAL || operator == Operator.UNEQUAL) {
				final boolean equal = values.stream().anyMatch(value -> field.strip().equals(value) || isSame(field, value));
				if (!equal && Coordinate.isWithComma(field) && values.stream().anyMatch(PointFilter::isNumber))
					throw wrong(field);
				return equal == (operator == Operator.EQUAL);
			}
			final Optional<BigDecimal> number = number(field);
			final Matcher infinite = INFINITE.matcher(field);
			if (number.isEmpty() && !infinite.matches()) {
				if (MISSING.matcher(field.strip()).matches())
					return false;
				throw wrong(field);
			}
			final int order = number.isPresent() ? number.get().compareTo(number(values.get(0)).orElseThrow()) : infinite.group(1).equals("-")
				? -1 : 1;
			return switch (operator) {
				case BELOW -> order < 0;
				case ABOVE -> order > 0;
				case AT_MOST -> order <= 0;
				default -> order >= 0;
			};
		}

		/** For a table whose numbers have a decimal comma. */
		private Condition withPoint() {
			return new Condition(column, operator, values.stream().map(Coordinate::withPoint).toList());
		}

		/** What a condition with a point says of a number with a comma. */
		private boolean holdsWithComma(final String field, final Condition pointed) {
			if (values.size() == 2 && field.strip().equals(String.join(",", values)))
				throw new IllegalArgumentException(HeaderFields.shown(column) + " is '" + HeaderFields.shown(field.strip()) + "', but " + this +
					" (where) is two numbers; write " + String.join(".", values) + " for one");
			return pointed.holds(Coordinate.withPoint(field));
		}

		private IllegalArgumentException wrong(final String field) {
			final boolean comma = Coordinate.isWithComma(field);
			return new IllegalArgumentException(HeaderFields.shown(column) + " is '" + HeaderFields.shown(field.strip()) + "', " + (comma
				? "with a comma; if it is that of decimals, say so (decimal=comma)" : "not a number") + ", and is compared with " + String.join(",",
					values) + " (where)");
		}

		private static boolean isSame(final String field, final String value) {
			final Optional<BigDecimal> a = number(field);
			final Optional<BigDecimal> b = a.isEmpty() ? a : number(value);
			return b.isPresent() && a.get().compareTo(b.get()) == 0;
		}

		@Override
		public String toString() {
			return FilterWords.column(column) + operator.sign + values.stream().map(FilterWords::value).collect(Collectors.joining(","));
		}
	}

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
		final int[] places = conditions.stream().mapToInt(condition -> place(file, columns, condition.column)).toArray();
		if (decimal == DecimalMark.COMMA) {
			final List<Condition> pointed = conditions.stream().map(Condition::withPoint).toList();
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

	static boolean isNumber(final String text) {
		return number(text).isPresent();
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
