package org.labelupscaler.command;

import java.io.File;

import org.labelupscaler.cells.picture.ProjectionTask;
import org.labelupscaler.words.PictureKey;
import org.labelupscaler.words.PictureWords;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** <i>Plugins &gt; Label Upscaler &gt; Project Cells over Regions...</i>: the density of cells along an axis. */
@Plugin(type = Command.class, menuPath = "Plugins>Label Upscaler>Project Cells over Regions...", headless = true,
	description = "Draws the density of cells along an axis over the outlines of the regions.")
public final class ProjectCells extends CellCommand {

	@Parameter(label = "Picture .png or .svg (empty: beside input)", style = "save", required = false, persist = false)
	private File picture;

	@Parameter(label = "Mode of projection", required = false, persist = false, choices = { "sum", "max" })
	private String mode = "sum";

	@Parameter(label = "Axis to look along", required = false, persist = false, choices = { "z", "y", "x" })
	private String axis = "z";

	@Parameter(label = "Slab in voxels along it (1000:1100)", required = false, persist = false)
	private String slab = "";

	@Parameter(label = "Midline for left and right (z, -x, z:228)", required = false, persist = false)
	private String midline = "";

	@Parameter(label = "Bin in um (empty: auto)", required = false, persist = false)
	private String bin = "";

	@Parameter(label = "Gauss sigma in um (empty: 2 bins)", required = false, persist = false)
	private String gauss = "";

	@Parameter(label = "Highest density shown (empty: auto)", required = false, persist = false)
	private String highest = "";

	@Parameter(label = "Paper colour", required = false, persist = false, choices = { "white", "black" })
	private String paper = "white";

	@Parameter(label = "Title", required = false, persist = false)
	private String title = "";

	@Parameter(label = "Size in pixels (1600 or 1600x1200)", required = false, persist = false)
	private String size = "1600";

	@Parameter(label = "Scale of letters and lines", required = false, persist = false)
	private String scale = "2";

	@Override
	public void run() {
		perform("Project Cells", progress -> {
			final ProjectionTask task = new PictureWords().set(PictureKey.PICTURE, words(picture)).set(PictureKey.MODE, mode).set(
				PictureKey.AXIS, axis).set(PictureKey.SLAB, slab).set(PictureKey.MIDLINE, midline).set(PictureKey.BIN, bin)
				.set(PictureKey.GAUSS, gauss).set(PictureKey.HIGHEST, highest).set(PictureKey.PAPER, paper).set(PictureKey.TITLE, title).set(PictureKey.SIZE, size).set(
						PictureKey.SCALE, scale).projection(builder());
			final ProjectionTask.Result result = task.run(progress);
			say(result.text());
			show(task.picture(), result.picture());
		});
	}
}
