package org.labelupscaler.ontology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.text.PlainText;

/** Opens the file of an ontology, and sees from its content what it is. */
final class OntologyReader {

	/** The largest atlases have files of some megabytes. */
	private static final long MOST_BYTES = 64 << 20;

	private static final int START = 1 << 16;
	private static final int FIRST_BYTES = 512;

	private OntologyReader() {}

	/** See {@link Ontology#read}. */
	static Ontology read(final Path file) {
		try {
			if (Files.exists(file) && !Files.isRegularFile(file))
				throw new InvalidInputException("Cannot read the ontology " + file + ": it is no file");
			try (InputStream in = Files.newInputStream(file)) {
				ForeignFile.check(file, in.readNBytes(FIRST_BYTES));
			}
			if (Files.size(file) > MOST_BYTES)
				throw new InvalidInputException(file + " is no ontology: it has " + Files.size(file) + " bytes, and even the " +
					"largest have less than " + MOST_BYTES);
			try (InputStream bytes = Files.newInputStream(file); PlainText text = new PlainText(bytes); BufferedReader in = new BufferedReader(text)) {
				return read(file, text, in);
			}
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
		catch (final UncheckedIOException e) {
			throw unreadable(file, e.getCause());
		}
		catch (final InvalidInputException e) {
			// NB: what a file says may have line breaks in it; a message has none.
			throw new InvalidInputException(OntologyNotes.line(e.getMessage()), e);
		}
	}

	private static InvalidInputException unreadable(final Path file, final IOException e) {
		return new InvalidInputException("Cannot read the ontology " + file + ": " + LabelUpscalerException.reason(e), e);
	}

	private static Ontology read(final Path file, final PlainText text, final BufferedReader in) throws IOException {
		final String start = start(in);
		ForeignFile.check(file, start);
		final OntologyBuilder to = new OntologyBuilder(file);
		if (StructureGraph.recognises(start))
			StructureGraph.read(in, to);
		else if (LabelXml.recognises(start))
			LabelXml.read(in, to);
		else if (LabelDescriptions.recognises(start))
			LabelDescriptions.read(new BufferedReader(new ShortLines(file, in)), to);
		else if (LabelLines.recognises(start) && TableHeader.find(start).isEmpty())
			LabelLines.read(start, new BufferedReader(new ShortLines(file, in)), to);
		else
			StructureTable.read(start, new ShortLines(file, in), to);
		if (text.isGuessed())
			to.note("text", " is no text in UTF-8; letters as in é, ä, ñ are taken as Windows and Latin-1 write them, so " +
				"compare the names");
		return to.build();
	}

	private static String start(final BufferedReader in) throws IOException {
		in.mark(START);
		final char[] start = new char[START - 1];
		int n = 0;
		for (int more = in.read(start); more > 0; more = n < start.length ? in.read(start, n, start.length - n) : 0)
			n += more;
		in.reset();
		return new String(start, 0, n);
	}
}
