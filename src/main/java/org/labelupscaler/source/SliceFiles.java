package org.labelupscaler.source;

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

/**
 * The files of a folder of slices, or those whose names a pattern such as {@code slice_*.tif} describes.
 *
 * @param kind what the files are, for messages
 * @param endings endings of their names, in lower case
 */
public record SliceFiles(String kind, List<String> endings) {

	/** Slices in TIFF files. */
	public static final SliceFiles TIFF = new SliceFiles("TIFF", List.of(".tif", ".tiff"));
	/** Slices in files of pictures that keep numbers as they are. */
	public static final SliceFiles PICTURES = new SliceFiles("PNG or BMP", List.of(".png", ".bmp"));
	/** Slices in files of pictures that are not read. */
	public static final SliceFiles OTHERS = new SliceFiles("JPEG", List.of(".jpg", ".jpeg", ".jp2", ".j2k", ".jpx", ".jpf", ".gif"));

	private static final Pattern WILDCARD = Pattern.compile("\\*|\\?|%0?([0-9]{0,2})d");
	private static final Pattern NUMBER = Pattern.compile("[0-9]+");

	/**
	 * The files of one kind.
	 *
	 * @param files in their natural order: slice_2 before slice_10
	 * @param notes what the user should know
	 */
	public record Found(List<Path> files, List<String> notes) {}

	/** Copies the endings. */
	public SliceFiles {
		endings = List.copyOf(endings);
	}

	/**
	 * @param location where something is
	 * @return whether there are such files; also whether a pattern can only mean some
	 */
	public boolean recognises(final SourceLocation location) {
		if (!location.isFolder() && !isPattern(location))
			return false;
		return isPattern(location) && location.endsWith(endings.toArray(String[]::new)) || !find(location, true).isEmpty();
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
	 * @return the files
	 * @throws InvalidInputException if there are none, or it is doubtful whether they are slices of one volume
	 */
	public Found list(final SourceLocation location) {
		final List<Path> files = find(location, false);
		if (files.isEmpty())
			throw new InvalidInputException("Cannot read " + location.path() + ": no " + kind + " file in " + folder(location)
				.toAbsolutePath() + " has such a name");
		files.sort(Comparator.comparing(file -> file.getFileName().toString(), SliceFiles::compare));
		if (location.isFolder())
			checkNames(location.path(), files);
		return new Found(List.copyOf(files), others(location, files.get(0).getFileName().toString()));
	}

	/** NB: slices may be of several kinds, each a part of the volume; pictures beside them are of no harm. */
	private List<String> others(final SourceLocation location, final String first) {
		final List<String> others = new ArrayList<>();
		for (final SliceFiles kinds : List.of(TIFF, PICTURES, OTHERS))
			if (!kinds.equals(this))
				kinds.find(location, false).forEach(file -> others.add(file.getFileName().toString()));
		for (final String other : others)
			if (!location.isFolder() || words(other).equals(words(first)))
				throw new InvalidInputException(location.path() + " holds slices of several kinds, such as '" + first + "' and '" + other +
					"', but those of a volume are of one: name them by a pattern with an ending, such as *" + ending(first));
		return others.isEmpty() ? List.of() : List.of((others.size() == 1 ? "A picture" : others.size() + " pictures") +
			" in the folder, such as '" + HeaderFields.shown(others.get(0)) + "', " + (others.size() == 1 ? "is" : "are") +
			" not read; its slices are " + kind + " files.");
	}

	private static String ending(final String name) {
		return name.substring(name.lastIndexOf('.'));
	}

	/** A name without its numbers and its ending. */
	private static String words(final String name) {
		return NUMBER.matcher(name.substring(0, name.lastIndexOf('.'))).replaceAll("#");
	}

	private List<Path> find(final SourceLocation location, final boolean one) {
		final Pattern pattern = location.isFolder() ? null : pattern(location.path().getFileName().toString());
		final Predicate<String> wanted = name -> !name.startsWith(".") && endings.stream().anyMatch(name.toLowerCase(
			Locale.ROOT)::endsWith) && (pattern == null || pattern.matcher(name).matches());
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
				default -> digits == null || digits.isEmpty() ? "[0-9]+" : "[0-9]{" + Integer.parseInt(digits) + ",}";
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
	private void checkNames(final Path folder, final List<Path> files) {
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
	private void checkSteps(final Path folder, final List<Path> files, final int number) {
		BigInteger step = null;
		for (int i = 1; i < files.size(); i++) {
			final String before = files.get(i - 1).getFileName().toString();
			final String name = files.get(i).getFileName().toString();
			final BigInteger difference = new BigInteger(numbers(name).get(number)).subtract(new BigInteger(numbers(before).get(
				number)));
			if (step != null && !difference.equals(step))
				throw new InvalidInputException("The slices of " + folder + " are not evenly numbered between '" + before + "' and '" +
					name + "', or just before: is one missing? If they are right, name them by a pattern such as slice_*" + ending(name) + ".");
			step = difference;
		}
	}

	private InvalidInputException doubtful(final Path folder, final String first, final String other, final String how) {
		return new InvalidInputException("The " + kind + " files of " + folder + " may be no slices of one volume: their names, '" + first +
			"' and '" + other + "', differ " + how + ". Name one file, or the slices by a pattern such as slice_*" + ending(
				first) + ".");
	}

	private static List<String> numbers(final String name) {
		final Matcher number = NUMBER.matcher(name);
		final List<String> numbers = new ArrayList<>();
		while (number.find())
			numbers.add(number.group());
		return numbers;
	}
}
