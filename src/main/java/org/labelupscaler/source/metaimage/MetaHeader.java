package org.labelupscaler.source.metaimage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.DataFiles;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.HeaderLines;

/**
 * The text header of a MetaImage: its fields, of which ElementDataFile is the last, where it ends, and the data files that it
 * lists. The format is described at itk.org/Wiki/MetaIO/Documentation and, where that is silent, by what MetaIO does.
 *
 * @param fields the fields by name
 * @param length bytes of the header, up to and including the line of ElementDataFile
 * @param list names that follow "ElementDataFile = LIST"
 */
record MetaHeader(HeaderFields fields, long length, List<String> list) {

	static final String DATA_FILE = "ElementDataFile";
	private static final Pattern START = Pattern.compile("(?s)\\s*ObjectType\\s*[=:]\\s*Image\\s.*");
	private static final Pattern FIELD = Pattern.compile("([^=:]*)[=:](.*)");
	/** Fields that are read, so that two of them must not differ; of others MetaIO takes the last too. */
	private static final Set<String> READ = Set.of("objecttype", "ndims", "dimsize", "elementtype", "elementspacing",
		"elementsize", "distanceunits", "elementnumberofchannels", "headersize", "compresseddata", "binarydata",
		"binarydatabyteordermsb", "elementbyteordermsb", "elementtointensityfunctionslope",
		"elementtointensityfunctionoffset");
	/** Of the names of a list, on average. */
	private static final int LONG_NAME = 256;

	/** Whether the file starts as most MetaImages do; a guess, as they have no signature. */
	static boolean startsMetaImage(final byte[] start) {
		return START.matcher(new String(start, StandardCharsets.ISO_8859_1)).matches();
	}

	static MetaHeader read(final Path path) {
		final HeaderFields fields = new HeaderFields(path);
		final List<String> list = new ArrayList<>();
		try (HeaderLines lines = new HeaderLines(path, "a MetaImage")) {
			while (fields.get(DATA_FILE) == null) {
				final String line = lines.next();
				if (line == null)
					break;
				readField(fields, line);
			}
			final long length = lines.position();
			if (fields.require(DATA_FILE).startsWith("LIST"))
				readList(lines, list);
			return new MetaHeader(fields, length, list);
		}
	}

	private static void readField(final HeaderFields fields, final String line) {
		if (line.isBlank())
			return;
		final Matcher field = FIELD.matcher(line);
		if (!field.matches())
			throw new InvalidInputException(fields.path() + ": the header line '" + HeaderFields.shown(line) +
				"' is no field of a MetaImage");
		final String name = field.group(1).strip();
		final String value = field.group(2).strip();
		// NB: not what a program repeats, such as Offset or Comment.
		if (READ.contains(name.toLowerCase(Locale.ROOT)) && fields.get(name) != null && !fields.get(name).equals(value))
			throw fields.wrong(name, "and a second time '" + HeaderFields.shown(value) + "'; one of them must be wrong");
		fields.replace(name, value);
	}

	private static void readList(final HeaderLines lines, final List<String> list) {
		lines.expect((long) DataFiles.MOST * LONG_NAME);
		// NB: one more than are allowed, so that it is noticed
		for (String line = lines.next(); line != null && list.size() <= DataFiles.MOST; line = lines.next())
			if (!line.isBlank())
				list.add(line.strip());
	}

	/** MetaIO looks at the first letter only. */
	boolean isTrue(final String field, final boolean usual) {
		final String value = fields.get(field);
		if (value == null)
			return usual;
		if (!value.matches("(?i)true|false|t|f|1|0"))
			throw fields.wrong(field, "expected True or False");
		return value.matches("(?i)t.*|1");
	}
}
