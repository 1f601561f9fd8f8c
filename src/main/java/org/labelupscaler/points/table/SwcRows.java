package org.labelupscaler.points.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.TextRows;
import org.labelupscaler.points.UnitWord;

/** The lines of an .swc file that are no comments, split at spaces. */
final class SwcRows extends TextRows {

	/** A comment, also behind a node. */
	private static final Pattern BEHIND = Pattern.compile("(^|[ \t]+)#.*");
	private static final Pattern UNIT = Pattern.compile("(?i)units?");

	private final PointInput input;
	private final BufferedReader letters;
	private Optional<String> moved = Optional.empty();

	SwcRows(final PointInput input) throws IOException {
		super(input);
		this.input = input;
		letters = new BufferedReader(letters());
	}

	@Override
	public String[] next() throws IOException {
		for (String text = nextLine(); text != null; text = nextLine()) {
			final String line = text.strip();
			if (line.startsWith("#"))
				comment(line);
			final String words = BEHIND.matcher(line).replaceFirst("");
			if (!words.isEmpty())
				return words.split("[ \t]+");
		}
		return null;
	}

	/**
	 * NB: some programs say how the numbers are to be scaled or moved, which no one applies in the same way; a unit is applied if it is
	 * the usual one.
	 */
	private void comment(final String words) {
		final String[] parts = words.substring(1).strip().split("[ \t:=,]+");
		if (parts.length > 1 && UNIT.matcher(parts[0]).matches() && !UnitWord.length(parts[1]).equals(Optional.of(LengthUnit.MICROMETER)))
			moved = moved.or(() -> Optional.of(words));
		final String neutral = parts[0].equalsIgnoreCase("SCALE") ? "\\+?1(\\.0*)?" : parts[0].equalsIgnoreCase("OFFSET") ? "[+-]?0(\\.0*)?" : null;
		if (neutral == null || moved.isPresent())
			return;
		for (int i = 1; i < Math.min(parts.length, 4); i++)
			if (!parts[i].matches(neutral))
				moved = Optional.of(words);
	}

	/** The next line; null at the end. */
	private String nextLine() throws IOException {
		final StringBuilder text = new StringBuilder();
		boolean any = false;
		for (int c = letters.read(); c >= 0; c = letters.read()) {
			any = true;
			if (c == '\n')
				break;
			if (c == '\r') {
				letters.mark(1);
				if (letters.read() != '\n')
					letters.reset();
				break;
			}
			if (text.length() == TableRows.LONGEST)
				throw new InvalidInputException(input.path() + ", line " + (line() + 1) + " has more than " + TableRows.LONGEST + " letters");
			text.append((char) c);
		}
		setLine(any ? line() + 1 : line());
		return any ? text.toString() : null;
	}

	/** A comment that says that the numbers must be scaled or moved, or are in another unit, as far as comments have been read. */
	Optional<String> moved() {
		return moved;
	}
}
