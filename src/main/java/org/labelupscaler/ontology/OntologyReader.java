package org.labelupscaler.ontology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/** Opens the file of an ontology, and sees from its content what it is. */
final class OntologyReader {

	/** The largest atlases have files of some megabytes. */
	private static final long MOST_BYTES = 64 << 20;

	private static final int START = 1 << 16;

	private OntologyReader() {}

	/** See {@link Ontology#read}. */
	static Ontology read(final Path file) {
		try {
			if (Files.exists(file) && !Files.isRegularFile(file))
				throw new InvalidInputException("Cannot read the ontology " + file + ": it is no file");
			if (Files.size(file) > MOST_BYTES)
				throw new InvalidInputException(file + " is no ontology: it has " + Files.size(file) + " bytes, and even the " +
					"largest have less than " + MOST_BYTES);
			try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
				return read(file, in);
			}
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
		catch (final UncheckedIOException e) {
			throw unreadable(file, e.getCause());
		}
	}

	private static InvalidInputException unreadable(final Path file, final IOException e) {
		return new InvalidInputException("Cannot read the ontology " + file + ": " + (e instanceof CharacterCodingException
			? "it is no text in UTF-8" : LabelUpscalerException.reason(e)), e);
	}

	private static Ontology read(final Path file, final BufferedReader in) throws IOException {
		in.mark(1);
		if (in.read() != '\uFEFF') // the mark that some programs put before UTF-8
			in.reset();
		final String start = start(in);
		final OntologyBuilder to = new OntologyBuilder(file);
		if (StructureGraph.recognises(start))
			StructureGraph.read(in, to);
		else if (LabelDescriptions.recognises(start))
			LabelDescriptions.read(new BufferedReader(new ShortLines(file, in)), to);
		else
			StructureTable.read(start, new ShortLines(file, in), to);
		return to.build();
	}

	private static String start(final BufferedReader in) throws IOException {
		in.mark(START);
		final char[] start = new char[START - 1];
		final int n = Math.max(0, in.read(start));
		in.reset();
		return new String(start, 0, n);
	}
}
