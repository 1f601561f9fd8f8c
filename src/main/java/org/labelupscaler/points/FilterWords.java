package org.labelupscaler.points;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.points.PointCondition.Operator;

/**
 * The words of a filter, read from left to right: conditions with semicolons between, values with commas between. A name or a
 * value that holds such a sign itself stands in quotes, a quote in it twice: {@code "a=b"="x, y",'say "hi"'}. Used once.
 */
final class FilterWords {

	private static final Pattern QUOTED = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*+)\"|'((?:[^']|'')*+)')\\s*");
	private static final Pattern COLUMN = Pattern.compile("[^=<>!;]+");
	private static final Pattern OPERATOR = Pattern.compile("\\s*(!=|>=|<=|==|=|<|>)");
	private static final Pattern SIGN = Pattern.compile("\\s*[=<>!]");

	private final String words;
	private int at;

	private FilterWords(final String words) {
		this.words = words;
	}

	/**
	 * @param words conditions with semicolons between
	 * @return the conditions, at least one
	 * @throws IllegalArgumentException if they are something else; the message is fit for users
	 */
	static List<PointCondition> parse(final String words) {
		return new FilterWords(words).conditions();
	}

	private List<PointCondition> conditions() {
		final List<PointCondition> conditions = new ArrayList<>();
		do
			conditions.add(condition());
		while (at < words.length());
		return conditions;
	}

	private PointCondition condition() {
		final int start = at;
		String column = inQuotes("[=<>!]");
		if (column == null) {
			final Matcher bare = take(COLUMN);
			column = bare == null ? "" : bare.group();
		}
		final Matcher sign = take(OPERATOR);
		if (column.isBlank() || sign == null)
			throw none(start);
		final Operator operator = sign.group(1).equals("==") ? Operator.EQUAL : Arrays.stream(Operator.values()).filter(o -> o.sign().equals(sign
			.group(1))).findFirst().orElseThrow();
		final boolean several = operator == Operator.EQUAL || operator == Operator.UNEQUAL;
		final List<String> values = new ArrayList<>();
		do
			values.add(value(start, several ? "," : ""));
		while (goesOn(several));
		if (!several && !PointCondition.isNumber(values.get(0)))
			throw new IllegalArgumentException("'" + upTo(start) + "' compares with '" + values.get(0) + "', which is no number");
		return new PointCondition(column.strip(), operator, values);
	}

	/** Passes the sign behind a value; whether it was the one before a further value. */
	private boolean goesOn(final boolean several) {
		if (at == words.length())
			return false;
		return words.charAt(at++) == ',' && several;
	}

	private String value(final int start, final String separator) {
		final String quoted = inQuotes("[;" + separator + "]|$");
		if (quoted != null)
			return quoted.strip();
		if (SIGN.matcher(words).region(at, words.length()).lookingAt())
			throw new IllegalArgumentException("'" + upTo(start) + "' has a sign too many; compare with =, !=, <, >, <= or >=, and put quotes " +
				"around a value that begins with such a sign");
		final int from = at;
		while (at < words.length() && words.charAt(at) != ';' && (separator.isEmpty() || words.charAt(at) != separator.charAt(0)))
			at++;
		return words.substring(from, at).strip();
	}

	/** A text in quotes, if one is next and what may follow follows; else null, and a quote is a letter as any other. */
	private String inQuotes(final String followed) {
		final Matcher quoted = QUOTED.matcher(words).region(at, words.length());
		if (!quoted.lookingAt() || !Pattern.compile(followed).matcher(words).region(quoted.end(), words.length()).lookingAt())
			return null;
		at = quoted.end();
		return quoted.group(1) != null ? quoted.group(1).replace("\"\"", "\"") : quoted.group(2).replace("''", "'");
	}

	private Matcher take(final Pattern pattern) {
		final Matcher matcher = pattern.matcher(words).region(at, words.length());
		if (!matcher.lookingAt())
			return null;
		at = matcher.end();
		return matcher;
	}

	private IllegalArgumentException none(final int start) {
		return new IllegalArgumentException("'" + upTo(start) + "' is no condition, as in type=2 or Classification=Positive,Weak or score>=0.5");
	}

	/** The condition that begins there, whole. */
	private String upTo(final int start) {
		final int end = words.indexOf(';', Math.max(start, at));
		return words.substring(start, end < 0 ? words.length() : end).strip();
	}
}
