package org.labelupscaler.ontology;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Iterator;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a table, without those of nothing but delimiters, which spreadsheets write. Used by one thread. */
final class TableRows implements Closeable {

	private final BufferedReader lines;
	private final CSVParser parser;
	private final Iterator<CSVRecord> records;
	private long line;

	/**
	 * @param in the whole file
	 * @param delimiter what is between fields; a space for any number of blanks
	 */
	TableRows(final Reader in, final char delimiter) throws IOException {
		lines = delimiter == ' ' ? new BufferedReader(in) : null;
		parser = delimiter == ' ' ? null : CSVParser.parse(in, CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setTrim(true)
			.get());
		records = parser == null ? null : parser.iterator();
	}

	/** @return the next row; null if there is none */
	String[] next() throws IOException {
		while (true) {
			final String[] row = parser == null ? split() : parsed();
			if (row == null || !Arrays.stream(row).allMatch(String::isBlank))
				return row;
		}
	}

	private String[] parsed() {
		if (!records.hasNext())
			return null;
		final String[] row = records.next().values();
		line = parser.getCurrentLineNumber();
		return row;
	}

	private String[] split() throws IOException {
		line++;
		final String text = lines.readLine();
		return text == null ? null : LabelLines.parts(text).toArray(String[]::new);
	}

	/** @return the number of the line in which the last row ends, from 1 */
	long line() {
		return line;
	}

	@Override
	public void close() throws IOException {
		if (parser != null)
			parser.close();
		else
			lines.close();
	}
}
