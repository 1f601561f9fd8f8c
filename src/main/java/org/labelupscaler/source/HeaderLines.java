package org.labelupscaler.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/** Reads the lines of a text header, and nothing behind them. Not thread-safe. */
public final class HeaderLines implements AutoCloseable {

	/** Headers are a few hundred bytes; one longer than this is no header. */
	private static final int LONGEST = 1 << 20;

	private final Path path;
	private final String format;
	private final InputStream in;
	private long position;
	private long end = LONGEST;

	/**
	 * @param path a file that starts with a header
	 * @param format the format in words, with article, for example "a NRRD file"
	 * @throws InvalidInputException if the file cannot be opened
	 */
	public HeaderLines(final Path path, final String format) {
		this.path = path;
		this.format = format;
		try {
			in = new BufferedInputStream(Files.newInputStream(path));
		}
		catch (final IOException e) {
			throw unreadable(e);
		}
	}

	/**
	 * @return the next line without its end, which may be a line feed, with a carriage return before it; null at the end of
	 *         the file
	 * @throws InvalidInputException if the file cannot be read, or so much of it was read that it is no header
	 */
	public String next() {
		final StringBuilder line = new StringBuilder();
		try {
			int c = in.read();
			if (c < 0)
				return null;
			for (; c >= 0 && c != '\n'; c = in.read()) {
				line.append((char) c);
				if (++position > end)
					throw new InvalidInputException(path + " is not " + format + ": its header does not end");
			}
		}
		catch (final IOException e) {
			throw unreadable(e);
		}
		position++;
		if (line.length() > 0 && line.charAt(line.length() - 1) == '\r')
			line.setLength(line.length() - 1);
		// NB: such formats do not say which character set; bytes that are no UTF-8 are taken as Latin-1.
		final String utf8 = new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
		return utf8.indexOf('\uFFFD') < 0 ? utf8 : line.toString();
	}

	/** @return bytes of the lines that were read, with their ends */
	public long position() {
		return position;
	}

	/** @param bytes how much more may follow from here: a list of names is longer than a header */
	public void expect(final long bytes) {
		end = position + bytes;
	}

	private InvalidInputException unreadable(final IOException e) {
		return new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
	}

	@Override
	public void close() {
		try {
			in.close();
		}
		catch (final IOException e) {
			// NB: what was read of it was read well.
		}
	}
}
