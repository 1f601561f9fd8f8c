package org.labelupscaler.command;

import java.io.File;

import org.labelupscaler.words.CellPointsWords;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** <i>Plugins &gt; Label Upscaler &gt; Write Cells for Other Programs...</i>: cells as points that other programs import. */
@Plugin(type = Command.class, menuPath = "Plugins>Label Upscaler>Write Cells for Other Programs...", headless = true,
	description = "Writes the cells with their regions as points that another program imports.")
public final class WriteCellPoints extends CellCommand {

	@Parameter(label = "As points for (auto: as output is named)", required = false, persist = false, choices = { "auto", "napari", "arivis",
		"qupath", "imagej", "precomputed", "imaris" })
	private String as = "auto";

	@Parameter(label = "Output (empty: beside cells)", style = "save", required = false, persist = false)
	private File output;

	@Parameter(label = "Radius of spots in um (imaris; empty: 5)", required = false, persist = false)
	private String radius = "";

	@Parameter(label = "Existing output", required = false, persist = false, choices = { "fail", "overwrite" })
	private String existing = "fail";

	@Override
	public void run() {
		perform("Write Cells for Other Programs", progress -> say(CellPointsWords.of(key -> switch (key) {
			case AS -> as;
			case OUTPUT -> words(output);
			case RADIUS -> radius;
			case EXISTING -> existing;
		}).points(builder()).run(progress).message().say(dialect())));
	}
}
