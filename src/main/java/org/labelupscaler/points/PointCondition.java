package org.labelupscaler.points;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.labelupscaler.grid.Decimals;
import org.labelupscaler.source.HeaderFields;

/**
 * A condition of a {@link PointFilter}: how a column is compared. Immutable.
 *
 * @param column the name of a column
 * @param operator how it is compared
 * @param values with what; several only for {@link Operator#EQUAL} and {@link Operator#UNEQUAL}
 */
public record PointCondition(String column, Operator operator, List<String> values) {

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

	/** What programs write in place of a number that there is not, the errors of spreadsheets and 1.#IND among it. */
	private static final Pattern MISSING = Pattern.compile("(?i)|[-.?*]+|\\u2013|\\u2014|n/?a|[+-]?nan(\\(.*\\))?|null|none|nil|missing|" +
		"undefined|not available|.*#.*");
	private static final Pattern INFINITE = Pattern.compile("(?i)\\s*([+-]?)(?:inf|infinity|\\u221e)\\s*");
	private static final Pattern PLAIN_COLUMN = Pattern.compile("[^=<>!;]+");
	private static final Pattern NEEDS_QUOTES = Pattern.compile("(?s)\\s*[=<>!\"'].*|.*[,;].*");

	/** Copies the values. */
	public PointCondition {
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
			if (!equal && Coordinate.isWithComma(field) && values.stream().anyMatch(PointCondition::isNumber))
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
	PointCondition withPoint() {
		return new PointCondition(column, operator, values.stream().map(Coordinate::withPoint).toList());
	}

	/** What a condition with a point says of a number with a comma. */
	boolean holdsWithComma(final String field, final PointCondition pointed) {
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
		return quotedColumn(column) + operator.sign + values.stream().map(PointCondition::quotedValue).collect(Collectors.joining(","));
	}

	/** The name of a column as it is to be written before an operator. */
	private static String quotedColumn(final String name) {
		return PLAIN_COLUMN.matcher(name).matches() && !NEEDS_QUOTES.matcher(name).matches() ? name : quoted(name);
	}

	/** A value as it is to be written behind an operator or another value. */
	private static String quotedValue(final String value) {
		return NEEDS_QUOTES.matcher(value).matches() ? quoted(value) : value;
	}

	private static String quoted(final String text) {
		return '"' + text.replace("\"", "\"\"") + '"';
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
}
