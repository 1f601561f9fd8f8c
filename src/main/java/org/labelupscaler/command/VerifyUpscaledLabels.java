package org.labelupscaler.command;

import java.io.File;

import org.labelupscaler.job.VerifyJob;
import org.labelupscaler.job.VerifyOptions;
import org.labelupscaler.job.VerifyReport;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.words.VerifyKey;
import org.labelupscaler.words.VerifyWords;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** <i>Plugins &gt; Label Upscaler &gt; Verify Upscaled Labels...</i>: compares a container with its source. */
@Plugin(type = Command.class, menuPath = "Plugins>Label Upscaler>Verify Upscaled Labels...", headless = true,
	description = "Reads blocks back and compares them with the scaling rule.")
public final class VerifyUpscaledLabels extends LabelCommand {

	@Parameter(label = "Input labels (.n5, .ome.zarr, .ims, ...)", style = "directory", required = false,
		persist = false)
	private File input;

	@Parameter(label = "Source file (empty: as made)", style = "open", required = false,
		persist = false)
	private File source;

	@Parameter(label = "Blocks (a number, all, or voxels)", required = false, persist = false)
	private String blocks = "200";

	@Parameter(label = "Threads (empty: all)", required = false, persist = false)
	private String threads = "";

	@Parameter(label = "Temp folder (empty: that of input)", style = "directory", required = false,
		persist = true)
	private File temp;

	@Override
	public void run() {
		perform("Verify Upscaled Labels", progress -> {
			final VerifyOptions options = new VerifyWords().set(VerifyKey.INPUT, words(input)).set(VerifyKey.SOURCE, words(source)).set(
				VerifyKey.BLOCKS, blocks).set(VerifyKey.THREADS, threads).set(VerifyKey.TEMP, words(temp)).build();
			try (VerifyJob job = VerifyJob.open(options, OpenImage::active, progress)) {
				final VerifyReport report = job.run(progress);
				if (report.difference().isPresent())
					fail(report.difference().get().say(dialect()));
				else if (!report.finished())
					stop(job.result(report));
				else
					say(job.result(report));
			}
		});
	}
}
