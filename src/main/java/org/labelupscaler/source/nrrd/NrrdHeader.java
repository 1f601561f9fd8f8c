package org.labelupscaler.source.nrrd;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/**
 * The text header of a NRRD file: its fields by lower-case name, and where it ends. The format is described at
 * teem.sourceforge.net/nrrd/format.html.
 */
final class NrrdHeader {

	private static final String MAGIC = "NRRD000";
	/** Headers are a few hundred bytes; one longer than this is no header. */
	private static final int LONGEST = 1 << 20;
	private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

	private final Path path;
	private final Map<String, String> fields = new LinkedHashMap<>();
	private long length;

	private NrrdHeader(final Path path) {
		this.path = path;
	}

	/** Whether the file starts as every NRRD does. */
	static boolean startsNrrd(final byte[] start) {
		return new String(start, StandardCharsets.ISO_8859_1).startsWith(MAGIC);
	}

	static NrrdHeader read(final Path path) {
		final NrrdHeader header = new NrrdHeader(path);
		try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
			header.readLines(in);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
		}
		return header;
	}

	private void readLines(final InputStream in) throws IOException {
		final String magic = readLine(in);
		if (magic == null || !magic.startsWith(MAGIC))
			throw new InvalidInputException(path + " is not a NRRD file: it does not start with " + MAGIC);
		for (String line = readLine(in); line != null && !line.isEmpty(); line = readLine(in)) {
			final int colon = line.indexOf(": ");
			if (line.startsWith("#") || line.contains(":=") && (colon < 0 || line.indexOf(":=") < colon))
				continue;
			if (colon < 0)
				throw new InvalidInputException(path + ": the header line '" + shown(line) + "' is neither a field nor a comment");
			final String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
			if (fields.put(name.equals("datafile") ? "data file" : name, line.substring(colon + 2).strip()) != null)
				throw new InvalidInputException(path + ": the header has the field '" + shown(name) + "' twice");
		}
	}

	/** A line without its end; null at the end of the file. */
	private String readLine(final InputStream in) throws IOException {
		final StringBuilder line = new StringBuilder();
		int c = in.read();
		if (c < 0)
			return null;
		for (; c >= 0 && c != '\n'; c = in.read()) {
			line.append((char) c);
			if (++length > LONGEST)
				throw new InvalidInputException(path + " is not a NRRD file: its header does not end");
		}
		length++;
		if (line.length() > 0 && line.charAt(line.length() - 1) == '\r')
			line.setLength(line.length() - 1);
		// NB: the format does not say which character set; bytes that are no UTF-8 are taken as Latin-1.
		final String utf8 = new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
		return utf8.indexOf('\uFFFD') < 0 ? utf8 : line.toString();
	}

	/** What a file holds, fit for a terminal: no control characters, not too long. */
	private static String shown(final String text) {
		final String clean = text.replaceAll("\\p{Cntrl}", "?");
		return clean.length() <= 60 ? clean : clean.substring(0, 60) + "...";
	}

	/** Bytes of the header, up to and including the blank line. */
	long length() {
		return length;
	}

	/** The value of a field; null if the header has no such field. */
	String get(final String field) {
		return fields.get(field);
	}

	String require(final String field) {
		final String value = fields.get(field);
		if (value == null)
			throw new InvalidInputException(path + ": the header has no field '" + field + "'");
		return value;
	}

	InvalidInputException wrong(final String field, final String expected) {
		return new InvalidInputException(path + ": field '" + field + "' is '" + shown(fields.get(field)) + "', " + expected);
	}

	/** Whole numbers, as many as asked for. */
	long[] requireLongs(final String field, final int count) {
		final String[] words = require(field).split("\\s+");
		if (words.length != count)
			throw wrong(field, "but the dimension is " + count);
		final long[] values = new long[count];
		for (int i = 0; i < count; i++)
			try {
				values[i] = Long.parseLong(words[i]);
			}
			catch (final NumberFormatException e) {
				throw wrong(field, "expected whole numbers");
			}
		return values;
	}

	/** Numbers; those that are no number (such as "nan" or "none") become NaN. Null if the header has no such field. */
	double[] doubles(final String field) {
		final String value = fields.get(field);
		if (value == null)
			return null;
		final String[] words = value.split("\\s+");
		final double[] numbers = new double[words.length];
		for (int i = 0; i < words.length; i++)
			numbers[i] = number(field, words[i]);
		return numbers;
	}

	private double number(final String field, final String word) {
		if (word.equalsIgnoreCase("none") || word.equalsIgnoreCase("nan"))
			return Double.NaN;
		try {
			return Double.parseDouble(word);
		}
		catch (final NumberFormatException e) {
			throw wrong(field, "expected numbers");
		}
	}

	/** Strings in double quotes. Null if the header has no such field. */
	List<String> quoted(final String field) {
		final String value = fields.get(field);
		if (value == null)
			return null;
		final List<String> strings = new ArrayList<>();
		for (final Matcher m = QUOTED.matcher(value); m.find();)
			strings.add(m.group(1));
		return strings;
	}

	/** The lengths of vectors such as "(25,0,0) none (0,25,0)"; NaN for none. Null if the header has no such field. */
	double[] vectorLengths(final String field) {
		final String value = fields.get(field);
		if (value == null)
			return null;
		final List<Double> lengths = new ArrayList<>();
		for (final Matcher m = Pattern.compile("none|\\(([^)]*)\\)").matcher(value); m.find();) {
			if (m.group(1) == null) {
				lengths.add(Double.NaN);
				continue;
			}
			double squares = 0;
			for (final String word : m.group(1).split(",")) {
				final double component = number(field, word.strip());
				squares += component * component;
			}
			lengths.add(Math.sqrt(squares));
		}
		return lengths.stream().mapToDouble(Double::doubleValue).toArray();
	}
}
