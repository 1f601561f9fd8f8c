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
public final class OntologyReader {

	/** The largest atlases have files of some megabytes. */
	private static final long MOST_BYTES = 64 << 20;

	private static final int START = 1 << 16;
	private static final int FIRST_BYTES = 512;

	private OntologyReader() {}

	/**
	 * Reads what atlases come with, whatever the file is called:
	 * <ul>
	 * <li>a table with a line that names its columns: one for the label ({@code id}, {@code index}, {@code label value} ...; a
	 * column {@code label} if there is no other and it has whole numbers), and of {@code acronym}, {@code name}, {@code color},
	 * {@code red, green, blue}, {@code parent} and {@code structure_id_path} those there are, in any order, with commas,
	 * semicolons, tabs, bars or blanks between. The structure tree of the Allen atlas, the structures.csv of brainglobe, the
	 * dseg.tsv of BIDS and the colour tables of 3D Slicer are such; their columns are known by their own names;</li>
	 * <li>JSON: the structure graph of the Allen atlas, nested, as its web service answers or without what that puts around
	 * it; the ontologies of ABBA; or a list, as the structures.json of brainglobe;</li>
	 * <li>lines of a label each, without a tree: the label descriptions of ITK-SNAP, and the tables of FreeSurfer, 3D Slicer and
	 * MRtrix, see {@link LabelLines}, and the lists of Connectome Workbench, see {@link WorkbenchLabels};</li>
	 * <li>XML: the label files of MBAT, the atlases of FSL and the label descriptions of BrainSuite, see {@link LabelXml}.</li>
	 * </ul>
	 * A colour is {@code RRGGBB} in hexadecimal, with or without {@code #}, or three numbers from 0 to 255, or from 0 to 1 if all
	 * of the file are and some are no whole numbers; one that is none of these is not used, with a note. The tree is that of
	 * the nesting, else of the paths, else of the parents. Of a path, the nearest structure that is in the file counts, so
	 * that a part of an atlas can be read; a parent must be in the file, unless it is 0 or −1. Label 0 is background: what the
	 * file says of it is no structure.
	 *
	 * @param file the file, at most 64 MiB; UTF-8, UTF-16 with its mark, else Windows-1252
	 * @return its structures, with {@link Ontology#notes() notes} of what was guessed
	 * @throws InvalidInputException if it cannot be read, is none of these, a structure is wrong, an id stands for two, or the
	 *           structures are no tree; the message names the file and the line, the JSON member or the structure
	 */
	public static Ontology read(final Path file) {
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
		else if (WorkbenchLabels.recognises(start))
			WorkbenchLabels.read(new BufferedReader(new ShortLines(file, in)), to);
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
