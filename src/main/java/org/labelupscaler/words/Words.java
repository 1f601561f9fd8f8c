package org.labelupscaler.words;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Message;
import org.labelupscaler.grid.Decimals;
import org.labelupscaler.store.Stores;
import org.labelupscaler.text.Quantities;

/** Makes values of the words that users type, and collects in plain language what is wrong with them. */
public final class Words {

	/** Numbers with a unit, which has a word of its own. */
	private static final String LENGTH = "[0-9.,]+ *(nm|[u\u00B5\u03BC]m|mm|cm|m)";

	private final List<Message> problems = new ArrayList<>();

	/** Starts with nothing wrong. */
	public Words() {}

	/** Starts with what is wrong already. */
	Words(final Words before) {
		problems.addAll(before.problems);
	}

	/** All that is wrong so far, each beginning with the name of its field. */
	List<Message> problems() {
		return problems;
	}

	/**
	 * @param field a field
	 * @param what what is wrong with it
	 */
	public void wrong(final String field, final String what) {
		problems.add(Message.of(what).in(field));
	}

	/** @param failure what is wrong, beginning with the name of its field */
	public void add(final InvalidInputException failure) {
		problems.addAll(failure.messages());
	}

	/**
	 * @param <T> what is made
	 * @param field the field that is wrong if it cannot be made; empty if the failure names it
	 * @param work makes it
	 * @return it; nothing if it cannot be made
	 */
	<T> Optional<T> parsed(final String field, final Supplier<T> work) {
		try {
			return Optional.ofNullable(work.get());
		}
		catch (final InvalidInputException e) {
			add(e.in(field));
		}
		catch (final IllegalArgumentException e) {
			wrong(field, e.getMessage());
		}
		return Optional.empty();
	}

	/** Adds what is wrong, but for fields of which something has been said already, and for what may only follow from that. */
	void addNew(final InvalidInputException failure) {
		final List<Message> before = List.copyOf(problems);
		for (final Message message : failure.messages()) {
			final String field = message.fact().replaceFirst(":.*", "");
			if (!isWrong(field) && (before.isEmpty() || !field.equals("target size")))
				problems.add(message);
		}
	}

	/**
	 * @param field a field
	 * @return whether anything is wrong with it so far
	 */
	public boolean isWrong(final String field) {
		return problems.stream().anyMatch(p -> p.fact().startsWith(field + ":"));
	}

	/** @throws InvalidInputException if anything is wrong; the message has a line for each */
	public void check() {
		if (!problems.isEmpty())
			throw new InvalidInputException(problems);
	}

	/** A number of threads, 1 to 1024; the number of processors if there are no words. */
	int threads(final String word) {
		return given(word) ? (int) number("threads", word, 1024, "a number from 1 to 1024") : Runtime.getRuntime()
			.availableProcessors();
	}

	/** A whole number from 1 on; 1 if it is none. */
	long number(final String field, final String word, final long most, final String expected) {
		try {
			final long n = Decimals.whole(word.strip());
			if (n > 0 && n <= most)
				return n;
		}
		catch (final NumberFormatException e) {
			// said below
		}
		wrong(field, "'" + word + "' is not " + expected);
		return 1;
	}

	/**
	 * @param words what a user typed, or null
	 * @return whether there is anything but spaces
	 */
	public static boolean given(final String words) {
		return words != null && !words.isBlank();
	}

	/**
	 * @param field a field
	 * @param text a path
	 * @return the path; null if there are no words, or they are wrong
	 */
	public Path path(final String field, final String text) {
		try {
			return given(text) ? Stores.path(text.strip()) : null;
		}
		catch (final InvalidPathException e) {
			wrong(field, "'" + text + "' is no valid path: " + e.getReason());
			return null;
		}
		catch (final InvalidInputException e) {
			wrong(field, e.getMessage());
			return null;
		}
	}

	/** One number or three, each above 0. */
	Optional<List<BigDecimal>> positive(final String field, final String words) {
		final List<BigDecimal> numbers = new ArrayList<>();
		for (final String word : words.split(",", -1))
			try {
				numbers.add(Decimals.decimal(word.strip()));
			}
			catch (final NumberFormatException e) {
				wrong(field, "'" + words + "' is not a number, or three numbers with commas between" + (words.strip().matches(LENGTH)
					? "; say the unit under unit" : ""));
				return Optional.empty();
			}
		// NB: exponents beyond any use would make exact arithmetic slow.
		if (numbers.stream().anyMatch(n -> Math.abs((long) n.scale()) > 100 || n.precision() > 100))
			wrong(field, "'" + words + "' is beyond all bounds; a number has at most 100 digits before and after the point");
		else if (numbers.size() != 1 && numbers.size() != 3)
			wrong(field, "'" + words + "' has " + Quantities.count(numbers.size(), "number") + "; expected one, or three for x,y,z" + (numbers
				.size() % 2 == 0 ? "; a decimal has a point, as 1.5" : ""));
		else if (numbers.stream().anyMatch(n -> n.signum() <= 0))
			wrong(field, "'" + words + "' must be above 0");
		else
			return Optional.of(numbers);
		return Optional.empty();
	}

	/** Three numbers; none if they are something else. */
	List<BigDecimal> numbers(final String field, final String words) {
		try {
			final List<BigDecimal> numbers = Arrays.stream(words.split(",", -1)).map(word -> Decimals.decimal(word.strip())).toList();
			if (numbers.size() == 3 && numbers.stream().allMatch(n -> Math.abs(n.doubleValue()) <= 1e30))
				return numbers;
		}
		catch (final NumberFormatException e) {
			// said below
		}
		wrong(field, "'" + words + "' is not three numbers x,y,z from -1e30 to 1e30, as in 0,0.5,-12");
		return List.of();
	}

	/**
	 * @param field a field
	 * @param words three whole numbers above 0, with commas between
	 * @return the numbers; nothing if they are something else
	 */
	public Optional<long[]> sizes(final String field, final String words) {
		final String[] parts = words.split(",", -1);
		final long[] size = new long[parts.length];
		for (int i = 0; i < parts.length; i++)
			try {
				size[i] = Decimals.whole(parts[i].strip());
			}
			catch (final NumberFormatException e) {
				wrong(field, "'" + words + "' is not three whole numbers, as in 2,2,2");
				return Optional.empty();
			}
		if (size.length != 3)
			wrong(field, "'" + words + "' has " + Quantities.count(size.length, "number") + "; expected three, x,y,z");
		else if (Arrays.stream(size).anyMatch(n -> n < 1))
			wrong(field, "'" + words + "' must be above 0");
		else
			return Optional.of(size);
		return Optional.empty();
	}

	/**
	 * @param <E> what there is to choose
	 * @param field a field
	 * @param word a word, in any case
	 * @param values what it may name
	 * @return the one; nothing if it is none
	 */
	public <E extends Enum<E>> Optional<E> choice(final String field, final String word, final E[] values) {
		for (final E value : values)
			if (value.name().equalsIgnoreCase(word.strip()))
				return Optional.of(value);
		wrong(field, "'" + word + "' is not one of " + Arrays.stream(values).map(v -> v.name().toLowerCase(
			Locale.ROOT)).collect(Collectors.joining(", ")));
		return Optional.empty();
	}

	/**
	 * @param field a field
	 * @param word a word, in any case
	 * @param no a word that means no
	 * @param yes a word that means yes
	 * @param otherwise what no word means
	 * @return which of the two is given
	 */
	public boolean either(final String field, final String word, final String no, final String yes,
		final boolean otherwise)
	{
		final String given = given(word) ? word.strip().toLowerCase(Locale.ROOT) : otherwise ? yes : no;
		if (!given.equals(no) && !given.equals(yes))
			wrong(field, "'" + word + "' is not " + no + " or " + yes);
		return given.equals(yes);
	}
}
