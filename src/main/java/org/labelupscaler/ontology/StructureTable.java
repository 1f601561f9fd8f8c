package org.labelupscaler.ontology;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;

/**
 * A table with a line that names its columns, with commas, semicolons, tabs, bars or blanks between: the structure tree of the
 * Allen atlas, the structures.csv of brainglobe, the dseg.tsv of BIDS, the colour tables of 3D Slicer in CSV, or one that
 * somebody made in a spreadsheet. Used for one file.
 */
final class StructureTable {

	/** Rows that are looked at whole. */
	private static final int FIRST_ROWS = 3;

	private final OntologyBuilder to;
	private final List<String[]> rows = new ArrayList<>();
	private final List<Long> lines = new ArrayList<>();
	private String[] names;

	private StructureTable(final OntologyBuilder to) {
		this.to = to;
	}

	/**
	 * @param start the first letters of the file
	 * @param in the whole file
	 * @param to takes the structures
	 * @throws InvalidInputException if there is no column for the id, or a row is wrong
	 */
	static void read(final String start, final Reader in, final OntologyBuilder to) throws IOException {
		final TableHeader header = TableHeader.find(start).orElseThrow(() -> noTable(start, to));
		final StructureTable table = new StructureTable(to);
		try (TableRows rows = new TableRows(in, header.delimiter())) {
			table.readRows(rows, header);
		}
		catch (final IllegalArgumentException | IllegalStateException e) {
			throw new InvalidInputException("Cannot read the ontology " + to.file() + ": " + e.getMessage(), e);
		}
		if (header.titles() > 0)
			to.note("titles", ": " + header.titles() + " lines in front of the names of its columns are not used");
		table.checkLengths();
		if (ParcellationTerms.recognise(table.names))
			ParcellationTerms.add(table.names, table.rows, table.lines, to);
		else {
			table.checkTerms();
			table.add();
		}
	}

	private static InvalidInputException noTable(final String start, final OntologyBuilder to) {
		final String first = TableHeader.lines(start).findFirst().orElse("");
		return new InvalidInputException(to.file() + " is no ontology this program knows: it is neither JSON, XML nor lines of labels " +
			"as FreeSurfer, 3D Slicer, MRtrix or ITK-SNAP write them; and if it is a table, its first line must name a column 'id' " +
			"or 'index' (and 'name', 'acronym', 'color', 'parent'), but it is: " + first.substring(0, Math.min(80, first.length()))
				.replace('\t', ' '));
	}

	private void readRows(final TableRows in, final TableHeader header) throws IOException {
		int skip = header.line();
		for (String[] row = in.next(); row != null; row = in.next()) {
			if (skip-- > 0)
				continue;
			if (names == null) {
				names = row;
				continue;
			}
			to.checkCount(rows.size());
			if (rows.size() >= FIRST_ROWS && !ParcellationTerms.recognise(names))
				forget(row);
			rows.add(row);
			lines.add(in.line());
		}
		if (names == null)
			names = new String[0];
	}

	/** Keeps no texts that nobody asks for. */
	private void forget(final String[] row) {
		for (int c = 0; c < Math.min(row.length, names.length); c++)
			// NB: rows may have a number in front for which there is no name.
			if (!isKnown(names[c]) && (c == 0 || !isKnown(names[c - 1])) && c > 0)
				row[c] = "";
	}

	private static boolean isKnown(final String name) {
		return Arrays.stream(StructureField.values()).anyMatch(field -> field.rank(name) >= 0);
	}

	/** The terms of the Allen Brain Cell atlas have no labels; which has which stands in another table. */
	private void checkTerms() {
		if (Arrays.stream(names).map(StructureField::plain).anyMatch(name -> name.startsWith("parcellationterm")) || rows.stream()
			.limit(FIRST_ROWS).flatMap(Arrays::stream).anyMatch(text -> text.startsWith("AllenCCF-Ontology-")))
			throw new InvalidInputException(to.file() + " is a table of terms of the Allen Brain Cell atlas, in which a region has no " +
				"label of its own; take parcellation_to_parcellation_term_membership.csv beside it, whose parcellation_index is the label of its " +
				"annotation");
	}

	/** A row with more fields than there are names has a comma that was not meant to be one. */
	private void checkLengths() {
		final boolean rowNames = !rows.isEmpty() && rows.stream().allMatch(row -> row.length == names.length + 1);
		// NB: R writes numbers of rows without a name for them.
		if (rowNames && IntStream.range(0, rows.size()).allMatch(r -> rows.get(r)[0].equals(Integer.toString(r + 1))) && isShifted()) {
			rows.replaceAll(row -> Arrays.copyOfRange(row, 1, row.length));
			to.note("row names", ": its rows have a number in front for which there is no column, as R writes them; it is not used");
			return;
		}
		for (int r = 0; r < rows.size(); r++) {
			final String[] row = rows.get(r);
			for (int c = names.length; c < row.length; c++)
				if (!row[c].isBlank())
					throw new InvalidInputException(to.file() + ", line " + lines.get(r) + ": it has " + row.length + " fields, but there " +
						"are names for " + names.length + " columns; put quotes around a text with a separator in it");
		}
	}

	/** Whether ids stand one field behind their name. */
	private boolean isShifted() {
		return IntStream.range(0, names.length).filter(c -> StructureField.ID.rank(names[c]) >= 0 || StructureField.LABEL.rank(
			names[c]) >= 0).anyMatch(c -> rows.stream().allMatch(row -> StructureId.is(row[c + 1].strip())));
	}

	private void add() {
		final Map<StructureField, Integer> columns = TableColumns.of(names, rows, to);
		for (int r = 0; r < rows.size(); r++) {
			final String[] row = rows.get(r);
			final Map<StructureField, String> texts = new EnumMap<>(StructureField.class);
			columns.forEach((field, column) -> {
				if (column < row.length)
					texts.put(field, row[column]);
			});
			if (texts.getOrDefault(StructureField.ID, "").isBlank())
				to.note("no id", ", line " + lines.get(r) + ": a row without an id is not used, since it says nothing of a label");
			else
				to.add("line " + lines.get(r), texts);
		}
	}
}
