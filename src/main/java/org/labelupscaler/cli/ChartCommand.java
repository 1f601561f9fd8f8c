package org.labelupscaler.cli;

import java.util.concurrent.Callable;

import org.labelupscaler.cells.picture.ChartTask;
import org.labelupscaler.cells.picture.PictureKey;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chart}: cells per region as bars. */
@Command(name = "chart", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Draw the cells per region as bars in the ontology's colours, as PNG or SVG.")
final class ChartCommand implements Callable<Integer> {

	@Parameters(index = "0", paramLabel = "REGIONS.csv", description = "The table of regions that the command cells has written.")
	private String table;

	@Parameters(index = "1", paramLabel = "PICTURE", description = "A .png or .svg file; an older picture is replaced if " +
		"this program made it.")
	private String picture;

	@Option(names = "--by", paramLabel = "B", description = "What bars stand for and are sorted by: count (default) or density.")
	private String by;

	@Option(names = "--top", paramLabel = "N", description = "How many regions at most, those of the most cells. Default: 20.")
	private String top;

	@Option(names = "--regions", paramLabel = "R,...", description = "These regions, each with all that is below it: acronyms, names or " +
		"ids. Default: those of the most cells of their own.")
	private String regions;

	@Option(names = "--sides", paramLabel = "S", description = "Left and right of the midline: together (default) or apart.")
	private String sides;

	@Mixin
	private PictureArguments arguments;

	@Override
	public Integer call() {
		final ChartTask task = arguments.words().set(PictureKey.TABLE, table).set(PictureKey.PICTURE, picture).set(PictureKey.BY,
			by).set(PictureKey.TOP, top).set(PictureKey.REGIONS, regions).set(PictureKey.SIDES, sides).chart();
		System.out.println(Main.shown("Picture: " + task.picture() + "\n         " + task.run().caption()));
		return Main.OK;
	}
}
