package org.labelupscaler.ontology;

import java.io.IOException;
import java.io.Reader;
import java.util.EnumMap;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.labelupscaler.InvalidInputException;

/**
 * A table with a header line, with commas, semicolons or tabs between: the structure tree of the Allen atlas, the
 * structures.csv of brainglobe, or one that somebody made in a spreadsheet.
 */
final class StructureTable {

	private StructureTable() {}

	/**
	 * @param start the first letters of the file
	 * @param in the whole file
	 * @param to takes the structures
	 * @throws InvalidInputException if there is no column for the id, or a row is wrong
	 */
	static void read(final String start, final Reader in, final OntologyBuilder to) throws IOException {
		final String header = start.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
		final char delimiter = header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
		final CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setHeader().setSkipHeaderRecord(true)
			.setIgnoreHeaderCase(true).setTrim(true).setAllowMissingColumnNames(true).get();
		try (CSVParser parser = CSVParser.parse(in, format)) {
			final Map<StructureField, String> columns = columns(parser);
			if (!columns.containsKey(StructureField.ID))
				throw new InvalidInputException(to.file() + " is no ontology this program knows: it is neither JSON nor label " +
					"descriptions of ITK-SNAP; and if it is a table, its first line must name a column 'id' (and 'name', " +
					"'acronym', 'colour', 'parent'), but it is: " + header.substring(0, Math.min(80, header.length())));
			for (final CSVRecord row : parser) {
				if (row.stream().allMatch(String::isBlank))
					continue; // spreadsheets write rows of nothing but commas
				final Map<StructureField, String> texts = new EnumMap<>(StructureField.class);
				columns.forEach((field, column) -> {
					if (row.isSet(column))
						texts.put(field, row.get(column));
				});
				to.add("line " + parser.getCurrentLineNumber(), texts);
			}
		}
		catch (final IllegalArgumentException | IllegalStateException e) {
			throw new InvalidInputException("Cannot read the ontology " + to.file() + ": " + e.getMessage(), e);
		}
	}

	private static Map<StructureField, String> columns(final CSVParser parser) {
		final Map<StructureField, String> columns = new EnumMap<>(StructureField.class);
		for (final StructureField field : StructureField.values())
			field.names().stream().filter(parser.getHeaderMap()::containsKey).findFirst().ifPresent(name -> columns.put(field,
				name));
		return columns;
	}
}
