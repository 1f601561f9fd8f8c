package org.labelupscaler.source;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;

/**
 * The fields of a text header by name, and the messages about those that are wrong. Case and spaces in names do not matter.
 * Not thread-safe while it is filled.
 */
public final class HeaderFields {

	/** NB: Java takes digits of all scripts for numbers; a header has those of ASCII. */
	private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,30}");
	/** NB: Java would also take 1f, 1d and 0x1p3. Longer ones are no lengths. */
	private static final Pattern DECIMAL = Pattern.compile(
		"[-+]?(?:[0-9]{1,400}\\.?[0-9]{0,400}|\\.[0-9]{1,400})(?:[eE][-+]?[0-9]{1,3})?");

	private final Path path;
	private final Map<String, String> values = new HashMap<>();

	/** @param path the file, for messages */
	public HeaderFields(final Path path) {
		this.path = path;
	}

	/**
	 * @param name a field
	 * @param value its value
	 * @throws InvalidInputException if the header has it already
	 */
	public void put(final String name, final String value) {
		if (values.put(key(name), value.strip()) != null)
			throw new InvalidInputException(path + ": the header has the field '" + shown(name) + "' twice");
	}

	/**
	 * Takes a field that the header may have several times, of which the last counts.
	 *
	 * @param name a field
	 * @param value its value
	 */
	public void replace(final String name, final String value) {
		values.put(key(name), value.strip());
	}

	private static String key(final String name) {
		return name.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * @param text what a file holds
	 * @return it, fit for a terminal: no control characters, not too long
	 */
	public static String shown(final String text) {
		final String start = text.length() <= 60 ? text : text.substring(0, 60) + "...";
		return start.replaceAll("\\p{Cc}", "?");
	}

	/** @return the file */
	public Path path() {
		return path;
	}

	/**
	 * @param field a field
	 * @return its value, or null if the header has no such field
	 */
	public String get(final String field) {
		return values.get(key(field));
	}

	/**
	 * @param field a field
	 * @return its value
	 * @throws InvalidInputException if the header has no such field
	 */
	public String require(final String field) {
		final String value = get(field);
		if (value == null)
			throw new InvalidInputException(path + ": the header has no field '" + field + "'");
		return value;
	}

	/**
	 * @param field a field that the header has
	 * @param expected what is wrong with it and what was expected; follows its value
	 * @return what to throw
	 */
	public InvalidInputException wrong(final String field, final String expected) {
		return new InvalidInputException(path + ": field '" + field + "' is '" + shown(require(field)) + "', " + expected);
	}

	/**
	 * @param field a field
	 * @return the words of its value, or null if the header has no such field
	 */
	public String[] words(final String field) {
		final String value = get(field);
		return value == null ? null : value.split("\\s+");
	}

	/**
	 * @param field a field
	 * @param usual what it is if the header has no such field
	 * @return its value
	 * @throws InvalidInputException if it is no whole number
	 */
	public long number(final String field, final long usual) {
		return get(field) == null ? usual : number(field, get(field));
	}

	private long number(final String field, final String word) {
		try {
			if (NUMBER.matcher(word).matches())
				return Long.parseLong(word);
		}
		catch (final NumberFormatException e) {
			// NB: digits, but too many of them.
		}
		throw wrong(field, "expected whole numbers");
	}

	/**
	 * @param field a field
	 * @param count how many numbers it must have: one for each axis
	 * @return whole numbers
	 * @throws InvalidInputException if the header has no such field, or its value is something else
	 */
	public long[] requireNumbers(final String field, final int count) {
		require(field);
		return Arrays.stream(words(field, count)).mapToLong(word -> number(field, word)).toArray();
	}

	/**
	 * @param field a field
	 * @param count how many words it must have: one for each axis
	 * @return them, or null if the header has no such field
	 * @throws InvalidInputException if they are fewer or more
	 */
	public String[] words(final String field, final int count) {
		final String[] words = words(field);
		if (words != null && words.length != count)
			throw wrong(field, "but the dimension is " + count);
		return words;
	}

	/**
	 * @param field a field
	 * @param count how many numbers it must have: one for each axis
	 * @return numbers, exactly as they are written, null for "nan" and "none"; null if the header has no such field
	 * @throws InvalidInputException if its value is something else
	 */
	public BigDecimal[] decimals(final String field, final int count) {
		final String[] words = words(field, count);
		return words == null ? null : Arrays.stream(words).map(word -> decimal(field, word)).toArray(BigDecimal[]::new);
	}

	/**
	 * @param field a field
	 * @param word a part of its value
	 * @return the number, exactly as it is written; null for "nan" and "none"
	 * @throws InvalidInputException if it is something else
	 */
	public BigDecimal decimal(final String field, final String word) {
		if (word.equalsIgnoreCase("none") || word.equalsIgnoreCase("nan"))
			return null;
		if (!DECIMAL.matcher(word).matches())
			throw wrong(field, "expected numbers");
		return new BigDecimal(word);
	}
}
