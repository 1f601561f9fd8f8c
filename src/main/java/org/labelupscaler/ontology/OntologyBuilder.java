package org.labelupscaler.ontology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.Decimals;

/**
 * Takes the structures of a file in their order, as texts, and makes the tree of them. Says what is wrong with each. Used by
 * one thread.
 */
final class OntologyBuilder {

	/** More than any atlas has; keeps a hostile file from filling the memory. */
	static final int MOST = 1 << 19;

	/** In letters; the deepest atlases have paths of some hundred. */
	private static final int LONGEST_PATH = 1 << 16;

	private static final int LONGEST_SAID = 200;

	/** The parent of a structure that is nested in none. */
	static final int NOT_NESTED = -1;

	/**
	 * One structure, and what the file says of its place.
	 *
	 * @param structure the structure
	 * @param parent its parent as the file writes it; empty if it says none
	 * @param path its path as the file writes it; empty if it says none
	 * @param within the row of the structure it is nested in
	 * @param outermost whether others are nested in it, but it in none
	 */
	private record Row(Structure structure, String parent, String path, int within, boolean outermost) {}

	private final Path file;
	/** In the order of the file; null where one is reserved. */
	private final List<Row> rows = new ArrayList<>();
	private final Map<Long, Integer> rowOfId = new HashMap<>();
	/** Ids that are written with a minus; ids from 2^63 on look the same in memory. */
	private final Set<Long> below = new HashSet<>();

	OntologyBuilder(final Path file) {
		this.file = file;
	}

	/** @return the file, for messages */
	Path file() {
		return file;
	}

	/**
	 * Keeps a place for a structure that comes before others whose texts are known earlier.
	 *
	 * @return its row
	 */
	int reserve() {
		if (rows.size() == MOST)
			throw new InvalidInputException(file + " is no ontology: it has more than " + MOST + " structures");
		rows.add(null);
		return rows.size() - 1;
	}

	/**
	 * Adds a structure that no other is nested in.
	 *
	 * @param where line or member, for messages
	 * @param texts what the file says
	 */
	void add(final String where, final Map<StructureField, String> texts) {
		put(reserve(), where, texts, NOT_NESTED, false);
	}

	/**
	 * @param row a reserved row
	 * @param where line or member, for messages
	 * @param texts what the file says
	 * @param within the row of the structure it is nested in, or {@link #NOT_NESTED}
	 * @param nests whether structures are nested in it
	 */
	void put(final int row, final String where, final Map<StructureField, String> texts, final int within,
		final boolean nests)
	{
		final String at = file + ", " + where;
		final long id = id(at, "id", text(texts, StructureField.ID));
		final Structure structure = new Structure(id, text(texts, StructureField.ACRONYM), text(texts, StructureField.NAME),
			color(at, text(texts, StructureField.COLOR)));
		if (text(texts, StructureField.ID).startsWith("-"))
			below.add(id);
		final String parent = text(texts, StructureField.PARENT);
		final String path = text(texts, StructureField.PATH);
		checkPath(at, id, parent, path);
		final Row added = new Row(structure, isNoParent(parent) ? "" : parent, path, within, nests && within == NOT_NESTED);
		final Integer before = rowOfId.putIfAbsent(id, row);
		if (before == null)
			rows.set(row, added);
		else if (nests || !added.equals(rows.get(before)))
			throw new InvalidInputException(at + ": the id " + said(text(texts, StructureField.ID)) + " stands there a second time, " +
				"and not for the same; an id must be that of one structure");
	}

	private static String text(final Map<StructureField, String> texts, final StructureField field) {
		return texts.getOrDefault(field, "").strip();
	}

	/** What the file says, not too long for a message. */
	private static String said(final String text) {
		return text.length() <= LONGEST_SAID ? text : text.substring(0, LONGEST_SAID) + "...";
	}

	private static long id(final String at, final String field, final String text) {
		try {
			return parseId(text);
		}
		catch (final NumberFormatException e) {
			throw new InvalidInputException(at + ": the " + field + " '" + said(text) + "' is no whole number");
		}
	}

	private static OptionalInt color(final String at, final String text) {
		if (text.isEmpty())
			return OptionalInt.empty();
		final String[] parts = text.replaceAll("[\\[\\]()]", " ").strip().split("[ ,;]+");
		try {
			if (parts.length == 3) {
				int rgb = 0;
				for (final String part : parts) {
					final long channel = Decimals.whole(part);
					if (channel < 0 || channel > 255)
						throw new NumberFormatException();
					rgb = rgb << 8 | (int) channel;
				}
				return OptionalInt.of(rgb);
			}
			// NB: spreadsheets drop zeros in front.
			final String hex = text.toLowerCase(Locale.ROOT).replaceFirst("^(#|0x)", "");
			if (hex.length() > 6)
				throw new NumberFormatException();
			if (text.startsWith("#") && hex.length() == 3)
				return OptionalInt.of(Integer.parseUnsignedInt(hex.replaceAll("(.)", "$1$1"), 16));
			return OptionalInt.of(Integer.parseUnsignedInt(hex, 16));
		}
		catch (final NumberFormatException e) {
			throw new InvalidInputException(at + ": the colour '" + said(text) + "' is neither RRGGBB nor three numbers up to 255");
		}
	}

	/** The path ends in the structure itself, and its parent is before it. */
	private static void checkPath(final String at, final long id, final String parent, final String path) {
		if (path.isEmpty())
			return;
		if (path.length() > LONGEST_PATH)
			throw new InvalidInputException(at + ": the structure_id_path is longer than " + LONGEST_PATH + " letters");
		final List<Long> steps = new ArrayList<>();
		for (final String step : steps(path))
			steps.add(id(at, "structure_id_path '" + said(path) + "' should be ids, but", step));
		if (steps.isEmpty() || steps.indexOf(id) != steps.size() - 1)
			throw new InvalidInputException(at + ": the structure_id_path '" + said(path) + "' should end in the structure's id " + id +
				", and have it only there");
		if (isNoParent(parent) || steps.size() == 1 && isZero(parent))
			return;
		final boolean same = steps.size() > 1 && isId(parent) && parseId(parent) == steps.get(steps.size() - 2);
		if (!same && (isId(parent) || steps.size() == 1))
			throw new InvalidInputException(at + ": the parent " + said(parent) + " is not the one before the end of the " +
				"structure_id_path '" + said(path) + "'");
	}

	private static List<String> steps(final String path) {
		return Arrays.stream(path.split("[/,; \\[\\]()]+")).filter(step -> !step.isEmpty()).toList();
	}

	/** Whether it is one of the ways in which programs write that there is none. */
	private static boolean isNoParent(final String parent) {
		return List.of("", "null", "none", "nan", "na", "n/a").contains(parent.toLowerCase(Locale.ROOT));
	}

	/** How tables say that there is none, unless one of their structures has that id. */
	private static boolean isZero(final String parent) {
		return parent.matches("(0|-1)(\\.0)?");
	}

	private static boolean isId(final String text) {
		try {
			parseId(text);
			return true;
		}
		catch (final NumberFormatException e) {
			return false;
		}
	}

	/**
	 * @param text a whole number of 64 bits, signed or not; spreadsheets may put ".0" behind it
	 * @return it, as it stands in memory
	 * @throws NumberFormatException if it is none
	 */
	static long parseId(final String text) {
		final String number = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
		return Decimals.label(number);
	}

	/**
	 * @return the ontology
	 * @throws InvalidInputException if a structure's parent is not there, or the structures are no tree
	 */
	Ontology build() {
		final List<Row> all = new ArrayList<>(rowOfId.size());
		final int[] placeOfRow = new int[rows.size()];
		for (int r = 0; r < rows.size(); r++) {
			placeOfRow[r] = all.size();
			if (rows.get(r) != null)
				all.add(rows.get(r));
		}
		final Map<String, Integer> rowOfName = new HashMap<>();
		final int[] parents = new int[all.size()];
		for (int s = 0; s < parents.length; s++) {
			final int row = parentRow(all.get(s), rowOfName);
			parents[s] = row < 0 ? -1 : placeOfRow[row];
		}
		final Structure[] structures = all.stream().map(Row::structure).toArray(Structure[]::new);
		return new Ontology(file.toString(), StructureTree.of(file, structures, parents), below);
	}

	/** The row of the parent; −1 if there is none. */
	private int parentRow(final Row row, final Map<String, Integer> rowOfName) {
		final int above = rowAbove(row, rowOfName);
		if (row.within == NOT_NESTED)
			return above;
		if (above >= 0 && above != row.within)
			throw new InvalidInputException(file + ": " + StructureTree.say(row.structure) + " stands below " + StructureTree.say(
				rows.get(row.within).structure) + ", but its parent should be " + StructureTree.say(rows.get(above).structure));
		return row.within;
	}

	/** What parent and path say. */
	private int rowAbove(final Row row, final Map<String, Integer> rowOfName) {
		if (!row.path.isEmpty()) {
			// NB: a part of an atlas may leave out structures in between; then the nearest above takes what is below them.
			final List<String> steps = steps(row.path);
			for (int s = steps.size() - 2; s >= 0; s--) {
				final Integer above = rowOfId.get(parseId(steps.get(s)));
				if (above != null)
					return above;
			}
			return -1;
		}
		if (row.parent.isEmpty())
			return -1;
		final Integer above = isId(row.parent) ? rowOfId.get(parseId(row.parent)) : rowByName(row.parent,
			rowOfName);
		if (above != null)
			return above;
		// NB: a branch that was cut out keeps the parent it had.
		if (row.outermost || isZero(row.parent))
			return -1;
		throw new InvalidInputException(file + ": " + StructureTree.say(row.structure) + " has the parent " + said(row.parent) +
			", which is not in the file; add it, or leave the parent empty");
	}

	private Integer rowByName(final String name, final Map<String, Integer> rowOfName) {
		if (rowOfName.isEmpty())
			for (int r = 0; r < rows.size(); r++)
				if (rows.get(r) != null) {
					// NB: an acronym or name that several have names none of them.
					rowOfName.merge(rows.get(r).structure.acronym(), r, (a, b) -> -1);
					rowOfName.merge(rows.get(r).structure.name(), r, (a, b) -> a.equals(b) ? a : -1);
				}
		final Integer row = rowOfName.get(name);
		return row == null || row < 0 ? null : row;
	}
}
