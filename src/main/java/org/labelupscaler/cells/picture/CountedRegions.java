package org.labelupscaler.cells.picture;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.Decimals;
import org.labelupscaler.ontology.IdColors;
import org.labelupscaler.ontology.Structure;
import org.labelupscaler.ontology.Suggestions;
import org.labelupscaler.text.Choices;

/**
 * A table of cells per region, as it is written when cells are assigned to regions. Columns are found by their names and
 * may stand in any order; others than those asked for may be missing. Immutable.
 */
final class CountedRegions {

	/** Far more than any atlas needs. */
	private static final long MOST_BYTES = 64 << 20;
	/** NB: spreadsheets cut zeros off the front of what looks like a number. */
	private static final Pattern COLOR = Pattern.compile("#?[0-9A-Fa-f]{1,6}");

	/**
	 * One row.
	 *
	 * @param id the label as it is written; empty in the row of the cells outside
	 * @param label the label as it stands in memory
	 * @param acronym empty if there is none
	 * @param name empty if there is none
	 * @param color the colour of the ontology
	 * @param where file and line
	 * @param fields the texts by column
	 */
	record Row(String id, long label, String acronym, String name, OptionalInt color, String where, Map<String, String> fields) {

		/** Whether these are the cells outside of the volume. */
		boolean isOutside() {
			return id.isEmpty();
		}

		boolean isBackground() {
			return id.equals("0");
		}

		/** What the region is called: its name, else its acronym, else its label. */
		String title() {
			return !name.isEmpty() ? name : !acronym.isEmpty() ? acronym : "label " + id;
		}

		/** The colour, or that of the label where the ontology has none. */
		int rgb() {
			return color.orElseGet(() -> IdColors.rgb(label));
		}

		/** A number of this row; nothing if the field is empty. */
		Optional<BigDecimal> number(final String column) {
			final String text = fields.getOrDefault(column, "").strip();
			try {
				if (text.isEmpty())
					return Optional.empty();
				final BigDecimal number = Decimals.decimal(text);
				// NB: exponents beyond any use would make exact arithmetic slow.
				if (number.signum() >= 0 && Math.abs((long) number.scale()) < 100 && number.precision() < 100)
					return Optional.of(number);
			}
			catch (final NumberFormatException e) {
				// said below
			}
			throw new InvalidInputException(where + ": " + column + " is '" + text + "', not a number from 0 on");
		}
	}

	private final Path file;
	private final List<String> columns;
	private final List<Row> rows;

	private CountedRegions(final Path file, final List<String> columns, final List<Row> rows) {
		this.file = file;
		this.columns = List.copyOf(columns);
		this.rows = List.copyOf(rows);
	}

	/**
	 * @param file a CSV file, UTF-8
	 * @return its rows
	 * @throws InvalidInputException if it cannot be read, is no such table, or a row is wrong
	 */
	static CountedRegions read(final Path file) {
		try {
			// NB: from a pipe or a device could come no end of bytes, or none for ever.
			if (Files.exists(file) && !Files.isRegularFile(file))
				throw new InvalidInputException("Cannot read " + file + ": it is no file");
			if (Files.size(file) > MOST_BYTES)
				throw new InvalidInputException(file + " is no table of regions: it is larger than " + MOST_BYTES + " bytes");
			try (PushbackReader in = new PushbackReader(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
				return read(file, in);
			}
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
		catch (final UncheckedIOException e) {
			throw unreadable(file, e.getCause());
		}
		catch (final IllegalArgumentException | IllegalStateException e) {
			throw new InvalidInputException("Cannot read " + file + ": " + e.getMessage(), e);
		}
	}

	private static InvalidInputException unreadable(final Path file, final IOException e) {
		return new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
	}

	private static CountedRegions read(final Path file, final PushbackReader in) throws IOException {
		final int first = in.read();
		if (first >= 0 && first != '\uFEFF') // the mark that some programs put before UTF-8
			in.unread(first);
		final List<Row> rows = new ArrayList<>();
		try (CSVParser parser = parser(in)) {
			final List<String> columns = parser.getHeaderNames();
			if (columns.stream().anyMatch(column -> column.matches("(?s).*(\\bid[;\t]|[;\t]cells\\b).*")))
				throw new InvalidInputException(file + " is no table of cells per region: it has semicolons or tabs between its " +
					"columns, as some spreadsheets write, and perhaps other numbers. Take the table as it was written, or save it with " +
					"commas.");
			if (!columns.contains("id") || !columns.contains("cells"))
				throw new InvalidInputException(file + " is no table of cells per region: it has no columns 'id' and 'cells', but " + Choices.listed(columns) +
					". Make one by assigning cells to regions.");
			final Map<String, String> seen = new HashMap<>();
			for (final CSVRecord record : parser) {
				final Row row = row(record, file + ", line " + parser.getCurrentLineNumber());
				final String before = seen.putIfAbsent(row.id, row.where);
				if (before != null)
					throw new InvalidInputException(row.where + ": " + (row.id.isEmpty() ? "a row without id" : "the id " + row.id) +
						" is there twice, first in " + before.substring(before.lastIndexOf("line ")) + ", and would count twice");
				rows.add(row);
			}
			return new CountedRegions(file, columns, rows);
		}
	}

	private static CSVParser parser(final Reader in) throws IOException {
		return CSVParser.parse(in, CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true)
			.setAllowMissingColumnNames(true).get());
	}

	private static Row row(final CSVRecord record, final String where) {
		final Map<String, String> fields = record.toMap();
		final String id = fields.getOrDefault("id", "");
		final String color = fields.getOrDefault("color", "");
		if (!color.isEmpty() && !COLOR.matcher(color).matches())
			throw new InvalidInputException(where + ": the color '" + color + "' is not RRGGBB");
		final OptionalInt rgb = color.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(color.replace("#", ""),
			16));
		final Row row = new Row(id, label(id, where), fields.getOrDefault("acronym", ""), fields.getOrDefault("name", ""), rgb, where,
			fields);
		// NB: none would be taken for 0, as in a file that was cut off.
		if (row.number("cells").isEmpty())
			throw new InvalidInputException(where + ": there is no number of cells");
		return row;
	}

	private static long label(final String id, final String where) {
		try {
			return id.isEmpty() ? 0 : Decimals.label(id);
		}
		catch (final NumberFormatException e) {
			throw new InvalidInputException(where + ": the id '" + id + "' is no label", e);
		}
	}

	List<Row> rows() {
		return rows;
	}

	/** The names of all columns. */
	List<String> columns() {
		return columns;
	}

	boolean has(final String column) {
		return columns.contains(column);
	}

	/**
	 * @param start how a column's name begins
	 * @param end how it ends
	 * @return the name, which has one word between these
	 */
	Optional<String> column(final String start, final String end) {
		final Pattern name = Pattern.compile(Pattern.quote(start) + "[^_]+" + Pattern.quote(end));
		return columns.stream().filter(column -> name.matcher(column).matches()).findFirst();
	}

	/**
	 * @param regions acronyms, names or ids
	 * @return their rows, each once
	 * @throws InvalidInputException if one is not in the table, or could be several; the message says all of these, and what
	 *           may have been meant
	 */
	List<Row> find(final List<String> regions) {
		final Set<Row> found = new LinkedHashSet<>();
		final List<String> wrong = new ArrayList<>();
		for (final String region : regions) {
			final List<Row> meant = meant(region.strip());
			if (meant.size() == 1)
				found.add(meant.get(0));
			else
				wrong.add("'" + region.strip() + "' " + (meant.isEmpty() ? unknown(region) : "is several regions of " + file + ": " +
					meant.stream().limit(5).map(row -> row.title() + " with id " + row.id).collect(Collectors.joining(", ")) +
					"; write it exactly, or the id."));
		}
		if (!wrong.isEmpty())
			throw new InvalidInputException("regions: " + String.join(" ", wrong));
		return List.copyOf(found);
	}

	/** Upper and lower case matter only where there is no other way to tell regions apart, as in an ontology. */
	private List<Row> meant(final String region) {
		final List<Function<Row, String>> ways = List.of(Row::acronym, Row::name, Row::id);
		for (final Function<Row, String> way : region.isEmpty() ? List.<Function<Row, String>>of() : ways) {
			final List<Row> same = rows.stream().filter(row -> way.apply(row).equals(region)).toList();
			final List<Row> alike = !same.isEmpty() ? same : rows.stream().filter(row -> way.apply(row).equalsIgnoreCase(region))
				.toList();
			if (!alike.isEmpty())
				return alike;
		}
		return List.of();
	}

	private String unknown(final String region) {
		final List<Structure> there = rows.stream().filter(row -> !row.isOutside()).map(row -> new Structure(row.label, row.acronym,
			row.title(), OptionalInt.empty())).toList();
		final String near = Suggestions.of(region, there.toArray(Structure[]::new)).stream().map(Structure::title).collect(Collectors
			.joining(" or "));
		if (!near.isEmpty())
			return "is not in " + file + ", neither as acronym nor as name nor as id; did you mean " + near + "?";
		return "is not in " + file + ", neither as acronym nor as name nor as id; there " + (there.size() == 1 ? "is " : "are ") + (there
			.isEmpty() ? "no regions" : Choices.listed(there.stream().map(other -> other.acronym().isEmpty() ? other.name() : other.acronym())
				.toList())) + ".";
	}

	/** The file, as the user named it. */
	Path file() {
		return file;
	}
}
