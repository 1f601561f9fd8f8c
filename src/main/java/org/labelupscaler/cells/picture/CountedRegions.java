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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.Decimals;
import org.labelupscaler.ontology.IdColors;

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
			if (!columns.contains("id") || !columns.contains("cells"))
				throw new InvalidInputException(file + " is no table of cells per region: it has no columns 'id' and 'cells'. Make " +
					"one by assigning cells to regions.");
			for (final CSVRecord record : parser)
				rows.add(row(record, file + ", line " + parser.getCurrentLineNumber()));
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
		return new Row(id, label(id, where), fields.getOrDefault("acronym", ""), fields.getOrDefault("name", ""), rgb, where, fields);
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
	 * @throws InvalidInputException if one is not in the table; the message says all of these
	 */
	List<Row> find(final List<String> regions) {
		final List<Row> found = new ArrayList<>();
		final List<String> missing = new ArrayList<>();
		for (final String region : regions)
			find(region.strip()).ifPresentOrElse(row -> {
				if (!found.contains(row))
					found.add(row);
			}, () -> missing.add("'" + region.strip() + "'"));
		if (!missing.isEmpty())
			throw new InvalidInputException("regions: " + String.join(", ", missing) + (missing.size() == 1 ? " is" : " are") +
				" not in " + file + ", neither as acronym nor as name nor as id");
		return found;
	}

	private Optional<Row> find(final String region) {
		final List<Function<Row, String>> ways = List.of(Row::acronym, Row::name, Row::id);
		for (final Function<Row, String> way : ways) {
			final Optional<Row> same = rows.stream().filter(row -> way.apply(row).equals(region)).findFirst();
			final Optional<Row> alike = same.isPresent() ? same : rows.stream().filter(row -> way.apply(row).equalsIgnoreCase(
				region)).findFirst();
			if (alike.isPresent() && !region.isEmpty())
				return alike;
		}
		return Optional.empty();
	}

	/** The file, as the user named it. */
	Path file() {
		return file;
	}
}
