package org.labelupscaler.ontology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/** The regions of an atlas by label. Immutable. */
public final class Ontology {

	/** No regions at all. */
	public static final Ontology NONE = new Ontology(Map.of());

	/** The names that the columns have in the files of atlases, the preferred first. */
	private static final List<String> ID = List.of("id", "structure_id", "label", "index");
	private static final List<String> ACRONYM = List.of("acronym", "abbreviation", "abbr");
	private static final List<String> NAME = List.of("name", "safe_name", "region", "structure");
	private static final List<String> COLOR = List.of("color_hex_triplet", "colour", "color", "color_hex", "hex", "rgb",
		"rgb_triplet");

	private final Map<Long, Structure> structures;

	private Ontology(final Map<Long, Structure> structures) {
		this.structures = structures;
	}

	/**
	 * Reads a table with a header line: a column {@code id}, and of {@code acronym}, {@code name} and {@code colour} those
	 * there are, in any order, with commas, semicolons or tabs between. The structure tree of the Allen atlas is one; its
	 * columns and those of brainglobe atlases are known by their own names. A colour is {@code RRGGBB} in hexadecimal, with
	 * or without {@code #}, or three numbers from 0 to 255.
	 *
	 * @param file the table, UTF-8
	 * @return its regions
	 * @throws InvalidInputException if it cannot be read, has no id column, or a row is wrong; the message names the line
	 */
	public static Ontology read(final Path file) {
		try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
			reader.mark(1);
			if (reader.read() != '\uFEFF') // the mark that some programs put before UTF-8
				reader.reset();
			return read(file, reader);
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
		catch (final UncheckedIOException e) {
			throw unreadable(file, e.getCause());
		}
	}

	private static InvalidInputException unreadable(final Path file, final IOException e) {
		final boolean text = !(e instanceof java.nio.charset.CharacterCodingException);
		return new InvalidInputException("Cannot read the ontology " + file + ": " + (text ? LabelUpscalerException.reason(e)
			: "it is no text in UTF-8"), e);
	}

	private static Ontology read(final Path file, final BufferedReader reader) throws IOException {
		final int most = 1 << 16;
		reader.mark(most);
		final char[] start = new char[most - 1];
		final int n = Math.max(0, reader.read(start));
		reader.reset();
		final String header = new String(start, 0, n).lines().filter(line -> !line.isBlank()).findFirst().orElse("");
		final char delimiter = header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
		final CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setHeader().setSkipHeaderRecord(true)
			.setIgnoreHeaderCase(true).setTrim(true).setAllowMissingColumnNames(true).get();
		try (CSVParser parser = CSVParser.parse(reader, format)) {
			final Optional<String> id = column(parser, ID);
			if (id.isEmpty())
				throw new InvalidInputException(file + " is no ontology this program knows: its first line must name a column 'id'" +
					" (and 'name', 'acronym', 'colour'), but it is: " + header.substring(0, Math.min(80, header.length())));
			final Optional<String> acronym = column(parser, ACRONYM);
			final Optional<String> name = column(parser, NAME);
			final Optional<String> color = column(parser, COLOR);
			final Map<Long, Structure> structures = new HashMap<>();
			for (final CSVRecord row : parser) {
				final String where = file + ", line " + parser.getCurrentLineNumber();
				if (row.stream().allMatch(String::isBlank))
					continue; // spreadsheets write rows of nothing but commas
				final long label = label(where, get(row, id));
				structures.putIfAbsent(label, new Structure(label, get(row, acronym), get(row, name), color(where, get(row,
					color))));
			}
			return new Ontology(structures);
		}
		catch (final IllegalArgumentException | IllegalStateException e) {
			throw new InvalidInputException("Cannot read the ontology " + file + ": " + e.getMessage(), e);
		}
	}

	private static Optional<String> column(final CSVParser parser, final List<String> names) {
		return names.stream().filter(name -> parser.getHeaderMap().containsKey(name)).findFirst();
	}

	private static String get(final CSVRecord row, final Optional<String> column) {
		return column.filter(row::isSet).map(row::get).orElse("");
	}

	private static long label(final String where, final String text) {
		final String number = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
		try {
			return number.startsWith("-") ? Long.parseLong(number) : Long.parseUnsignedLong(number);
		}
		catch (final NumberFormatException e) {
			throw new InvalidInputException(where + ": the id '" + text + "' is no whole number");
		}
	}

	private static OptionalInt color(final String where, final String text) {
		if (text.isEmpty())
			return OptionalInt.empty();
		final String[] parts = text.replaceAll("[\\[\\]()]", " ").strip().split("[ ,;]+");
		try {
			if (parts.length == 3) {
				int rgb = 0;
				for (final String part : parts) {
					final int channel = Integer.parseInt(part);
					if (channel < 0 || channel > 255)
						throw new NumberFormatException();
					rgb = rgb << 8 | channel;
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
			throw new InvalidInputException(where + ": the colour '" + text + "' is neither RRGGBB nor three numbers up to 255");
		}
	}

	/**
	 * @param label a label
	 * @return its region, if the ontology has it
	 */
	public Optional<Structure> structure(final long label) {
		return Optional.ofNullable(structures.get(label));
	}

	/**
	 * @param regions acronyms
	 * @return the ids of these regions
	 */
	public java.util.Set<Long> select(final List<String> regions) {
		final java.util.Set<Long> ids = new java.util.TreeSet<>();
		for (final String region : regions)
			structures.values().stream().filter(x -> x.acronym().equals(region)).forEach(x -> ids.add(x.id()));
		return ids;
	}

	/** @return how many regions there are */
	public int size() {
		return structures.size();
	}
}
