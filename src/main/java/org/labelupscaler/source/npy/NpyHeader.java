package org.labelupscaler.source.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/**
 * The header of a {@code .npy} file: a Python dictionary of the three fields 'descr', 'fortran_order' and 'shape'. The
 * format is described at numpy.org, in the documentation of numpy.lib.format.
 */
public final class NpyHeader {

	/** What every such file starts with. */
	private static final String MAGIC = "\u0093NUMPY";
	/** A hundred bytes are usual. The first version of the format has no room for more than this. */
	private static final int LONGEST = (1 << 16) - 1;

	/** A string, a truth value, a tuple of numbers, or a list without lists in it. */
	private static final Pattern ENTRY = Pattern.compile(
		"\\s*+(?:'(\\w++)'|\"(\\w++)\")\\s*+:\\s*+('[^'\\\\]*+'|\"[^\"\\\\]*+\"|True|False|\\([\\dL,\\s]*+\\)|\\[[^\\[\\]]*+\\])\\s*+,?+");

	private final Path path;
	private final Map<String, String> fields = new HashMap<>();
	private final long length;

	private NpyHeader(final Path path, final byte[] start) {
		this.path = path;
		if (!startsNpy(start))
			throw new InvalidInputException(path + " is not a .npy file: it does not start with \\x93NUMPY");
		final ByteBuffer numbers = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
		final int at = start.length > 6 && start[6] == 1 ? 10 : 12;
		if (start.length < at)
			throw truncated();
		if (start[6] < 1 || start[6] > 3 || start[7] != 0)
			throw new InvalidInputException(path + ": the format version is " + (start[6] & 0xFF) + "." + (start[7] & 0xFF) +
				", expected 1.0, 2.0 or 3.0");
		final long count = at == 10 ? numbers.getShort(8) & 0xFFFFL : numbers.getInt(8) & 0xFFFFFFFFL;
		if (count > LONGEST)
			throw new InvalidInputException(path + ": the header length is " + count + ", expected at most " + LONGEST +
				"; is it an array of numbers?");
		length = at + count;
		if (start.length < length)
			throw truncated();
		final Charset charset = start[6] == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
		parse(new String(start, at, (int) count, charset));
	}

	/**
	 * @param start the first bytes of a file
	 * @return whether it starts as every one does
	 */
	public static boolean startsNpy(final byte[] start) {
		return new String(start, StandardCharsets.ISO_8859_1).startsWith(MAGIC);
	}

	/**
	 * @param path a file
	 * @return its header
	 * @throws InvalidInputException if it has none, or one that is wrong
	 */
	public static NpyHeader read(final Path path) {
		try (InputStream in = Files.newInputStream(path)) {
			return new NpyHeader(path, in.readNBytes(12 + LONGEST));
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private InvalidInputException truncated() {
		return new InvalidInputException(path + " is truncated: its header is not complete");
	}

	/** NB: only what such a header may hold; it is Python, but not to be run. */
	private void parse(final String text) {
		int at = text.indexOf('{') + 1;
		if (!text.substring(0, at).strip().equals("{"))
			throw wrongAt(text, 0);
		final Matcher entry = ENTRY.matcher(text);
		while (entry.region(at, text.length()).lookingAt()) {
			final String name = entry.group(1) == null ? entry.group(2) : entry.group(1);
			if (fields.put(name, entry.group(3)) != null)
				throw new InvalidInputException(path + ": the header has the field '" + shown(name) + "' twice");
			at = entry.end();
		}
		if (!text.substring(at).strip().equals("}"))
			throw wrongAt(text, at);
	}

	private InvalidInputException wrongAt(final String text, final int at) {
		return new InvalidInputException(path + ": the header cannot be read at '" + shown(text.substring(at)) +
			"', expected a field 'descr', 'fortran_order' or 'shape'");
	}

	/** What a file holds, fit for a terminal: no control characters, not too long. */
	private static String shown(final String text) {
		final String clean = text.replaceAll("\\p{Cc}", "?").strip();
		return clean.length() <= 60 ? clean : clean.substring(0, 60) + "...";
	}

	/**
	 * @param field a field of the header
	 * @param expected what should be in it
	 * @return that it is wrong, to be thrown
	 */
	public InvalidInputException wrong(final String field, final String expected) {
		return new InvalidInputException(path + ": field '" + field + "' is " + shown(fields.get(field)) + ", " + expected);
	}

	private String require(final String field) {
		final String value = fields.get(field);
		if (value == null)
			throw new InvalidInputException(path + ": the header has no field '" + field + "'");
		return value;
	}

	/** @return bytes of the header, up to the first element */
	public long length() {
		return length;
	}

	/**
	 * @return the type of the elements, for example "&lt;u4": byte order, kind, bytes
	 * @throws InvalidInputException if there is none, or it is structured
	 */
	public String descr() {
		final String descr = require("descr");
		if (descr.startsWith("["))
			throw wrong("descr", "a list, so the array has a structured type; save one field of it as an array of integers");
		if (!descr.startsWith("'") && !descr.startsWith("\""))
			throw wrong("descr", "expected a type such as '<u4'");
		return descr.substring(1, descr.length() - 1);
	}

	/** @return the list of fields, without its brackets, if an element is a structure of several, as numpy.dtype has it */
	public Optional<String> structure() {
		return Optional.of(require("descr")).filter(descr -> descr.startsWith("[")).map(descr -> descr.substring(1, descr
			.length() - 1));
	}

	/** @return whether the first axis is the one that runs fastest, not the last */
	public boolean fortranOrder() {
		final String value = require("fortran_order");
		if (!value.equals("True") && !value.equals("False"))
			throw wrong("fortran_order", "expected True or False");
		return value.equals("True");
	}

	/** @return elements along each axis */
	public long[] shape() {
		final String value = require("shape");
		if (!value.startsWith("("))
			throw wrong("shape", "expected numbers in parentheses");
		final String numbers = value.substring(1, value.length() - 1).strip();
		if (numbers.isEmpty())
			return new long[0];
		final String[] words = numbers.split("\\s*,\\s*");
		final long[] shape = new long[words.length];
		for (int d = 0; d < shape.length; d++)
			try {
				// NB: Python 2 wrote 3L.
				shape[d] = Long.parseLong(words[d].endsWith("L") ? words[d].substring(0, words[d].length() - 1) : words[d]);
			}
			catch (final NumberFormatException e) {
				throw wrong("shape", "expected whole numbers");
			}
		return shape;
	}
}
