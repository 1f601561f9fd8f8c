package org.labelupscaler.ontology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;

/**
 * The membership tables of the Allen Brain Cell atlas, in which each label of the annotation ({@code parcellation_index}) belongs to a term
 * on each level from organ to substructure: one row for each level (parcellation_to_parcellation_term_membership.csv), or one column
 * (…_acronym.csv, …_name.csv). A label is named as its finest term; that of the next level is above it. A term that is the finest of no
 * label, or of several, has no label of its own and gets an id beyond all labels. Used for one file.
 */
final class ParcellationTerms {

	private static final List<String> LEVELS = List.of("organ", "category", "division", "structure", "substructure");
	private static final String INDEX = "parcellationindex";
	private static final String LEVEL = "parcellationtermsetname";
	private static final String TERM = "parcellationtermlabel";
	private static final String TERM_NAME = "parcellationtermname";
	private static final String TERM_ACRONYM = "parcellationtermacronym";
	/** Ids of terms without a label are above this. */
	private static final long BEYOND = 1_000_000_000_000L;

	/** A term as one row has it. */
	private record Term(String key, Map<StructureField, String> texts) {}

	private final List<String> names;
	private final OntologyBuilder to;
	/** Of each label the line where it is first, and its terms by level. */
	private final Map<String, Long> lineOfLabel = new LinkedHashMap<>();
	private final Map<String, TreeMap<Integer, Term>> termsOfLabel = new LinkedHashMap<>();

	private ParcellationTerms(final String[] names, final OntologyBuilder to) {
		this.names = Arrays.stream(names).map(StructureField::plain).toList();
		this.to = to;
	}

	/**
	 * @param names the names of the columns of a table
	 * @return whether it is such a table
	 */
	static boolean recognise(final String[] names) {
		final List<String> plain = Arrays.stream(names).map(StructureField::plain).toList();
		return plain.contains(INDEX) && (plain.contains(LEVEL) && (plain.contains(TERM_NAME) || plain.contains(TERM_ACRONYM)) || LEVELS.stream()
			.filter(plain::contains).count() > 1);
	}

	/**
	 * @param names the names of the columns
	 * @param rows all rows
	 * @param lines the line of each
	 * @param to takes the structures
	 * @throws InvalidInputException if a row is wrong
	 */
	static void add(final String[] names, final List<String[]> rows, final List<Long> lines, final OntologyBuilder to) {
		final ParcellationTerms table = new ParcellationTerms(names, to);
		IntStream.range(0, rows.size()).forEach(r -> table.read(rows.get(r), lines.get(r)));
		table.add();
	}

	private String text(final String[] row, final String column) {
		final int place = names.indexOf(column);
		return place < 0 || place >= row.length ? "" : row[place].strip();
	}

	private void read(final String[] row, final long line) {
		final String label = text(row, INDEX);
		if (!StructureId.is(label))
			throw new InvalidInputException(to.file() + ", line " + line + ": the parcellation_index '" + label + "' is no whole number");
		// NB: 0 is background, which is "unassigned" on each level.
		if (StructureId.parse(label) == 0)
			return;
		lineOfLabel.putIfAbsent(label, line);
		final TreeMap<Integer, Term> terms = termsOfLabel.computeIfAbsent(label, l -> new TreeMap<>());
		if (names.contains(LEVEL)) {
			final int level = LEVELS.indexOf(text(row, LEVEL));
			if (level < 0)
				throw new InvalidInputException(to.file() + ", line " + line + ": the parcellation_term_set_name '" + text(row, LEVEL) +
					"' is none of " + String.join(", ", LEVELS));
			put(terms, level, term(row), label, line);
		}
		else
			for (int level = 0; level < LEVELS.size(); level++)
				if (!text(row, LEVELS.get(level)).isEmpty())
					put(terms, level, new Term(text(row, LEVELS.get(level)), Map.of(StructureField.NAME, text(row, LEVELS.get(level)))), label, line);
	}

	private Term term(final String[] row) {
		final Map<StructureField, String> texts = new EnumMap<>(StructureField.class);
		texts.put(StructureField.NAME, text(row, TERM_NAME));
		texts.put(StructureField.ACRONYM, text(row, TERM_ACRONYM));
		texts.put(StructureField.COLOR, text(row, "colorhextriplet"));
		texts.put(StructureField.RED, text(row, "red"));
		texts.put(StructureField.GREEN, text(row, "green"));
		texts.put(StructureField.BLUE, text(row, "blue"));
		final String key = text(row, TERM);
		return new Term(key.isEmpty() ? text(row, TERM_ACRONYM) + '/' + text(row, TERM_NAME) : key, texts);
	}

	private void put(final TreeMap<Integer, Term> terms, final int level, final Term term, final String label, final long line) {
		final Term before = terms.putIfAbsent(level, term);
		if (before != null && !before.equals(term))
			throw new InvalidInputException(to.file() + ", line " + line + ": the parcellation_index " + label + " has a second term of the level " +
				LEVELS.get(level));
	}

	/** The terms from the organ down, each once: one that is not divided stands on several levels. */
	private static List<Term> chain(final TreeMap<Integer, Term> terms) {
		final List<Term> chain = new ArrayList<>();
		for (final Term term : terms.values())
			if (chain.isEmpty() || !chain.get(chain.size() - 1).key.equals(term.key))
				chain.add(term);
		return chain;
	}

	private static String path(final List<Term> chain) {
		return String.join("\n", chain.stream().map(Term::key).toList());
	}

	private void add() {
		final Map<String, String> labelOfPath = new HashMap<>();
		termsOfLabel.forEach((label, terms) -> labelOfPath.merge(path(chain(terms)), label, (a, b) -> ""));
		final Map<String, String> ids = new HashMap<>();
		long made = 0;
		for (final Map.Entry<String, TreeMap<Integer, Term>> entry : termsOfLabel.entrySet()) {
			final List<Term> chain = chain(entry.getValue());
			String above = "";
			for (int t = 1; t <= chain.size(); t++) {
				final String path = path(chain.subList(0, t));
				String id = ids.get(path);
				if (id == null) {
					final String label = labelOfPath.getOrDefault(path, "");
					id = label.isEmpty() ? Long.toString(BEYOND + ++made) : label;
					ids.put(path, id);
					add(id, chain.get(t - 1), above, entry.getKey());
				}
				above = id;
			}
			// NB: of several labels of one term each is below it.
			if (!above.equals(entry.getKey()) && !chain.isEmpty())
				add(entry.getKey(), chain.get(chain.size() - 1), above, entry.getKey());
		}
		if (made > 0)
			to.note("terms", ": " + made + " of its terms, such as organs and divisions, have no label of their own; their ids, from " + (BEYOND + 1) +
				" on, are made up");
	}

	private void add(final String id, final Term term, final String above, final String label) {
		final Map<StructureField, String> texts = new EnumMap<>(StructureField.class);
		texts.putAll(term.texts);
		texts.put(StructureField.ID, id);
		if (!above.isEmpty())
			texts.put(StructureField.PARENT, above);
		to.add("line " + lineOfLabel.get(label), texts);
	}
}
