package org.labelupscaler.points.table;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.TextRows;

/**
 * The rows of a table, headers too, without blank ones and those of nothing but delimiters, which spreadsheets write. A row
 * is held in memory, so its length is bounded: a quote that is never closed would make one row of the rest of the file.
 */
final class TableRows extends TextRows {

	/** Letters from the end of a row to the end of the next. */
	static final int LONGEST = 1 << 20;

	private final PointInput input;
	private final CSVParser parser;
	private final Iterator<CSVRecord> records;
	private final Bounded letters;

	/**
	 * @param input the file
	 * @param delimiter what stands between fields
	 * @throws IOException if it cannot be opened
	 */
	TableRows(final PointInput input, final char delimiter) throws IOException {
		super(input);
		this.input = input;
		letters = new Bounded(delimiter == ' ' ? new SingleBlanks(new BufferedReader(letters())) : letters());
		// NB: text behind a closing quote belongs to the field, as for Python and for spreadsheets.
		parser = CSVParser.parse(letters, CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setTrailingData(true).get());
		records = parser.iterator();
	}

	@Override
	public String[] next() throws IOException {
		while (true) {
			letters.since = 0;
			try {
				if (!records.hasNext())
					return null;
			}
			catch (final UncheckedIOException e) {
				if (e.getCause() instanceof TooLong)
					throw new InvalidInputException(input.path() + ", line " + (line() + 1) + ": a row of more than " + LONGEST +
						" letters begins here; is a quote not closed, or is it no table?", e);
				if (letters.ended)
					throw new InvalidInputException(input.path() + ", line " + (line() + 1) + ": a quote that opens in the row that " +
						"begins here is never closed", e);
				throw e.getCause();
			}
			final String[] row = records.next().values();
			setLine(parser.getCurrentLineNumber());
			if (!isBlank(row))
				return row;
		}
	}

	private static boolean isBlank(final String[] row) {
		for (final String field : row)
			if (!field.isBlank())
				return false;
		return true;
	}

	/**
	 * Takes several blanks outside of quotes for one, and those at the ends of a line for none: columns of numbers are often filled up
	 * with them, as MATLAB and Fortran write them.
	 */
	private static final class SingleBlanks extends FilterReader {

		private boolean quoted;
		private boolean begins = true;
		/** The letter behind a blank that has been given; −1 if none has. */
		private int next = -1;

		SingleBlanks(final Reader in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			if (next >= 0) {
				final int c = next;
				next = -1;
				return c;
			}
			int c = in.read();
			boolean blank = false;
			for (; c == ' ' && !quoted; c = in.read())
				blank = true;
			final boolean between = blank && !begins && c >= 0 && c != '\n' && c != '\r';
			begins = c == '\n' || c == '\r';
			quoted ^= c == '"';
			next = between ? c : -1;
			return between ? ' ' : c;
		}

		@Override
		public int read(final char[] to, final int at, final int most) throws IOException {
			int n = 0;
			while (n < most) {
				final int c = read();
				if (c < 0)
					break;
				to[at + n++] = (char) c;
			}
			return n == 0 && most > 0 ? -1 : n;
		}
	}

	private static final class TooLong extends IOException {

		private static final long serialVersionUID = 1L;
	}

	/** Fails where no row ends. */
	private static final class Bounded extends FilterReader {

		private long since;
		private boolean ended;

		Bounded(final Reader in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			final char[] one = new char[1];
			return read(one, 0, 1) < 0 ? -1 : one[0];
		}

		@Override
		public int read(final char[] to, final int at, final int most) throws IOException {
			if (since > LONGEST)
				throw new TooLong();
			final int n = super.read(to, at, most);
			since += Math.max(0, n);
			ended = n < 0;
			return n;
		}
	}
}
