package org.labelupscaler.source.foreign;

import static org.labelupscaler.source.foreign.FileStart.hex;
import static org.labelupscaler.source.foreign.FileStart.named;
import static org.labelupscaler.source.foreign.FileStart.root;
import static org.labelupscaler.source.foreign.FileStart.says;
import static org.labelupscaler.source.foreign.FileStart.starts;
import static org.labelupscaler.source.foreign.Signature.Kind.OTHER;
import static org.labelupscaler.source.foreign.Signature.Kind.TABLE;

import java.util.List;
import java.util.function.Predicate;

/** Tables, and text of programs. */
final class TableSignatures {

	private static final String CELLS = "labels come as a volume; a list of cells is for the command cells, beside the label volume";
	private static final Predicate<FileStart> OLE = hex(0, "D0 CF 11 E0 A1 B1 1A E1");
	/** A table as text may begin with the same letters. */
	private static final Predicate<FileStart> BINARY = start -> !start.isText();
	private static final Predicate<FileStart> JSON = start -> isJson(start);

	static final List<Signature> ALL = List.of( //
		table("an Arrow file (Feather)", starts("ARROW1\0\0"), "save it as CSV: pandas.read_feather('in').to_csv('out.csv')"), //
		table("a Feather file", starts("FEA1").and(BINARY), "save it as CSV: pandas.read_feather('in').to_csv('out.csv')"), //
		table("a Parquet file", starts("PAR1").and(BINARY), "save it as CSV: pandas.read_parquet('in').to_csv('out.csv')"), //
		table("an Excel sheet (.xls)", OLE.and(named(".xls")), "save the sheet as CSV"), //
		table("a compound file of Microsoft's kind (OLE)", OLE, "save it as CSV in the program that made it"), //
		table("an SQLite database", starts("SQLite format 3\0"), "save the table as CSV: sqlite3 -header -csv in.db 'select * " +
			"from NAME' > out.csv"), //
		table("a pickle of Python", hex(0, "80 02").or(hex(0, "80 03")).or(hex(0, "80 04 95")).or(hex(0, "80 05 95")),
			"if it is a table save it as CSV: pandas.read_pickle('in').to_csv('out.csv')").withLabels("load it in the program that " +
				"made it, and save the array: numpy.save('labels.npy', array)"), //
		table("a file of R", starts("RDX2\n").or(starts("RDX3\n")).or(starts("RDA2\n")).or(starts("RDA3\n")).or(named(".rds")),
			"in R write.csv(table, 'out.csv')"), //
		table("cells of TrackMate as XML", root("TrackMate"), "in TrackMate save the table of the spots as CSV (Spots, Export to " +
			"CSV)"), //
		Signature.of(OTHER, "the metadata of a container", named("zarr.json", ".zarray", ".zgroup", ".zattrs", ".zmetadata",
			"attributes.json").and(JSON), "name the folder that it is in"), //
		Signature.of(OTHER, "the metadata of a Neuroglancer volume (precomputed)", JSON.and(says("neuroglancer_")), "name the folder that it is in"), //
		table("GeoJSON", JSON.and(says("\"coordinates\"").or(says("\"FeatureCollection\""))), "save the centres of the cells as CSV, " +
			"in QuPath by Measure > Export measurements").withLabels("make an image of its outlines, in QuPath by " +
				"exporting labels as TIFF, or give a list of cells as cells"), //
		table("JSON", JSON, "save the cells as CSV"), //
		table("YAML", named(".yml", ".yaml").and(FileStart::isText), "save the cells as .xml or .csv"));

	/** Text that may be anything, seen last. */
	static final List<Signature> TEXT = List.of( //
		Signature.of(TABLE, "a table as text", start -> isTable(start), CELLS), //
		Signature.of(OTHER, "plain text", start -> start.isText() && start.text().indexOf('\n') >= 0, CELLS));

	private TableSignatures() {}

	private static Signature table(final String what, final Predicate<FileStart> matches, final String asCells) {
		return Signature.of(TABLE, what, matches, CELLS).withCells(asCells);
	}

	/** A brace or bracket and what can follow it: a name in quotes, a number, another bracket, or nothing. */
	private static boolean isJson(final FileStart start) {
		if (!start.isText())
			return false;
		final String text = start.text();
		if (!text.startsWith("{") && !text.startsWith("["))
			return false;
		final String inside = text.substring(1).stripLeading();
		return inside.isEmpty() || (text.charAt(0) == '{' ? "\"}" : "\"]{[-0123456789tfn").indexOf(inside.charAt(0)) >= 0;
	}

	/** Two lines at least, and in the first as many separators as in the second, some. */
	private static boolean isTable(final FileStart start) {
		if (!start.isText())
			return false;
		final String[] lines = start.text().split("\\R", 3);
		if (lines.length < 2)
			return false;
		for (final char separator : ",;\t".toCharArray()) {
			final long first = lines[0].chars().filter(c -> c == separator).count();
			if (first > 0 && first == lines[1].chars().filter(c -> c == separator).count())
				return true;
		}
		return false;
	}
}
