package org.labelupscaler.command;

import java.io.File;

import org.labelupscaler.cells.volume.CellVolumeTask;
import org.labelupscaler.words.CellVolumeWords;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** <i>Plugins &gt; Label Upscaler &gt; Write Cells as a Volume...</i>: cells as balls in a volume on the grid of the labels. */
@Plugin(type = Command.class, menuPath = "Plugins>Label Upscaler>Write Cells as a Volume...", headless = true,
	description = "Writes each cell as a ball into a sparse volume that opens over the labels.")
public final class WriteCellVolume extends CellCommand {

	@Parameter(label = "Output .n5 (empty: beside cells)", style = "save", required = false, persist = false)
	private File output;

	@Parameter(label = "Radius of a cell (5, or 11um)", required = false, persist = false)
	private String radius = "5";

	@Parameter(label = "Value of its voxels", required = false, persist = false, choices = { "id", "number" })
	private String value = "id";

	@Parameter(label = "Existing output", required = false, persist = false, choices = { "fail", "resume", "overwrite" })
	private String existing = "fail";

	@Parameter(label = "Sync blocks to disk (power cuts)", required = false, persist = false, choices = { "no", "yes" })
	private String sync = "no";

	@Override
	public void run() {
		perform("Write Cells as a Volume", progress -> {
			final CellVolumeTask task = CellVolumeWords.of(key -> switch (key) {
				case OUTPUT -> words(output);
				case RADIUS -> radius;
				case VALUE -> value;
				case EXISTING -> existing;
				case SYNC -> sync;
			}).volume(builder());
			final CellVolumeTask.Result result = task.run(progress);
			if (result.report().complete())
				say(CellVolumeWords.text(task, result, dialect()));
			else
				stopped(result.message());
		});
	}
}
