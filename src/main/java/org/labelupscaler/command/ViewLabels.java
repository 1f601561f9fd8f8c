package org.labelupscaler.command;

import java.io.File;

import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewOptions;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** <i>Plugins &gt; Label Upscaler &gt; View Labels in BigDataViewer...</i>: opens what has been written. */
@Plugin(type = Command.class, menuPath = "Plugins>Label Upscaler>View Labels in BigDataViewer...", headless = true,
	description = "Opens labels in N5 in their colours, over an image if you name one.")
public final class ViewLabels extends LabelCommand {

	@Parameter(label = "Input .n5 folder", style = "directory", required = false,
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

	@Override
	public void run() {
		perform("View Labels", progress -> {
			final ViewOptions options = ViewOptions.of(view, words(ontology), words(image));
			options.open(LabelPyramid.open(ViewOptions.container(words(input)))).ifPresent(LabelCommand::say);
		});
	}
}
