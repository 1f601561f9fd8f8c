package org.labelupscaler.cli;

import org.labelupscaler.source.Sources;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands about cells share: which labels, which cells, and how these lie in those. */
@Section.Of(Section.CELLS)
final class CellArguments {

	@Parameters(index = "0", paramLabel = "LABELS", description = "An .n5 container made by this program, or the annotation " +
		"itself: " + Sources.KNOWN + ".")
	private String labels;

	@Parameters(index = "1", paramLabel = "CELLS", description = "Points: a table (.csv, .tsv), also of ImageJ or TrackMate; XML of " +
		"cellfinder, Cell Counter or TrackMate; GeoJSON of QuPath; points of Slicer; .swc; an array (.npy); ImageJ points (.roi, .zip).")
	private String cells;

	@Option(names = "--format", paramLabel = "F", description = "What wrote the cells, if it is not recognised: table, imagej, " +
		"trackmate, cellfinder, cellcounter, npy, roi, swc, geojson or slicer.")
	private String format;

	@Option(names = "--x", paramLabel = "COLUMN", description = "Column of x: its name or its number from 1. Default: guessed.")
	private String x;

	@Option(names = "--y", paramLabel = "COLUMN", description = "Column of y.")
	private String y;

	@Option(names = "--z", paramLabel = "COLUMN", description = "Column of z; 0 for a flat image.")
	private String z;

	@Option(names = "--coordinates", paramLabel = "U", description = "What they count: voxels, or nm, um, mm, cm, m. Default: what " +
		"the file says, else voxels.")
	private String coordinates;

	@Option(names = "--points-in", paramLabel = "IMAGE", description = "The image the cells were found in, if the labels have another " +
		"size: coordinates are its voxels, or lengths by its voxel size. Only its metadata is read. Or only its size: X,Y,Z.")
	private String pointsIn;

	@Option(names = "--axes", paramLabel = "X,Y,Z", description = "Which coordinate of the cells counts along x, y and z of the labels, - for " +
		"one that counts from the other end; or from which orientation to which, for z, y, x: asr:lsa. Default: x,y,z.")
	private String axes;

	@Option(names = "--zero", paramLabel = "Z", description = "What coordinate 0 is of the first voxel: corner or centre. Default: as the " +
		"program that wrote the cells has it; corner for tables.")
	private String zero;

	@Option(names = "--decimal", paramLabel = "D", description = "What stands before decimals in a table: point or comma. Default: as the " +
		"first rows have it.")
	private String decimal;

	@Option(names = "--bad-rows", paramLabel = "B", description = "Malformed rows: fail (default) or skip.")
	private String badRows;

	@Option(names = "--where", paramLabel = "C", description = "Which rows are cells: COLUMN=VALUE,VALUE or with !=, <, >, <=, >=; " +
		"several with semicolons between, in quotes. Default: all; of cellfinder's lists type=2. all: every row.")
	private String where;

	@Section.Of(Section.LABELS)
	@Option(names = "--ontology", paramLabel = "FILE", description = LabelArguments.ONTOLOGY)
	private String ontology;

	@Section.Of(Section.LABELS)
	@Option(names = "--regions", paramLabel = "R,...", description = "Only these regions of the ontology and all that is " +
		"below them: acronyms, names or ids.")
	private String regions;

	@Section.Of(Section.RUN)
	@Option(names = "--threads", paramLabel = "N", description = "Default: one for each processor.")
	private String threads;

	@Mixin
	private SourceArguments sourceArguments;

	@Mixin
	private S3Arguments s3Arguments;

	/** A place as it is named, and how its bucket is reached. */
	String place(final String named) {
		return s3Arguments.apply(named);
	}

	/** What the list of cells is called. */
	String name() {
		return Terminal.name(cells);
	}

	/** Hands all of it to a builder. */
	CellWords builder() {
		final CellWords builder = new CellWords();
		sourceArguments.apply(builder.labels());
		return builder.set(OptionKey.INPUT, place(labels)).set(OptionKey.THREADS, threads).set(OptionKey.ONTOLOGY, place(ontology)).set(
			OptionKey.REGIONS, regions).set(CellKey.CELLS, place(cells)).set(CellKey.FORMAT, format).set(CellKey.X, x).set(CellKey.Y, y).set(
				CellKey.Z, z).set(CellKey.COORDINATES, coordinates).set(CellKey.POINTS_IN, place(pointsIn)).set(CellKey.AXES, axes).set(CellKey.ZERO, zero).set(
					CellKey.DECIMAL, decimal).set(CellKey.BAD_ROWS, badRows).set(CellKey.WHERE, where);
	}
}
