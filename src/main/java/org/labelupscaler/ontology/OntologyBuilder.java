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
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;

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

	/** What label 0 is called where it is meant to be no region; parts of names in lower case. */
	private static final List<String> BACKGROUND = List.of("clear label", "unknown", "background", "void", "outside", "exterior",
		"none", "empty", "unclassified",
		"unlabel", "no label", "unassigned", "null", "*.*", "???");

	/** The parent of a structure that is nested in none. */
	static final int NOT_NESTED = -1;

	/**
	 * One structure, and what the file says of its place.
	 *
	 * @param structure the structure, without its colour
	 * @param color its colour as the file writes it; empty if it says none
	 * @param parent its parent as the file writes it; empty if it says none
	 * @param by what the parent is written as
	 * @param path its path as the file writes it; empty if it says none
	 * @param within the row of the structure it is nested in
	 * @param outermost whether others are nested in it, but it in none
	 */
	private record Row(Structure structure, String color, String parent, ParentNames.By by, String path, int within,
		boolean outermost)
	{}

	private final Path file;
	/** In the order of the file; null where one is reserved. */
	private final List<Row> rows = new ArrayList<>();
	private final Map<Long, Integer> rowOfId = new HashMap<>();
	/** Ids that are written with a minus; ids from 2^63 on look the same in memory. */
	private final Set<Long> below = new HashSet<>();
	private final OntologyNotes notes = new OntologyNotes();

	OntologyBuilder(final Path file) {
		this.file = file;
	}

	/** @return the file, for messages */
	Path file() {
		return file;
	}

	/**
	 * Says what was guessed, or is not used.
	 *
	 * @param kind what is counted together
	 * @param sentence what to say of the first of them, behind the name of the file; without the full stop
	 */
	void note(final String kind, final String sentence) {
		notes.add(kind, file.getFileName() + sentence);
	}

	/**
	 * Keeps a place for a structure that comes before others whose texts are known earlier.
	 *
	 * @return its row
	 */
	int reserve() {
		checkCount(rows.size());
		rows.add(null);
		return rows.size() - 1;
	}

	/** Refuses more structures than any atlas has. */
	void checkCount(final int count) {
		if (count >= MOST)
			throw new InvalidInputException(file + " is no ontology: it has more than " + MOST + " structures");
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
		final String idText = text(texts, StructureField.ID).isEmpty() ? text(texts, StructureField.LABEL) : text(texts,
			StructureField.ID);
		final long id = id(at, "id", idText);
		if (StructureId.isShortened(idText))
			note("shortened", ", " + where + ": the id " + idText + " is taken as " + id + "; if a spreadsheet wrote it, compare " +
				"it");
		final Structure structure = new Structure(id, text(texts, StructureField.ACRONYM), name(texts), OptionalInt.empty());
		if (idText.startsWith("-"))
			below.add(id);
		final String path = isNoParent(text(texts, StructureField.PATH)) ? "" : text(texts, StructureField.PATH);
		ParentNames.By by = ParentNames.By.ANY;
		String parent = text(texts, StructureField.PARENT);
		checkPath(at, id, parent, path);
		if (isNoParent(parent) && !text(texts, StructureField.PARENT_ACRONYM).isEmpty()) {
			by = ParentNames.By.ACRONYM;
			parent = text(texts, StructureField.PARENT_ACRONYM);
		}
		else if (isNoParent(parent) && !text(texts, StructureField.PARENT_NAME).isEmpty()) {
			by = ParentNames.By.NAME;
			parent = text(texts, StructureField.PARENT_NAME);
		}
		final Row added = new Row(structure, color(where, texts), parent, by, path, within, nests && within == NOT_NESTED);
		final Integer before = rowOfId.putIfAbsent(id, row);
		if (before == null)
			rows.set(row, added);
		else if (nests || !added.equals(rows.get(before)))
			throw new InvalidInputException(at + ": the id " + said(idText) + " stands there a second time, " +
				"and not for the same; an id must be that of one structure");
	}

	private static String name(final Map<StructureField, String> texts) {
		final String name = text(texts, StructureField.NAME);
		return name.isEmpty() && !text(texts, StructureField.ID).isEmpty() ? text(texts, StructureField.LABEL) : name;
	}

	/** What the file says of the colour; empty, with a note, if it says that it is not available. */
	private String color(final String where, final Map<StructureField, String> texts) {
		final List<String> channels = Stream.of(StructureField.RED, StructureField.GREEN, StructureField.BLUE).map(
			channel -> text(texts, channel)).toList();
		final String color = text(texts, StructureField.COLOR);
		final boolean stated = !color.isEmpty() && !isNoParent(color);
		final String said = stated ? color : channels.contains("") ? "" : String.join(" ", channels);
		if (!said.isEmpty() && StructureColor.parse(said, false).isEmpty() && StructureColor.parse(said, true).isEmpty()) {
			note("color", ", " + where + ": the colour '" + said(said) + "' is neither RRGGBB nor three numbers up to 255, and " +
				"is not used");
			return "";
		}
		if (said.isEmpty() && !color.isEmpty())
			note("color", ", " + where + ": the colour '" + said(color) + "' is none, so that one is made up");
		return said;
	}

	private static String text(final Map<StructureField, String> texts, final StructureField field) {
		final String text = texts.getOrDefault(field, "").strip();
		// NB: BIDS writes so what is not available.
		return text.equals("n/a") && field != StructureField.COLOR ? "" : text;
	}

	/** What the file says, not too long for a message. */
	private static String said(final String text) {
		return text.length() <= LONGEST_SAID ? text : text.substring(0, LONGEST_SAID) + "...";
	}

	private static long id(final String at, final String field, final String text) {
		try {
			return StructureId.parse(text);
		}
		catch (final NumberFormatException e) {
			throw new InvalidInputException(at + ": the " + field + " '" + said(text) + "' is no whole number" + ("rounded".equals(e
				.getMessage()) ? " with all its digits; a spreadsheet has rounded it, so give the column the format 0" : ""));
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
		final boolean same = steps.size() > 1 && StructureId.is(parent) && StructureId.parse(parent) == steps.get(steps.size() - 2);
		if (!same && (StructureId.is(parent) || steps.size() == 1))
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

	/**
	 * @return the ontology; without id 0, which is background and no region
	 * @throws InvalidInputException if a structure's parent is not there, or the structures are no tree
	 */
	Ontology build() {
		final List<Row> all = new ArrayList<>(rowOfId.size());
		final int[] placeOfRow = new int[rows.size()];
		final int background = rowOfId.getOrDefault(0L, -1);
		for (int r = 0; r < rows.size(); r++) {
			placeOfRow[r] = all.size();
			if (rows.get(r) != null && r != background)
				all.add(rows.get(r));
		}
		final ParentNames names = new ParentNames(structures());
		final int[] parents = new int[all.size()];
		int belowBackground = 0;
		for (int s = 0; s < parents.length; s++) {
			int row = parentRow(all.get(s), names);
			if (row >= 0 && row == background) {
				belowBackground++;
				row = parentRow(rows.get(background), names);
			}
			parents[s] = row < 0 ? -1 : placeOfRow[row];
		}
		if (background >= 0)
			noteBackground(rows.get(background).structure, belowBackground);
		if (rows.isEmpty())
			note("empty", " has no structures, only the names of what it could say of them");
		return new Ontology(file.toString(), StructureTree.of(file, colored(all), parents), below, notes.sentences());
	}

	private List<Structure> structures() {
		return rows.stream().map(row -> row == null ? null : row.structure).collect(Collectors.toList());
	}

	private Structure[] colored(final List<Row> all) {
		final boolean partsOfOne = StructureColor.arePartsOfOne(all.stream().map(Row::color).filter(color -> !color.isEmpty())
			.toList());
		if (partsOfOne)
			note("parts", ": its colours are numbers from 0 to 1, of which 1 is taken for full");
		final Structure[] structures = new Structure[all.size()];
		for (int s = 0; s < structures.length; s++) {
			final Row row = all.get(s);
			final OptionalInt rgb = row.color.isEmpty() ? OptionalInt.empty() : StructureColor.parse(row.color, partsOfOne);
			if (!row.color.isEmpty() && rgb.isEmpty())
				note("color", ": the colour '" + said(row.color) + "' of " + StructureTree.say(row.structure) +
					" is not three numbers up to 255, and is not used");
			structures[s] = new Structure(row.structure.id(), row.structure.acronym(), row.structure.name(), rgb);
		}
		return structures;
	}

	private void noteBackground(final Structure zero, final int below) {
		final String title = (zero.title() + " " + zero.acronym()).toLowerCase(Locale.ROOT);
		if (below > 0)
			note("background", ": " + StructureTree.say(zero) + " is no region, since label 0 is background; what is below it (" +
				below + ") is below nothing");
		else if (!title.isBlank() && BACKGROUND.stream().noneMatch(title::contains))
			note("background", ": " + StructureTree.say(zero) + " is no region, since label 0 is background");
	}

	/** The row of the parent; −1 if there is none. */
	private int parentRow(final Row row, final ParentNames names) {
		final int above = rowAbove(row, names);
		if (row.within == NOT_NESTED)
			return above;
		if (above >= 0 && above != row.within)
			throw new InvalidInputException(file + ": " + StructureTree.say(row.structure) + " stands below " + StructureTree.say(
				rows.get(row.within).structure) + ", but its parent should be " + StructureTree.say(rows.get(above).structure));
		return row.within;
	}

	/** What parent and path say. */
	private int rowAbove(final Row row, final ParentNames names) {
		if (!row.path.isEmpty()) {
			// NB: a part of an atlas may leave out structures in between; then the nearest above takes what is below them.
			final List<String> steps = steps(row.path);
			for (int s = steps.size() - 2; s >= 0; s--) {
				final Integer above = rowOfId.get(StructureId.parse(steps.get(s)));
				if (above != null)
					return above;
			}
			return -1;
		}
		if (row.parent.isEmpty())
			return -1;
		// NB: acronyms of layers are numbers, too.
		Integer above = row.by == ParentNames.By.ANY && StructureId.is(row.parent) ? rowOfId.get(StructureId.parse(row.parent)) : null;
		if (above == null)
			above = names.row(row.parent, row.by);
		if (above != null && above >= 0)
			return above;
		// NB: a branch that was cut out keeps the parent it had.
		if (row.outermost || isZero(row.parent) || above == null && isNoParent(row.parent))
			return -1;
		throw new InvalidInputException(file + ": " + StructureTree.say(row.structure) + " has the parent " + said(row.parent) +
			(above == null ? ", which is not in the file; add it, or leave the parent empty" : ", which several structures are " +
				"called; write its id"));
	}
}
