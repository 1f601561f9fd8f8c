package org.labelupscaler.ontology;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;

/** A text whose lines fit into memory, however they are taken apart; the first that does not is said. */
final class ShortLines extends FilterReader {

	private static final int LONGEST = 1 << 20;

	private final Path file;
	private int line = 1;
	private int letters;

	ShortLines(final Path file, final Reader in) {
		super(in);
		this.file = file;
	}

	@Override
	public int read() throws IOException {
		final char[] one = new char[1];
		return read(one, 0, 1) < 0 ? -1 : one[0];
	}

	@Override
	public int read(final char[] to, final int at, final int most) throws IOException {
		final int n = super.read(to, at, most);
		for (int i = at; i < at + n; i++) {
			final boolean end = to[i] == '\n' || to[i] == '\r';
			letters = end ? 0 : letters + 1;
			line += to[i] == '\n' ? 1 : 0;
			if (letters > LONGEST)
				throw new InvalidInputException(file + " is no ontology: line " + line + " is longer than " + LONGEST + " letters");
		}
		return n;
	}
}
