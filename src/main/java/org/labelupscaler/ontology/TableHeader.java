package org.labelupscaler.ontology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The line of a table that names its columns, and what is between them. A line that says the separator, comments with # and
 * titles may be in front of it.
 *
 * @param delimiter what is between fields; a space for any number of blanks
 * @param line how many lines that are not blank are in front of it
 * @param titles how many of these are neither comments nor the separator
 */
record TableHeader(char delimiter, int line, int titles) {

	private static final int MOST_LINES = 12;
	private static final Pattern SEPARATOR = Pattern.compile("\"?sep=(.)\"?[,;\t]*", Pattern.CASE_INSENSITIVE);
	private static final char[] DELIMITERS = { '\t', ';', ',', '|' };

	/**
	 * @param start the first letters of a file
	 * @return the line that names columns; nothing if there is none with a column for the label
	 */
	static Optional<TableHeader> find(final String start) {
		final List<String> lines = lines(start).limit(MOST_LINES).toList();
		char said = 0;
		int titles = 0;
		for (int l = 0; l < lines.size(); l++) {
			final String line = lines.get(l);
			if (l == 0 && SEPARATOR.matcher(line).matches()) {
				said = line.replaceFirst("^\"?[^=]*=", "").charAt(0);
				continue;
			}
			final char delimiter = said != 0 ? said : delimiter(line);
			final int known = known(line, delimiter);
			final boolean comment = line.startsWith("#");
			final boolean goesOn = !comment || delimiter != ' ' && l + 1 < lines.size() && fields(lines.get(l + 1), delimiter)
				.size() == fields(line, delimiter).size();
			if (goesOn && (known > 1 || known == 1 && titles == 0 && !comment && (delimiter != ' ' || fields(line, ' ').size() == 1)))
				return Optional.of(new TableHeader(delimiter, l, titles));
			titles += comment ? 0 : 1;
		}
		return Optional.empty();
	}

	/** @return the lines that are more than separators */
	static Stream<String> lines(final String start) {
		return start.lines().map(String::strip).filter(line -> !line.replaceAll("[,;|\"\\s]+", "").isEmpty());
	}

	/** The one with which most columns are known. */
	private static char delimiter(final String line) {
		char best = ' ';
		int most = line.startsWith("#") ? 0 : known(line, ' ');
		for (final char delimiter : DELIMITERS) {
			final int known = known(line, delimiter);
			if (known > most || known == most && known > 0) {
				best = delimiter;
				most = known;
			}
		}
		return best;
	}

	/** How many fields are names of what a file may say of a structure; 0 if none of them can be the label. */
	private static int known(final String line, final char delimiter) {
		final List<StructureField> known = fields(line, delimiter).stream().flatMap(name -> Arrays.stream(StructureField.values())
			.filter(field -> field.rank(name) >= 0)).distinct().toList();
		return known.contains(StructureField.ID) || known.contains(StructureField.LABEL) ? known.size() : 0;
	}

	/** @return the fields of a line, as far as their quotes allow it */
	static List<String> fields(final String line, final char delimiter) {
		if (delimiter == ' ')
			return LabelLines.parts(line);
		final List<String> fields = new ArrayList<>();
		boolean quoted = false;
		int from = 0;
		for (int i = 0; i < line.length(); i++) {
			quoted ^= line.charAt(i) == '"';
			if (!quoted && line.charAt(i) == delimiter) {
				fields.add(line.substring(from, i));
				from = i + 1;
			}
		}
		fields.add(line.substring(from));
		return fields;
	}
}
