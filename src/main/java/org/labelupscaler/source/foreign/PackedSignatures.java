package org.labelupscaler.source.foreign;

import static org.labelupscaler.source.foreign.FileStart.at;
import static org.labelupscaler.source.foreign.FileStart.hex;
import static org.labelupscaler.source.foreign.FileStart.named;
import static org.labelupscaler.source.foreign.FileStart.says;
import static org.labelupscaler.source.foreign.FileStart.starts;
import static org.labelupscaler.source.foreign.Signature.Kind.OTHER;
import static org.labelupscaler.source.foreign.Signature.Kind.PACKED;
import static org.labelupscaler.source.foreign.Signature.Kind.SHAPES;
import static org.labelupscaler.source.foreign.Signature.Kind.TABLE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** Archives and compressed files, and formats that are ZIP archives. */
final class PackedSignatures {

	private static final String UNPACK = "unpack it and name what comes out";
	private static final String SHEET = "save the sheet with the points as CSV";
	private static final String CELLS = "labels come as a volume; a list of cells is for the command cells, saved as CSV";
	private static final Predicate<FileStart> ZIP = starts("PK\3\4");

	/** ZIP archives that are no sets of ImageJ's selections: what is in them tells. */
	static final List<Signature> ZIPPED = List.of( //
		Signature.of(TABLE, "a spreadsheet (Excel)", ZIP.and(says("xl/").or(named(".xlsx", ".xlsm"))), CELLS).withCells(SHEET), //
		Signature.of(TABLE, "a spreadsheet (OpenDocument)", ZIP.and(says("opendocument.spreadsheet").or(named(".ods"))), CELLS)
			.withCells(SHEET), //
		Signature.of(PACKED, "an archive of arrays (.npz)", ZIP.and(named(".npz").or(start -> firstEntry(start).endsWith(".npy"))),
			"save the one with the labels by itself: numpy.save('labels.npy', numpy.load('in.npz')['its name'])").withCells(
				"save the one with the points by itself: numpy.save('points.npy', numpy.load('in.npz')['its name'])"), //
		Signature.of(OTHER, "a document of Word", ZIP.and(says("word/")), "name the label volume"), //
		Signature.of(OTHER, "a program (Java archive)", ZIP.and(says("META-INF/")), "name the label volume"));

	/** ZIP archives that may be lists of cells. */
	static final List<Signature> ZIPS = List.of( //
		Signature.of(SHAPES, "a set of ImageJ selections (ROI set)", ZIP.and(start -> firstEntry(start).endsWith(".roi")), "make a " +
			"label image of it in Fiji, and save that as TIFF; points of cells are for the command cells"), //
		packed("a ZIP archive of neither kind that is read (one TIFF file, or one Zarr array or group)", ZIP.or(starts(
			"PK\5\6")), UNPACK));

	static final List<Signature> ALL = List.of( //
		packed("a TAR archive", at(257, "ustar"), "unpack it (tar xf) and name what comes out"), //
		packed("a 7z archive", hex(0, "37 7A BC AF 27 1C"), UNPACK), //
		packed("a RAR archive", starts("Rar!\32\7"), UNPACK), //
		packed("compressed with bzip2", starts("BZh").and(at(4, "1AY&SY")), "unpack it (bunzip2) and name what comes out"), //
		packed("compressed with xz", hex(0, "FD 37 7A 58 5A 00"), "unpack it (unxz) and name what comes out"), //
		packed("compressed with zstd", hex(0, "28 B5 2F FD"), "unpack it (unzstd) and name what comes out"), //
		packed("compressed with lz4", hex(0, "04 22 4D 18"), "unpack it (unlz4) and name what comes out"), //
		packed("compressed with compress (.Z)", hex(0, "1F 9D").and(named(".z")), "unpack it (uncompress) and name what comes " +
			"out"), //
		packed("a disk image", named(".dmg", ".iso"), UNPACK));

	private PackedSignatures() {}

	private static Signature packed(final String what, final Predicate<FileStart> matches, final String advice) {
		return Signature.of(PACKED, what, matches, advice);
	}

	/** The name of the first file in a ZIP archive, in lower case; empty if there is none in its beginning. */
	private static String firstEntry(final FileStart start) {
		final int length = start.at(26) | start.at(27) << 8;
		return length < 0 || start.bytes().length < 30 + length ? "" : FileStart.of(new String(start.bytes(), 30, length,
			StandardCharsets.UTF_8), 0, new byte[0]).name();
	}
}
