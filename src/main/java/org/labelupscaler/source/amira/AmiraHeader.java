package org.labelupscaler.source.amira;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.HeaderLines;

/**
 * The text header of an AmiraMesh file, up to the mark of its first section of data. It is described in the reference guide of
 * Amira; what is taken of it is the lattice of a field on a regular grid.
 *
 * @param fields "define Lattice", "BoundingBox", "CoordType", "Coordinates" (their unit) and "TransformationMatrix", as far as
 *          there are
 * @param encoding the word of the first line: BINARY, BINARY-LITTLE-ENDIAN or ASCII
 * @param streams what is stored at the points of the lattice
 * @param first the number of the first section of data
 * @param length bytes of the header, up to and including the line of that mark
 */
record AmiraHeader(HeaderFields fields, String encoding, List<Stream> streams, int first, long length) {

	/**
	 * A declaration such as "Lattice { byte Labels } @1(HxByteRLE,1234)".
	 *
	 * @param type the type, for example "byte", or "float[3]"
	 * @param name what it is called
	 * @param section the number of its section of data
	 * @param coding "HxByteRLE", "HxZip", or empty
	 * @param stored how many bytes it is stored in; 0 without a coding
	 */
	record Stream(String type, String name, int section, String coding, long stored) {}

	static final String LATTICE = "define Lattice";
	private static final Pattern START = Pattern.compile(
		"#\\s*(?:AmiraMesh|Avizo)\\b[^\\n]*?\\b(BINARY-LITTLE-ENDIAN|BINARY|ASCII)\\b");
	private static final Pattern FIELD = Pattern.compile(
		"(define\\s+Lattice|BoundingBox|CoordType|Coordinates|TransformationMatrix)\\s+([^{}]*?)\\s*,?");
	private static final Pattern STREAM = Pattern.compile(
		"Lattice\\s*\\{\\s*(\\S{1,40})\\s+(\\S{1,80})\\s*\\}\\s*=?\\s*@([0-9]{1,5})" +
			"(?:\\s*\\(\\s*(\\w{1,20})\\s*,\\s*([0-9]{1,18})\\s*\\))?\\s*");
	private static final Pattern MARK = Pattern.compile("@([0-9]{1,5})\\s*");
	private static final int MOST_STREAMS = 1000;
	/** Of a line that means something; patterns are not asked for longer ones. */
	private static final int LONGEST_LINE = 2000;

	/** Whether a file starts as every one does. */
	static boolean startsAmira(final byte[] start) {
		return START.matcher(new String(start, StandardCharsets.ISO_8859_1)).lookingAt();
	}

	static AmiraHeader read(final Path path) {
		final HeaderFields fields = new HeaderFields(path);
		final List<Stream> streams = new ArrayList<>();
		try (HeaderLines lines = new HeaderLines(path, "an AmiraMesh file")) {
			final String start = lines.next();
			final Matcher version = START.matcher(start == null ? "" : start);
			if (!version.lookingAt())
				throw new InvalidInputException(path + " is not an AmiraMesh file: it does not start with # AmiraMesh");
			for (String line = lines.next(); line != null; line = lines.next()) {
				final Matcher mark = MARK.matcher(line);
				if (mark.matches())
					return new AmiraHeader(fields, version.group(1), streams, Integer.parseInt(mark.group(1)), lines.position());
				readLine(fields, streams, line.strip());
			}
		}
		throw new InvalidInputException(path + " is truncated: its header does not end with the mark of a section of data, @1");
	}

	/** NB: a parameter group may stand on one line, as in "Units { Coordinates "mm" }". */
	private static void readLine(final HeaderFields fields, final List<Stream> streams, final String line) {
		if (line.length() > LONGEST_LINE)
			return;
		final Matcher stream = STREAM.matcher(line);
		if (stream.matches() && streams.size() < MOST_STREAMS) {
			streams.add(new Stream(stream.group(1), stream.group(2), Integer.parseInt(stream.group(3)), stream.group(4) == null ? ""
				: stream.group(4), stream.group(5) == null ? 0 : Long.parseLong(stream.group(5))));
			return;
		}
		final Matcher field = FIELD.matcher(line.replaceFirst("^Units\\s*\\{", "").replaceFirst("\\}\\s*,?$", "").strip());
		if (field.matches())
			fields.replace(field.group(1), field.group(2).replace("\"", ""));
	}

	Path path() {
		return fields.path();
	}

	/** NB: without a word for it the order is that of the computers of old. */
	ByteOrder order() {
		return encoding.equals("BINARY") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
	}

	/** Voxels along x, y, z. */
	long[] size() {
		fields.require(LATTICE);
		final String[] words = fields.words(LATTICE);
		final long[] size = { 1, 1, 1 };
		if (words.length != 2 && words.length != 3)
			throw fields.wrong(LATTICE, "expected three numbers");
		System.arraycopy(fields.requireNumbers(LATTICE, words.length), 0, size, 0, words.length);
		return size;
	}
}
