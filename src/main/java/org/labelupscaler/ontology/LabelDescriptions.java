package org.labelupscaler.ontology;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;

/**
 * The label descriptions of ITK-SNAP: a text of lines {@code IDX -R- -G- -B- -A- VIS MSH "LABEL"}, those with a # in front
 * being comments. There are neither acronyms nor a tree; transparency and visibility are not looked at.
 */
final class LabelDescriptions {

	private static final Pattern TITLE = Pattern.compile("#\\s*ITK-SNAP Label Description File.*",
		Pattern.CASE_INSENSITIVE);
	private static final Pattern LINE = Pattern.compile(
		"(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+([\\d.]+)\\s+([01])\\s+([01])\\s+\"(.*)\"");
	private static final int LONGEST_LINE = 1 << 14;

	private LabelDescriptions() {}

	/**
	 * @param start the first letters of a file
	 * @return whether these are label descriptions
	 */
	static boolean recognises(final String start) {
		for (final String line : start.lines().map(String::strip).toList())
			if (TITLE.matcher(line).matches())
				return true;
			else if (!line.isEmpty() && !line.startsWith("#"))
				return line.length() < LONGEST_LINE && LINE.matcher(line).matches();
		return false;
	}

	/**
	 * @param in the whole file
	 * @param to takes the structures
	 * @throws InvalidInputException if a line is wrong
	 */
	static void read(final BufferedReader in, final OntologyBuilder to) throws IOException {
		int number = 0;
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			number++;
			final String text = line.strip();
			if (text.isEmpty() || text.startsWith("#"))
				continue;
			final String where = "line " + number;
			final Matcher matcher = LINE.matcher(text);
			if (text.length() >= LONGEST_LINE || !matcher.matches())
				throw new InvalidInputException(to.file() + ", " + where + ": a label description of ITK-SNAP has seven numbers " +
					"and a label in quotes, not: " + text.substring(0, Math.min(80, text.length())));
			final String rgb = matcher.group(2) + " " + matcher.group(3) + " " + matcher.group(4);
			to.add(where, Map.of(StructureField.ID, matcher.group(1), StructureField.COLOR, rgb, StructureField.NAME, matcher
				.group(8)));
		}
	}
}
