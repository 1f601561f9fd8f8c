package org.labelupscaler.command;

import java.io.File;

import org.labelupscaler.cells.picture.ChartTask;
import org.labelupscaler.cells.picture.Picture;
import org.labelupscaler.words.PictureKey;
import org.labelupscaler.words.PictureWords;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** <i>Plugins &gt; Label Upscaler &gt; Chart Cells per Region...</i>: cells per region as bars. */
@Plugin(type = Command.class, menuPath = "Plugins>Label Upscaler>Chart Cells per Region...", headless = true,
	description = "Draws the cells per region as bars, as PNG or SVG.")
public final class ChartCells extends LabelCommand {

	@Parameter(label = "Table of regions (.csv)", style = "open", required = false, persist = false)
	private File table;

	@Parameter(label = "Picture .png or .svg (empty: beside input)", style = "save", required = false, persist = false)
	private File picture;

	@Parameter(label = "By count or density", required = false, persist = false, choices = { "count", "density" })
	private String by = "count";

	@Parameter(label = "Top regions, how many", required = false, persist = false)
	private String top = "20";

	@Parameter(label = "Least cells of a region (empty: 10 by density)", required = false, persist = false)
	private String least = "";

	@Parameter(label = "Regions to show (HPF,CTX; empty: top)", required = false, persist = false)
	private String regions = "";

	@Parameter(label = "Sides of the midline", required = false, persist = false, choices = { "together", "apart" })
	private String sides = "together";

	@Parameter(label = "Log axis", required = false, persist = false, choices = { "no", "yes" })
	private String log = "no";

	@Parameter(label = "Title", required = false, persist = false)
	private String title = "";

	@Parameter(label = "Size in pixels (1600 or 1600x1200)", required = false, persist = false)
	private String size = "1600";

	@Parameter(label = "Scale of letters and lines", required = false, persist = false)
	private String scale = "2";

	@Override
	public void run() {
		perform("Chart Cells", progress -> {
			final ChartTask task = new PictureWords().set(PictureKey.TABLE, words(table)).set(PictureKey.PICTURE, words(picture)).set(
				PictureKey.BY, by).set(PictureKey.TOP, top).set(PictureKey.LEAST, least).set(PictureKey.REGIONS, regions)
				.set(PictureKey.SIDES, sides).set(PictureKey.LOG, log).set(PictureKey.TITLE, title).set(PictureKey.SIZE, size).set(PictureKey.SCALE, scale).chart();
			final Picture drawn = task.run();
			say(task.text(drawn));
			show(task.picture(), drawn);
		});
	}
}
