package org.labelupscaler.source.nrrd;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.DataFiles;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.HeaderLines;

/**
 * The text header of a NRRD file: its fields, where it ends, and the data files that it lists. The format is described at
 * teem.sourceforge.net/nrrd/format.html.
 *
 * @param fields the fields by name
 * @param length bytes of the header, up to and including the blank line
 * @param list names that follow "data file: LIST"
 * @param keys what programs add: keys and their values; of a key that is there twice the last
 */
record NrrdHeader(HeaderFields fields, long length, List<String> list, Map<String, String> keys) {

	private static final String MAGIC = "NRRD000";
	private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
	private static final Pattern VECTOR = Pattern.compile("none|\\(([^()]*)\\)");
	/** Of the names of a list, on average. */
	private static final int LONG_NAME = 256;

	/** Whether the file starts as every NRRD does. */
	static boolean startsNrrd(final byte[] start) {
		return new String(start, StandardCharsets.ISO_8859_1).startsWith(MAGIC);
	}

	static NrrdHeader read(final Path path) {
		final HeaderFields fields = new HeaderFields(path);
		final List<String> list = new ArrayList<>();
		final Map<String, String> keys = new HashMap<>();
		try (HeaderLines lines = new HeaderLines(path, "a NRRD file")) {
			final String magic = lines.next();
			if (magic == null || !magic.startsWith(MAGIC))
				throw new InvalidInputException(path + " is not a NRRD file: it does not start with " + MAGIC);
			for (String line = lines.next(); line != null && !line.isEmpty(); line = lines.next())
				if (readField(fields, keys, line)) {
					readList(lines, list);
					break;
				}
			return new NrrdHeader(fields, lines.position(), list, keys);
		}
	}

	/** Whether a list of files follows. */
	private static boolean readField(final HeaderFields fields, final Map<String, String> keys, final String line) {
		final int colon = line.indexOf(": ");
		final int assigned = line.indexOf(":=");
		if (line.startsWith("#"))
			return false;
		if (assigned >= 0 && (colon < 0 || assigned < colon)) {
			keys.put(line.substring(0, assigned).strip(), line.substring(assigned + 2).strip());
			return false;
		}
		if (colon < 0)
			throw new InvalidInputException(fields.path() + ": the header line '" + HeaderFields.shown(line) +
				"' is neither a field nor a comment");
		final String name = line.substring(0, colon).strip();
		fields.put(name.equalsIgnoreCase("centerings") ? "centers" : name, line.substring(colon + 2));
		return name.toLowerCase(Locale.ROOT).matches("data ?file") && fields.get(name).matches("(SKIP)?LIST.*");
	}

	/** A list goes to the end of the header. */
	private static void readList(final HeaderLines lines, final List<String> list) {
		lines.expect((long) DataFiles.MOST * LONG_NAME);
		// NB: one more than are allowed, so that it is noticed
		for (String line = lines.next(); line != null && !line.isEmpty() && list.size() <= DataFiles.MOST; line = lines.next())
			list.add(line);
	}

	/** The value of a field; null if the header has no such field. */
	String get(final String field) {
		return fields.get(field);
	}

	/** Strings in double quotes; words if there are no quotes. Null if the header has no such field. */
	List<String> quoted(final String field) {
		final String value = fields.get(field);
		if (value == null)
			return null;
		if (value.indexOf('"') < 0)
			return List.of(fields.words(field));
		final List<String> strings = new ArrayList<>();
		for (final Matcher m = QUOTED.matcher(value); m.find();)
			strings.add(m.group(1));
		return strings;
	}

	/**
	 * Vectors such as "(25,0,0) none (0,25,0)", as many as asked for, null for none and for those with components that are
	 * none. Null if the header has no such field.
	 */
	BigDecimal[][] vectors(final String field, final int count) {
		final String value = fields.get(field);
		if (value == null)
			return null;
		final List<BigDecimal[]> vectors = new ArrayList<>();
		for (final Matcher m = VECTOR.matcher(value); m.find();)
			vectors.add(m.group(1) == null ? null : vector(field, m.group(1)));
		if (vectors.size() != count)
			throw fields.wrong(field, "but the dimension is " + count);
		return vectors.toArray(new BigDecimal[0][]);
	}

	private BigDecimal[] vector(final String field, final String components) {
		final String[] words = components.split(",");
		final BigDecimal[] vector = new BigDecimal[words.length];
		for (int i = 0; i < vector.length; i++)
			vector[i] = fields.decimal(field, words[i].strip());
		return Arrays.asList(vector).contains(null) || vector.length == 0 ? null : vector;
	}
}
