package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.SourceLocation;

/** The files of a folder of slices, or those whose names a pattern such as {@code slice_*.tif} describes. */
final class SliceFiles {

	private static final Pattern WILDCARD = Pattern.compile("\\*|\\?|%0?(\\d{0,2})d");
	private static final Pattern NUMBER = Pattern.compile("\\d+");

	private SliceFiles() {}

	/** Whether there are such files; also whether a pattern can only mean some. */
	static boolean recognises(final SourceLocation location) {
		if (!location.isFolder() && !isPattern(location))
			return false;
		return isPattern(location) && location.endsWith(".tif", ".tiff") || !find(location, true).isEmpty();
	}

	private static boolean isPattern(final SourceLocation location) {
		final Path name = location.path().getFileName();
		return location.file() == null && name != null && WILDCARD.matcher(name.toString()).find() && Files.isDirectory(folder(
			location));
	}

	private static Path folder(final SourceLocation location) {
		final Path folder = location.isFolder() ? location.path() : location.path().getParent();
		return folder == null ? Path.of("") : folder;
	}

	/**
	 * @param location a folder or a pattern
	 * @return the files in their natural order: slice_2 before slice_10
	 * @throws InvalidInputException if there are none, or it is doubtful whether they are slices of one volume
	 */
	static List<Path> list(final SourceLocation location) {
		final List<Path> files = find(location, false);
		if (files.isEmpty())
			throw new InvalidInputException("Cannot read " + location.path() + ": no TIFF file in " + folder(location).toAbsolutePath() +
				" has such a name");
		files.sort(Comparator.comparing(file -> file.getFileName().toString(), SliceFiles::compare));
		if (location.isFolder())
			checkNames(location.path(), files);
		return files;
	}

	private static List<Path> find(final SourceLocation location, final boolean one) {
		final Pattern pattern = location.isFolder() ? null : pattern(location.path().getFileName().toString());
		final Predicate<String> wanted = name -> !name.startsWith(".") && isTiff(name.toLowerCase(Locale.ROOT)) &&
			(pattern == null || pattern.matcher(name).matches());
		final List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> all = Files.newDirectoryStream(folder(location), file -> wanted.test(file.getFileName()
			.toString()) && !Files.isDirectory(file)))
		{
			for (final Path file : all) {
				files.add(file);
				if (one)
					break;
			}
		}
		catch (final IOException | DirectoryIteratorException e) {
			final IOException reason = e instanceof DirectoryIteratorException d ? d.getCause() : (IOException) e;
			throw new InvalidInputException("Cannot read " + folder(location) + ": " + LabelUpscalerException.reason(reason), e);
		}
		return files;
	}

	private static boolean isTiff(final String name) {
		return name.endsWith(".tif") || name.endsWith(".tiff");
	}

	/** With * for any text, ? for any character, %d for a number and %04d for one of at least four digits. */
	static Pattern pattern(final String name) {
		final StringBuilder regex = new StringBuilder();
		final Matcher wildcard = WILDCARD.matcher(name);
		int end = 0;
		while (wildcard.find()) {
			regex.append(Pattern.quote(name.substring(end, wildcard.start())));
			final String digits = wildcard.group(1);
			regex.append(switch (wildcard.group()) {
				case "*" -> ".*";
				case "?" -> ".";
				default -> digits == null || digits.isEmpty() ? "\\d+" : "\\d{" + Integer.parseInt(digits) + ",}";
			});
			end = wildcard.end();
		}
		return Pattern.compile(regex.append(Pattern.quote(name.substring(end))).toString(), Pattern.DOTALL);
	}

	/** Numbers by their value, all else by its characters. */
	static int compare(final String a, final String b) {
		int i = 0;
		int j = 0;
		while (i < a.length() && j < b.length()) {
			final int endA = numberEnd(a, i);
			final int endB = numberEnd(b, j);
			if (endA == i || endB == j) {
				if (a.charAt(i) != b.charAt(j))
					return Character.compare(a.charAt(i), b.charAt(j));
				i++;
				j++;
				continue;
			}
			final int startA = firstDigit(a, i, endA);
			final int startB = firstDigit(b, j, endB);
			final int longer = Integer.compare(endA - startA, endB - startB);
			final int numbers = longer != 0 ? longer : a.substring(startA, endA).compareTo(b.substring(startB, endB));
			if (numbers != 0)
				return numbers;
			i = endA;
			j = endB;
		}
		final int rest = Integer.compare(a.length() - i, b.length() - j);
		return rest != 0 ? rest : a.compareTo(b);
	}

	private static int numberEnd(final String text, final int from) {
		int end = from;
		while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9')
			end++;
		return end;
	}

	/** Leaves out zeros. */
	private static int firstDigit(final String text, final int from, final int end) {
		int first = from;
		while (first < end && text.charAt(first) == '0')
			first++;
		return first;
	}

	/**
	 * NB: a folder may hold the results of a program, or channels and planes side by side. To stack those would be wrong, so
	 * the names of slices differ in one number only; who names a pattern has said what is meant.
	 */
	private static void checkNames(final Path folder, final List<Path> files) {
		final String first = files.get(0).getFileName().toString();
		final List<String> numbers = numbers(first);
		final String words = NUMBER.matcher(first).replaceAll("#");
		int differing = -1;
		for (final Path file : files) {
			final String name = file.getFileName().toString();
			final List<String> others = numbers(name);
			if (!NUMBER.matcher(name).replaceAll("#").equals(words))
				throw doubtful(folder, first, name, "by more than a number");
			for (int n = 0; n < numbers.size(); n++)
				if (!others.get(n).equals(numbers.get(n))) {
					if (differing >= 0 && differing != n)
						throw doubtful(folder, first, name, "in more than one number, as channels or tiles do");
					differing = n;
				}
		}
		if (differing >= 0)
			checkSteps(folder, files, differing);
	}

	/** NB: a slice that is lost would move all that come after it. Every second slice is no loss. */
	private static void checkSteps(final Path folder, final List<Path> files, final int number) {
		BigInteger step = null;
		for (int i = 1; i < files.size(); i++) {
			final String before = files.get(i - 1).getFileName().toString();
			final String name = files.get(i).getFileName().toString();
			final BigInteger difference = new BigInteger(numbers(name).get(number)).subtract(new BigInteger(numbers(before).get(
				number)));
			if (step != null && !difference.equals(step))
				throw new InvalidInputException("The slices of " + folder + " are not evenly numbered between '" + before + "' and '" +
					name + "', or just before: is one missing? If they are right, name them by a pattern such as slice_*.tif.");
			step = difference;
		}
	}

	private static InvalidInputException doubtful(final Path folder, final String first, final String other, final String how) {
		return new InvalidInputException("The TIFF files of " + folder + " may be no slices of one volume: their names, '" + first +
			"' and '" + other + "', differ " + how + ". Name one file, or the slices by a pattern such as slice_*.tif.");
	}

	private static List<String> numbers(final String name) {
		final Matcher number = NUMBER.matcher(name);
		final List<String> numbers = new ArrayList<>();
		while (number.find())
			numbers.add(number.group());
		return numbers;
	}
}
