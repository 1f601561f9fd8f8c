package org.labelupscaler.command;

import java.io.File;
import java.nio.file.Path;

import org.labelupscaler.Owned;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewOptions;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.ViewWords;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** <i>Plugins &gt; Label Upscaler &gt; View Labels in BigDataViewer...</i>: opens what has been written. */
@Plugin(type = Command.class, menuPath = "Plugins>Label Upscaler>View Labels in BigDataViewer...", headless = true,
	description = "Opens labels in N5 in their colours, over an image and under cells if you name them.")
public final class ViewLabels extends LabelCommand {

	@Parameter(label = "Input labels (.n5, .ome.zarr, .ims, ...)", style = "directory", required = false,
		persist = false)
	private File input;

	@Parameter(label = "View (bdv: BigDataViewer)", required = false, persist = false, choices = { "bdv", "stack" })
	private String view = "bdv";

	@Parameter(label = "Ontology file (.csv, .json, .txt)", style = "open", required = false,
		persist = false)
	private File ontology;

	@Parameter(label = "Image below (.xml, .n5, optional)", style = "both", required = false,
		persist = false)
	private File image;

	@Parameter(label = "Cells over the labels (.csv, .xml, .n5, ...)", style = "both", required = false, persist = false)
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

	@Override
	public void run() {
		perform("View Labels", progress -> {
			final Path container = ViewWords.container(words(input));
			final ViewOptions options = ViewWords.options(view, words(ontology), words(image)).with(ViewWords.cells(container,
				this::word));
			try (Owned<LabelPyramid> labels = Owned.of(LabelPyramid.open(container))) {
				options.open(labels, progress).ifPresent(LabelCommand::sayBelow);
			}
		});
	}

	private String word(final CellKey key) {
		final Object word = module().getInput(key.key());
		return word == null ? "" : word.toString();
	}
}
