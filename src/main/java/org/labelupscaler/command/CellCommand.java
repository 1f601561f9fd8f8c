package org.labelupscaler.command;

import java.io.File;

import org.labelupscaler.words.CellWords;
import org.scijava.plugin.Parameter;

/** A command about cells and the labels they lie in. SciJava shows these fields first, then those of the command itself. */
abstract class CellCommand extends LabelCommand {

	@Parameter(label = "Input labels (.n5 or file; empty: image in front)", style = "both", required = false, persist = false)
	private File input;

	@Parameter(label = "Unit of the voxel size", required = false, persist = false, choices = { "source", "nm", "um", "mm", "cm",
		"m" })
	private String unit = "source";

	@Parameter(label = "Cells file (.csv .xml .json .npy .roi .swc)", style = "open", required = false, persist = false)
	private File cells;

	@Parameter(label = "Format of the cells file", required = false, persist = false, choices = { "auto", "table", "imagej",
		"trackmate", "cellfinder", "cellcounter", "npy", "roi", "swc", "geojson", "slicer" })
	private String format = "auto";

	@Parameter(label = "X column (empty: guess)", required = false, persist = false)
	private String x = "";

	@Parameter(label = "Y column (empty: guess)", required = false, persist = false)
	private String y = "";

	@Parameter(label = "Z column (empty: guess)", required = false, persist = false)
	private String z = "";

	@Parameter(label = "Coordinates in", required = false, persist = false, choices = { "auto", "voxels", "nm", "um", "mm", "cm",
		"m" })
	private String coordinates = "auto";

	@Parameter(label = "Points in image, or size (empty: in labels)", style = "both", required = false, persist = false)
	private File pointsin;

	@Parameter(label = "Axes of the cells (e.g. -z,y,x)", required = false, persist = false)
	private String axes = "";

	@Parameter(label = "Zero is the first voxel's", required = false, persist = false, choices = { "auto", "corner", "centre" })
	private String zero = "auto";

	@Parameter(label = "Decimal mark of a table", required = false, persist = false, choices = { "auto", "point", "comma" })
	private String decimal = "auto";

	@Parameter(label = "Bad rows (that cannot be read)", required = false, persist = false, choices = { "fail", "skip" })
	private String badrows = "fail";

	@Parameter(label = "Where column=value (type=2;score>0.5)", required = false, persist = false)
	private String where = "";

	@Parameter(label = "Ontology file (.csv, .json, .txt)", style = "open", required = false, persist = false)
	private File ontology;

	@Parameter(label = "Regions to keep (HPF,VISp)", required = false, persist = false)
	private String regions = "";

	/** The words in the fields, with the image in front for the case that no labels are named. */
	final CellWords builder() {
		return cells(given());
	}
}
