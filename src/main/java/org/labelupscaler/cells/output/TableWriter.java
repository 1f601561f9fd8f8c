package org.labelupscaler.cells.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;


/** Writes text, cell after cell, in the order of the list. */
final class TableWriter extends FilePointsWriter {

	private static final int PIECE = 1 << 16;

	/** Appends the row of a cell, without the end of the line. */
	interface Row {

		void append(StringBuilder out, PlacedCell cell);
	}

	private final Row row;
	private final StringBuilder text = new StringBuilder(PIECE + 1000);

	TableWriter(final Path output, final String header, final Row row) {
		super(output);
		this.row = row;
		text.append(header).append('\n');
	}

	/** Whether a file is a regular one that begins so. */
	static boolean startsWith(final Path existing, final String start) {
		if (!Files.isRegularFile(existing, LinkOption.NOFOLLOW_LINKS))
			return false;
		final byte[] bytes = start.getBytes(StandardCharsets.UTF_8);
		try (InputStream in = Files.newInputStream(existing)) {
			return Arrays.equals(bytes, in.readNBytes(bytes.length));
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** A field of CSV. */
	static String field(final String words) {
		final String line = words.replaceAll("\\p{Cntrl}", " ");
		return line.indexOf(',') < 0 && line.indexOf('"') < 0 && line.strip().equals(line) && !line.startsWith("#") ? line : '"' + line
			.replace("\"", "\"\"") + '"';
	}

	/** What is the same for all cells of a region, made once. */
	static LongFunction<String> remembered(final LongFunction<String> make) {
		final Map<Long, String> made = new HashMap<>();
		return id -> made.computeIfAbsent(id, make::apply);
	}

	@Override
	public void write(final PlacedCell cell) {
		row.append(text, cell);
		text.append('\n');
		if (text.length() >= PIECE)
			flush();
	}

	private void flush() {
		file().write(text.toString().getBytes(StandardCharsets.UTF_8));
		text.setLength(0);
	}

	@Override
	public void complete(final BooleanSupplier cancelled) {
		flush();
	}
}
