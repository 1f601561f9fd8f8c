package org.labelupscaler.command;

import java.io.File;

import org.labelupscaler.cells.AssignJob;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** <i>Plugins &gt; Label Upscaler &gt; Assign Cells to Regions...</i>: finds the region of each cell, and counts them. */
@Plugin(type = Command.class, menuPath = "Plugins>Label Upscaler>Assign Cells to Regions...", headless = true,
	description = "Finds the region of each cell, and counts the cells of each region.")
public final class AssignCells extends CellCommand {

	@Parameter(label = "Midline for left and right (z, -x, z:228)", required = false, persist = false)
	private String midline = "";

	@Parameter(label = "Output .csv (empty: beside cells)", style = "save", required = false, persist = false)
	private File output;

	@Parameter(label = "Table of regions (empty: beside output)", style = "save", required = false, persist = false)
	private File table;

	@Parameter(label = "Existing output", required = false, persist = false, choices = { "fail", "overwrite" })
	private String existing = "fail";

	@Override
	public void run() {
		perform("Assign Cells", progress -> {
			final AssignOptions options = new AssignWords().set(AssignKey.MIDLINE, midline).set(AssignKey.OUTPUT, words(output)).set(
				AssignKey.TABLE, words(table)).set(AssignKey.EXISTING, existing).assign(builder());
			try (AssignJob job = AssignJob.open(options, progress)) {
				say(job.text(job.run(progress), dialect()));
				showTable(options.table());
			}
		});
	}
}
