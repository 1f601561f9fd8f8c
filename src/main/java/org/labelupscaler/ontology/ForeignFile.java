package org.labelupscaler.ontology;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.labelupscaler.InvalidInputException;

/** Files that are taken for ontologies but are of another kind: what they are, and what to do. */
final class ForeignFile {

	/** First bytes, as Latin-1, and what a file with them is. */
	private static final Map<String, String> BYTES = new TreeMap<>(Map.ofEntries( //
		Map.entry("PK\u0003\u0004", "it is a workbook of a spreadsheet or another zip archive; save the sheet as CSV, or unpack it"), //
		Map.entry("\u00D0\u00CF\u0011\u00E0", "it is an Excel workbook; save the sheet as CSV"), //
		Map.entry("\u001F\u008B", "it is compressed with gzip; unpack it, and if that is an image (.nii.gz), name the file of its " +
			"labels instead"), //
		Map.entry("BZh", "it is compressed with bzip2; unpack it"), //
		Map.entry("NRRD000", "it is an NRRD image; name the file that says what its labels mean"), //
		Map.entry("II*\0", "it is a TIFF image; name the file that says what its labels mean"), //
		Map.entry("MM\0*", "it is a TIFF image; name the file that says what its labels mean"), //
		Map.entry("\u0089HDF", "it is HDF5; name a table or JSON file that says what the labels mean"), //
		Map.entry("\u0089PNG", "it is a PNG picture"), //
		Map.entry("%PDF", "it is a PDF; copy its table into a CSV file"), //
		Map.entry("MATLAB 5.0", "it is a MATLAB file; write its table as CSV (writetable)"), //
		Map.entry("{\\rtf", "it is formatted text (RTF); save it as plain text"), //
		Map.entry("\u0093NUMPY", "it is a NumPy array"), //
		Map.entry("version https://git-lfs", "it is only the pointer that Git LFS keeps in place of a file; get the file with git " +
			"lfs pull")));

	/** Where NIfTI writes what it is, in bytes from the start. */
	private static final int NIFTI_MAGIC = 344;

	private ForeignFile() {}

	/**
	 * @param file the file
	 * @param start its first bytes
	 * @throws InvalidInputException if it is no text, or a file of another kind
	 */
	static void check(final Path file, final byte[] start) {
		final String bytes = new String(start, StandardCharsets.ISO_8859_1);
		for (final Map.Entry<String, String> known : BYTES.entrySet())
			if (bytes.startsWith(known.getKey()))
				throw wrong(file, known.getValue());
		if (bytes.length() > NIFTI_MAGIC + 3 && bytes.substring(NIFTI_MAGIC).matches("(?s)(n\\+1|ni1)\0.*") || bytes.startsWith(
			"n+2\0", 4))
			throw wrong(file, "it is a NIfTI image; name the file that says what its labels mean");
	}

	/**
	 * @param file the file
	 * @param start its first letters
	 * @throws InvalidInputException if it is no text, or a text of another kind
	 */
	static void check(final Path file, final String start) {
		if (start.indexOf('\0') >= 0)
			throw wrong(file, "it is not text, or text in UTF-16 without its mark; save it as UTF-8");
		text(start.stripLeading().toLowerCase(Locale.ROOT)).ifPresent(what -> {
			throw wrong(file, what);
		});
	}

	private static Optional<String> text(final String start) {
		if (start.startsWith("format-version:"))
			return Optional.of("it is an OBO ontology, whose terms have no labels of an image; write a table with columns id and name");
		if (start.startsWith("<") && (start.contains("<rdf:rdf") || start.contains("<ontology")) || start.startsWith("@prefix"))
			return Optional.of("it is an OWL or RDF ontology, whose terms have no labels of an image; write a table with columns id " +
				"and name");
		if (start.startsWith("<!doctype html") || start.startsWith("<html"))
			return Optional.of("it is a web page; what was wanted may need a login, or its raw form");
		if (start.startsWith("<") && start.contains("<gifti"))
			return Optional.of("it is GIFTI, the labels of a surface");
		if (start.startsWith("# color procedural file"))
			return Optional.of("it is a continuous scale of colours of 3D Slicer (Color procedural file), without labels");
		return Optional.empty();
	}

	private static InvalidInputException wrong(final Path file, final String what) {
		return new InvalidInputException(file + " is no ontology this program knows: " + what);
	}
}
