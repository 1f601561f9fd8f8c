package org.labelupscaler.command;

import java.io.File;

import org.labelupscaler.Owned;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.job.Upscaler;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.Viewer;
import org.labelupscaler.words.PlanText;
import org.labelupscaler.words.ViewWords;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** <i>Plugins &gt; Label Upscaler &gt; Upscale Labels...</i>: the main job. */
@Plugin(type = Command.class, menuPath = "Plugins>Label Upscaler>Upscale Labels...", headless = true,
	description = "Brings a label image to the resolution of a huge image, as N5.")
public final class UpscaleLabels extends SourceCommand {

	@Parameter(label = "Input file (empty: image in front)", style = "both", required = false,
		persist = false)
	private File input;

	@Parameter(label = "Output (empty: .n5 beside input)", style = "save", required = false,
		persist = false)
	private File output;

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

	@Parameter(label = "Format (auto: as output is named)", required = false, persist = false, choices = { "auto", "n5", "ome-zarr",
		"ome-zarr-0.4", "imaris", "bdv-hdf5", "ome-tiff", "precomputed" })
	private String format = "auto";

	@Parameter(label = "Compression (gzip, zstd, lz4, raw)", required = false, persist = false)
	private String compression = "gzip";

	@Parameter(label = "Block size in voxels (auto, 128)", required = false, persist = false)
	private String block = "auto";

	@Parameter(label = "Background blocks", required = false, persist = false, choices = { "skip", "write" })
	private String background = "skip";

	@Parameter(label = "Existing output", required = false, persist = false, choices = { "fail", "resume",
		"overwrite" })
	private String existing = "fail";

	@Parameter(label = "Sync blocks to disk (power cuts)", required = false, persist = false, choices = { "no", "yes" })
	private String sync = "no";

	@Parameter(label = "Threads (empty: all)", required = false, persist = false)
	private String threads = "";

	@Parameter(label = "Temp folder (empty: that of output)", style = "directory", required = false,
		persist = true)
	private File temp;

	@Parameter(label = "Rounded ids (floats above 2^24)", required = false, persist = false, choices = { "refuse",
		"accept" })
	private String roundedids = "refuse";

	@Parameter(label = "Raw input (528,320,456 uint32 little)", required = false, persist = false)
	private String raw = "";

	@Parameter(label = "View the result", required = false, persist = false, choices = { "no", "bdv", "stack" })
	private String view = "no";

	@Override
	public void run() {
		perform("Upscale Labels", progress -> {
			final Viewer viewer = ViewWords.viewer(view, Viewer.NO);
			final UpscaleOptions options = words().build();
			try (UpscaleJob job = UpscaleJob.open(options, progress)) {
				job.warnings(dialect()).forEach(LabelCommand::say);
				final UpscaleReport report = job.run(progress);
				if (!report.complete()) {
					stopped(PlanText.stopped(options));
					return;
				}
				say(PlanText.written(options, report));
				showTable(Upscaler.labelTable(options.target()));
			}
			if (viewer != Viewer.NO)
				try (Owned<LabelPyramid> labels = Owned.of(LabelPyramid.open(options.target()))) {
					viewer.openLabels(labels, LabelColors.of(options.labels())).ifPresent(LabelCommand::sayBelow);
				}
		});
	}
}
