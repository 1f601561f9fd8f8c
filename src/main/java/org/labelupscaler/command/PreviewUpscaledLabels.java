package org.labelupscaler.command;

import java.io.File;

import org.labelupscaler.Owned;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewOptions;
import org.labelupscaler.words.ViewWords;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** <i>Plugins &gt; Label Upscaler &gt; Preview Upscaled Labels...</i>: the upscaled labels to look at; nothing is written. */
@Plugin(type = Command.class, menuPath = "Plugins>Label Upscaler>Preview Upscaled Labels...", headless = true,
	description = "Shows the upscaled labels, computed as you look; nothing is written.")
public final class PreviewUpscaledLabels extends SourceCommand {

	@Parameter(label = "Input file (empty: image in front)", style = "both", required = false,
		persist = false)
	private File input;

	@Parameter(label = "Factors x,y,z (times larger)", required = false, persist = false)
	private String factors = "";

	@Parameter(label = "Size x,y,z in voxels", required = false, persist = false)
	private String size = "";

	@Parameter(label = "Voxel size x,y,z", required = false, persist = false)
	private String voxelsize = "";

	@Parameter(label = "Unit of the voxel size", required = false, persist = false, choices = { "source", "nm", "um",
		"mm", "cm", "m" })
	private String unit = "source";

	@Parameter(label = "Match the size of an image", style = "both", required = false, persist = false)
	private File match;

	@Parameter(label = "Axes of input (e.g. -z,y,x)", required = false, persist = false)
	private String axes = "";

	@Parameter(label = "Crop input (100:300,50:200,:)", required = false, persist = false)
	private String crop = "";

	@Parameter(label = "Labels to keep (315,500-520,!512)", required = false, persist = false)
	private String labels = "";

	@Parameter(label = "Regions to keep (HPF,VISp)", required = false, persist = false)
	private String regions = "";

	@Parameter(label = "Ontology file (.csv, .json, .txt)", style = "open", required = false, persist = false)
	private File ontology;

	@Parameter(label = "Values to write", required = false, persist = false, choices = { "ids", "mask", "compact" })
	private String values = "ids";

	@Parameter(label = "Offset x,y,z of the output", required = false, persist = false)
	private String offset = "";

	@Parameter(label = "Levels (auto, none, 2,2,2;4,4,4)", required = false, persist = false)
	private String levels = "auto";

	@Parameter(label = "Temp folder (empty: system)", style = "directory", required = false,
		persist = true)
	private File temp;

	@Parameter(label = "Rounded ids (floats above 2^24)", required = false, persist = false, choices = { "refuse",
		"accept" })
	private String roundedids = "refuse";

	@Parameter(label = "Raw input (528,320,456 uint32 little)", required = false, persist = false)
	private String raw = "";

	@Parameter(label = "View (bdv: BigDataViewer)", required = false, persist = false, choices = { "bdv", "stack" })
	private String view = "bdv";

	@Parameter(label = "Image below (.xml, .n5, optional)", style = "both", required = false,
		persist = false)
	private File image;

	@Override
	public void run() {
		perform("Preview Upscaled Labels", progress -> {
			final UpscaleOptions options = words().buildForReading();
			// NB: the ontology does not know the numbers of a mask, or of labels that are renumbered.
			final ViewOptions viewing = ViewWords.options(view, options.labels().writesIds() ? words(ontology) : "", words(image));
			try (Owned<LabelPyramid> labels = Owned.of(LabelPyramid.preview(options, progress))) {
				viewing.open(labels, progress).ifPresent(LabelCommand::sayBelow);
			}
		});
	}
}
