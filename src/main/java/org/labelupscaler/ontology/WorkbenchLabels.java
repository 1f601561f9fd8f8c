package org.labelupscaler.ontology;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;

/**
 * The list of labels that Connectome Workbench imports ({@code wb_command -volume-label-import}): two lines for each label, its name, and
 * value, red, green, blue and alpha from 0 to 255. There is no tree, and alpha is not used.
 */
final class WorkbenchLabels {

	private static final Pattern NUMBERS = Pattern.compile("(-?[0-9]{1,19})((?:[ \\t]+[0-9]{1,3}){3})[ \\t]+[0-9]{1,3}");

	private WorkbenchLabels() {}

	/**
	 * @param start the first letters of a file
	 * @return whether it is such a list
	 */
	static boolean recognises(final String start) {
		final List<String> lines = start.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(4).toList();
		return lines.size() > 1 && lines.size() != 3 && isPair(lines, 0) && (lines.size() == 2 || isPair(lines, 2));
	}

	private static boolean isPair(final List<String> lines, final int first) {
		return !NUMBERS.matcher(lines.get(first)).matches() && NUMBERS.matcher(lines.get(first + 1)).matches();
	}

	/**
	 * @param in the whole file
	 * @param to takes the structures
	 * @throws InvalidInputException if a line is something else
	 */
	static void read(final BufferedReader in, final OntologyBuilder to) throws IOException {
		String name = null;
		int number = 0;
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			number++;
			final String text = line.strip();
			if (text.isEmpty())
				continue;
			if (name == null) {
				name = text;
				continue;
			}
			final Matcher numbers = NUMBERS.matcher(text);
			if (!numbers.matches())
				throw new InvalidInputException(to.file() + ", line " + number + ": expected value, red, green, blue and alpha of the label '" + said(
					name) + "', as Connectome Workbench has them, but it is: " + said(text));
			to.add("line " + number, Map.of(StructureField.ID, numbers.group(1), StructureField.NAME, name, StructureField.COLOR, numbers.group(2)
				.strip()));
			name = null;
		}
		if (name != null)
			throw new InvalidInputException(to.file() + " ends behind the name of a label, '" + said(name) + "', without its value and colour");
	}

	private static String said(final String text) {
		return text.substring(0, Math.min(80, text.length()));
	}
}
