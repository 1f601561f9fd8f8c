package org.labelupscaler.ontology;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;

/**
 * Texts of a label a line, with blanks between its parts and without names of columns; lines that begin with # are comments.
 * What a line holds is told by all of them:
 * <ul>
 * <li>{@code id name R G B A}: the tables of FreeSurfer (FreeSurferColorLUT.txt) and of 3D Slicer (.ctbl), in whose names an
 * underscore stands for a space; without A too;</li>
 * <li>{@code id acronym name R G B A}: MRtrix; a FreeSurfer table whose names are two words looks the same, but for first words
 * that several labels have. A label may have a second line with another name, which is not used, with a note;</li>
 * <li>{@code acronym name id}: AAL, as MRtrix takes it;</li>
 * <li>{@code id name}.</li>
 * </ul>
 * A is how opaque (or how transparent) a colour is, and not used. There is no tree.
 */
final class LabelLines {

	private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)\"(?=\\s|$)|\\S+");
	private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");
	/** NB: older tables of 3D Slicer have numbers from 0 to 1. */
	private static final Pattern CHANNEL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{0,12})?");
	private static final int LONGEST_LINE = 1 << 14;

	/** What a line holds. */
	private enum Kind {

		MRTRIX {

			@Override
			boolean fits(final Line line) {
				return line.parts.size() == 7 && COLOR_ALPHA.fits(line);
			}

			@Override
			Map<StructureField, String> texts(final Line line) {
				return Map.of(StructureField.ID, line.part(0), StructureField.ACRONYM, line.part(1), StructureField.NAME, line.part(2),
					StructureField.COLOR, line.color(3));
			}
		},
		COLOR_ALPHA {

			@Override
			boolean fits(final Line line) {
				return line.fits(4);
			}

			@Override
			Map<StructureField, String> texts(final Line line) {
				final int color = line.parts.size() - 4;
				return Map.of(StructureField.ID, line.part(0), StructureField.NAME, line.from(1, color), StructureField.COLOR, line
					.color(color));
			}
		},
		COLOR {

			@Override
			boolean fits(final Line line) {
				return line.fits(3);
			}

			@Override
			Map<StructureField, String> texts(final Line line) {
				final int color = line.parts.size() - 3;
				return Map.of(StructureField.ID, line.part(0), StructureField.NAME, line.from(1, color), StructureField.COLOR, line
					.color(color));
			}
		},
		AAL {

			@Override
			boolean fits(final Line line) {
				return line.parts.size() == 3 && StructureId.is(line.part(2)) && !NUMBER.matcher(line.part(0)).matches();
			}

			@Override
			Map<StructureField, String> texts(final Line line) {
				return Map.of(StructureField.ACRONYM, line.part(0), StructureField.NAME, line.part(1), StructureField.ID, line.part(
					2));
			}
		},
		NAME {

			@Override
			boolean fits(final Line line) {
				return line.parts.size() >= 2 && StructureId.is(line.part(0)) && !NUMBER.matcher(line.part(1)).matches();
			}

			@Override
			Map<StructureField, String> texts(final Line line) {
				return Map.of(StructureField.ID, line.part(0), StructureField.NAME, line.from(1, line.parts.size()));
			}
		};

		abstract boolean fits(Line line);

		abstract Map<StructureField, String> texts(Line line);
	}

	/**
	 * A line that is no comment.
	 *
	 * @param number its number in the file, from 1
	 * @param text the whole line
	 * @param parts where each part begins and ends in it
	 */
	private record Line(int number, String text, List<int[]> parts) {

		static Line of(final int number, final String text) {
			final List<int[]> parts = new ArrayList<>();
			final Matcher matcher = TOKEN.matcher(text);
			while (matcher.find())
				parts.add(new int[] { matcher.start(), matcher.end() });
			return new Line(number, text, parts);
		}

		String part(final int part) {
			return from(part, part + 1);
		}

		/** The text from a part up to before another, without quotes around it. */
		String from(final int first, final int end) {
			final String name = text.substring(parts.get(first)[0], parts.get(end - 1)[1]);
			return first + 1 == end && name.length() > 1 && name.startsWith("\"") && name.endsWith("\"") ? name.substring(1, name
				.length() - 1) : name;
		}

		String color(final int first) {
			return part(first) + " " + part(first + 1) + " " + part(first + 2);
		}

		/** Whether it begins with an id and a name, and ends with so many channels of a colour. */
		boolean fits(final int channels) {
			boolean fits = parts.size() >= 2 + channels && NAME.fits(this);
			for (int i = 1; fits && i <= channels; i++)
				fits = CHANNEL.matcher(part(parts.size() - i)).matches() && Double.parseDouble(part(parts.size() - i)) <= 255;
			return fits;
		}

		private static final Kind NAME = Kind.NAME;
	}

	private LabelLines() {}

	/** @return the parts of a line between blanks, without quotes around them */
	static List<String> parts(final String line) {
		final Line parts = Line.of(0, line);
		final List<String> texts = new ArrayList<>();
		for (int p = 0; p < parts.parts.size(); p++)
			texts.add(parts.part(p));
		return texts;
	}

	/**
	 * @param start the first letters of a file
	 * @return whether these are such lines
	 */
	static boolean recognises(final String start) {
		final String first = start.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).findFirst()
			.orElse("");
		if (first.length() >= LONGEST_LINE)
			return false;
		final Line line = Line.of(1, first);
		return Kind.NAME.fits(line) || Kind.AAL.fits(line) && !NUMBER.matcher(line.part(1)).matches();
	}

	/**
	 * @param start the first letters of the file
	 * @param in the whole file
	 * @param to takes the structures
	 * @throws InvalidInputException if a line is not as the others
	 */
	static void read(final String start, final BufferedReader in, final OntologyBuilder to) throws IOException {
		final List<Line> lines = new ArrayList<>();
		int number = 0;
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			number++;
			final String text = line.strip();
			if (text.isEmpty() || text.startsWith("#"))
				continue;
			to.checkCount(lines.size());
			final Line read = Line.of(number, text.substring(0, Math.min(LONGEST_LINE, text.length())));
			if (text.length() > LONGEST_LINE)
				throw wrong(to, read, "the line is longer than " + LONGEST_LINE + " letters");
			lines.add(read);
		}
		final Kind kind = kind(lines, to);
		final boolean slicer = start.stripLeading().startsWith("# Color table file");
		final Map<String, Map<StructureField, String>> seen = new HashMap<>();
		for (final Line line : lines) {
			final Map<StructureField, String> texts = kind.texts(line);
			final String name = texts.get(StructureField.NAME);
			if (name.indexOf('\t') >= 0 || name.startsWith(",") || name.startsWith(";"))
				throw wrong(to, line, "what is behind the id looks like several columns; put a line with their names (id, name, " +
					"acronym, color ...) in front, so that each is taken for what it is");
			final Map<StructureField, String> named = new EnumMap<>(texts);
			if (slicer)
				named.put(StructureField.NAME, name.replace('_', ' '));
			// NB: Slicer writes so the numbers of a table that stand for nothing.
			if (slicer && name.equals("(none)"))
				continue;
			final Map<StructureField, String> before = seen.putIfAbsent(texts.get(StructureField.ID), named);
			if (before != null && isSameButForName(before, named))
				to.note("names", ", line " + line.number + ": label " + texts.get(StructureField.ID) + " has a second name, '" + name +
					"', which is not used");
			else
				to.add("line " + line.number, named);
		}
	}

	/** Lists of MRtrix have a line for each name that versions of FreeSurfer have for a label. */
	private static boolean isSameButForName(final Map<StructureField, String> a, final Map<StructureField, String> b) {
		return a.containsKey(StructureField.COLOR) && a.get(StructureField.COLOR).equals(b.get(StructureField.COLOR)) && !a.get(
			StructureField.NAME).equals(b.get(StructureField.NAME)) && Objects.equals(a.get(StructureField.ACRONYM), b.get(
				StructureField.ACRONYM));
	}

	/** The first kind that at least half of the lines are of; all must be. */
	private static Kind kind(final List<Line> lines, final OntologyBuilder to) {
		for (final Kind kind : Kind.values()) {
			final List<Line> others = lines.stream().filter(line -> !kind.fits(line)).toList();
			if (others.size() * 2 > lines.size() || kind == Kind.MRTRIX && (!others.isEmpty() || !areUnique(lines)))
				continue;
			if (!others.isEmpty())
				throw wrong(to, others.get(0), "expected " + (kind == Kind.AAL ? "an acronym, a name and an id" : kind == Kind.NAME
					? "an id and a name" : "an id, a name and " + (kind == Kind.COLOR ? "three" : "four") + " numbers up to 255") +
					", as in most lines of the file");
			return kind;
		}
		throw wrong(to, lines.get(0), "this is none of: id name; id name R G B A; acronym name id; put a line with the names of " +
			"the columns in front");
	}

	/** Whether each second part belongs to one id only, so that it can be an acronym. */
	private static boolean areUnique(final List<Line> lines) {
		final Map<String, String> ids = new HashMap<>();
		return lines.stream().allMatch(line -> {
			final String before = ids.putIfAbsent(line.part(1), line.part(0));
			return before == null || before.equals(line.part(0));
		});
	}

	private static InvalidInputException wrong(final OntologyBuilder to, final Line line, final String what) {
		return new InvalidInputException(to.file() + ", line " + line.number + ": " + what + ": " + line.text.substring(0, Math
			.min(80, line.text.length())).replace('\t', ' '));
	}
}
