package org.labelupscaler.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/**
 * The files of voxels that a header names: beside the header or in a folder below, never elsewhere, so that a header from a
 * stranger cannot make a program read other files. Symbolic links are followed: they are the user's own.
 *
 * @param fields the header
 * @param field the field that names the files
 */
public record DataFiles(HeaderFields fields, String field) {

	/** How many files a volume may be in. Each is looked at; real stacks have a few thousand. */
	public static final int MOST = 100_000;

	/** NB: what C's printf takes for a number, but no other of its many conversions. */
	private static final Pattern NUMBERED = Pattern.compile("([^%]*)%(?:0(\\d))?d([^%]*)");

	/**
	 * @param name a name from the header
	 * @return the file, which exists
	 * @throws InvalidInputException if it leads out of the header's folder, or is no file
	 */
	public Path find(final String name) {
		final Path file = resolve(name);
		if (!Files.exists(file))
			throw new InvalidInputException("Cannot read " + file + ", a data file of " + fields.path() +
				": no such file or folder");
		if (!Files.isRegularFile(file))
			throw fields.wrong(field, "but " + HeaderFields.shown(name) + " is no file");
		return file;
	}

	private Path resolve(final String name) {
		try {
			final Path relative = Path.of(name).normalize();
			// NB: on Windows a path can have a root, such as C:, without being absolute.
			if (relative.isAbsolute() || relative.getRoot() != null || relative.startsWith(".."))
				throw fields.wrong(field, "but " + HeaderFields.shown(name) + " is not in the folder of the header; put the data " +
					"files beside the header and name them without a folder");
			return fields.path().resolveSibling(relative);
		}
		catch (final InvalidPathException e) {
			throw fields.wrong(field, "but " + HeaderFields.shown(name) + " is no name of a file");
		}
	}

	/**
	 * Finds several files.
	 *
	 * @param names names from the header, in the order of the slices
	 * @return the files
	 * @throws InvalidInputException if they are too many, or one of them leads out of the header's folder or is no file
	 */
	public List<Path> find(final List<String> names) {
		checkCount(names.size());
		return names.stream().map(this::find).toList();
	}

	/**
	 * Takes numbers off the end of a value, such as "slice_%03d.raw 1 30 1".
	 *
	 * @param value what the header says
	 * @param most how many numbers there can be
	 * @return what is before them, and the numbers, in their order; a name may have spaces
	 */
	public static List<String> split(final String value, final int most) {
		final LinkedList<String> words = new LinkedList<>();
		String name = value.strip();
		while (words.size() < most) {
			int at = name.length();
			while (at > 0 && !Character.isWhitespace(name.charAt(at - 1)))
				at--;
			if (at == 0 || !name.substring(at).matches("-?\\d{1,18}"))
				break;
			words.addFirst(name.substring(at));
			name = name.substring(0, at).strip();
		}
		words.addFirst(name);
		return words;
	}

	/**
	 * Names files by a number.
	 *
	 * @param pattern the name with %d or, filled up with zeros, for example %03d where the number stands
	 * @param first the first number
	 * @param last the last number
	 * @param step what is added to get from one to the next; below 0 if the last is below the first
	 * @return the names
	 * @throws InvalidInputException if the pattern or the numbers make no sense, or they are too many
	 */
	public List<String> numbered(final String pattern, final long first, final long last, final long step) {
		final Matcher parts = NUMBERED.matcher(pattern);
		if (!parts.matches())
			throw fields.wrong(field, "expected one %d, or for example %03d, where the number of a file stands");
		if (Math.min(first, last) < 0 || Math.max(first, last) > Integer.MAX_VALUE || step != (int) step)
			throw fields.wrong(field, "expected numbers from 0 to " + Integer.MAX_VALUE);
		if (step == 0 || (last - first) * step < 0)
			throw fields.wrong(field, "but from " + first + " one does not come to " + last + " in steps of " + step);
		checkCount((last - first) / step + 1);
		final int width = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
		final List<String> names = new ArrayList<>();
		for (long n = first; step > 0 ? n <= last : n >= last; n += step) {
			final String number = Long.toString(n);
			names.add(parts.group(1) + "0".repeat(Math.max(0, width - number.length())) + number + parts.group(3));
		}
		return names;
	}

	private void checkCount(final long count) {
		if (count > MOST)
			throw fields.wrong(field, "but a volume in " + count + " files is not supported; the most is " + MOST);
	}

	/**
	 * @param file one of the files, or the header itself
	 * @return its length in bytes
	 * @throws InvalidInputException if it cannot be read
	 */
	public long length(final Path file) {
		try {
			return Files.size(file);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + ", a data file of " + fields.path() + ": " +
				LabelUpscalerException.reason(e), e);
		}
	}
}
