package org.labelupscaler.ontology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;

/**
 * Which column of a table says what. Names tell, and where they can mean two things, what stands below them:
 * <ul>
 * <li>{@code label} is the label if no other column is and all of it is whole numbers; else it is the name;</li>
 * <li>of several columns with numbers the first in the order of {@link StructureField#ID} has the labels, and a note says so; if
 * it only counts the rows and {@code label} has other numbers, nobody can know, and the table is refused;</li>
 * <li>{@code ID16} goes before {@code ID}, as in the tables of DevCCF, whose images have these; parent and path then must be of
 * the same kind.</li>
 * </ul>
 */
final class TableColumns {

	/** Names of ids that often only count rows. */
	private static final Set<String> COUNTS = Set.of("index", "idx", "no");

	private final String[] names;
	private final List<String[]> rows;
	private final OntologyBuilder to;

	private TableColumns(final String[] names, final List<String[]> rows, final OntologyBuilder to) {
		this.names = names;
		this.rows = rows;
		this.to = to;
	}

	/**
	 * @param names the names of the columns
	 * @param rows all rows; they may have fewer fields
	 * @param to takes notes
	 * @return the column of each field that the table has
	 * @throws InvalidInputException if no column can be the label, or several can
	 */
	static Map<StructureField, Integer> of(final String[] names, final List<String[]> rows, final OntologyBuilder to) {
		return new TableColumns(names, rows, to).find();
	}

	private Map<StructureField, Integer> find() {
		final Map<StructureField, Integer> columns = new EnumMap<>(StructureField.class);
		for (final StructureField field : StructureField.values()) {
			final List<Integer> found = candidates(field);
			if (field != StructureField.ID && !found.isEmpty()) {
				columns.put(field, found.get(0));
				noteTwice(field, found);
			}
		}
		final List<Integer> ids = candidates(StructureField.ID);
		final Optional<Integer> id = ids.stream().filter(this::isAnyWhole).findFirst().or(() -> ids.stream().findFirst());
		final Integer label = columns.remove(StructureField.LABEL);
		if (id.isEmpty()) {
			if (label == null || !rows.isEmpty() && !isWhole(label))
				throw noId(label == null ? "" : "; its column '" + names[label] + "' has other texts than whole numbers");
			columns.put(StructureField.ID, label);
			return columns;
		}
		columns.put(StructureField.ID, id.get());
		compare(id.get(), ids, label);
		final boolean isName = label != null && !isWhole(label) && (!columns.containsKey(StructureField.NAME) ||
			StructureField.NAME.rank(names[columns.get(StructureField.NAME)]) >= StructureField.NAME.rank("safename"));
		if (isName)
			columns.put(StructureField.NAME, label);
		sixteen(columns);
		final int name = columns.getOrDefault(StructureField.NAME, id.get());
		if (StructureField.plain(names[name]).equals("substructure"))
			to.note("levels", ": the names are those of the column '" + names[name] + "'; columns of the levels above it are not used, " +
				"so that there is no tree");
		return columns;
	}

	private InvalidInputException noId(final String more) {
		final String found = String.join(", ", names);
		return new InvalidInputException(to.file() + " is a table without a column for the labels ('id' or 'index', whole numbers)" +
			more + "; its columns are: " + found.substring(0, Math.min(200, found.length())));
	}

	/** Columns that may be it, the preferred first. */
	private List<Integer> candidates(final StructureField field) {
		return IntStream.range(0, names.length).filter(c -> field.rank(names[c]) >= 0).boxed().sorted(Comparator.comparing(
			c -> field.rank(names[c]))).toList();
	}

	private String text(final String[] row, final int column) {
		return column < row.length ? row[column].strip() : "";
	}

	private boolean isWhole(final int column) {
		return isAnyWhole(column) && rows.stream().map(row -> text(row, column)).allMatch(text -> text.isEmpty() || StructureId.is(
			text));
	}

	private boolean isAnyWhole(final int column) {
		return rows.stream().anyMatch(row -> StructureId.is(text(row, column)));
	}

	private boolean differ(final int a, final int b) {
		return rows.stream().anyMatch(row -> {
			final String first = text(row, a);
			final String second = text(row, b);
			return !first.equals(second) && !(StructureId.is(first) && StructureId.is(second) && StructureId.parse(
				first) == StructureId.parse(second));
		});
	}

	private void compare(final int id, final List<Integer> ids, final Integer label) {
		final List<Integer> others = new ArrayList<>(ids);
		if (label != null)
			others.add(label);
		for (final int other : others) {
			if (other == id || !isWhole(other) || !differ(id, other))
				continue;
			final boolean same = StructureField.plain(names[id]).equals(StructureField.plain(names[other]));
			if (same || COUNTS.contains(StructureField.plain(names[id])) && counts(id) && !counts(other))
				throw new InvalidInputException(to.file() + " has whole numbers in the columns '" + names[id] + "' and '" +
					names[other] + "', and it does not say which are the labels of the image; rename that column to id, and the " +
					"other to something else");
			final String plain = StructureField.plain(names[other]);
			if (!plain.equals("id16") && !(COUNTS.contains(plain) && counts(other)))
				to.note("ids", ": the labels are taken from the column '" + names[id] + "'; '" + names[other] +
					"' has other numbers and is not used");
		}
	}

	/** Whether it is 0, 1, 2 ... or 1, 2, 3 ... */
	private boolean counts(final int column) {
		for (int r = 0; r < rows.size(); r++)
			if (!StructureId.is(text(rows.get(r), column)) || StructureId.parse(text(rows.get(r), column)) != r + StructureId.parse(
				text(rows.get(0), column)))
				return false;
		return !rows.isEmpty() && Math.abs(StructureId.parse(text(rows.get(0), column))) <= 1;
	}

	private void noteTwice(final StructureField field, final List<Integer> found) {
		if (found.size() > 1 && StructureField.plain(names[found.get(0)]).equals(StructureField.plain(names[found.get(1)])) && differ(
			found.get(0), found.get(1)))
			to.note("twice", ": it has two columns '" + names[found.get(0)] + "', of which the first is used");
	}

	/** Takes the ids of 16 bits, and parents and paths that are made of them. */
	private void sixteen(final Map<StructureField, Integer> columns) {
		final Optional<Integer> id = candidates(StructureField.ID).stream().filter(c -> StructureField.plain(names[c]).equals(
			"id16")).findFirst();
		for (final StructureField field : List.of(StructureField.PARENT, StructureField.PATH)) {
			final Optional<Integer> of = candidates(field).stream().filter(c -> StructureField.plain(names[c]).endsWith("16") == id
				.isPresent()).findFirst();
			columns.remove(field);
			of.ifPresent(column -> columns.put(field, column));
		}
		id.ifPresent(column -> {
			if (!column.equals(columns.put(StructureField.ID, column)))
				to.note("sixteen", ": the labels are taken from the column '" + names[column] + "', as DevCCF's images have them, not " +
					"from 'ID'");
		});
	}
}
