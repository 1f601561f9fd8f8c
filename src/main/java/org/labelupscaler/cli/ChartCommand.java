package org.labelupscaler.cli;

import java.util.concurrent.Callable;

import org.labelupscaler.cells.picture.ChartTask;
import org.labelupscaler.cells.picture.Picture;
import org.labelupscaler.words.PictureKey;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chart}: cells per region as bars. */
@Command(name = "chart", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Draw the cells per region as bars in the ontology's colours, as PNG or SVG.")
@Section.Of(Section.PICTURE)
final class ChartCommand implements Callable<Integer> {

	@Parameters(index = "0", paramLabel = "REGIONS.csv", description = "The table of regions that the command cells has written.")
	private String table;

	@Parameters(index = "1", paramLabel = "PICTURE", description = "A .png or .svg file; an older picture is replaced if " +
		"this program made it.")
	private String picture;

	@Option(names = "--by", paramLabel = "B", description = "What bars stand for and are chosen and sorted by: count (default) or " +
		"density.")
	private String by;

	@Option(names = "--top", paramLabel = "N", description = "How many regions at most, those of the most cells or the " +
		"highest densities. Default: 20.")
	private String top;

	@Option(names = "--least", paramLabel = "N", description = "Only regions of so many cells. Default: 10 by density, as the " +
		"highest are those of a few voxels with a cell in them; else 1.")
	private String least;

	@Option(names = "--regions", paramLabel = "R,...", description = "These regions, each with all that is below it: acronyms, names or " +
		"ids. Default: those of the most, each without what is below it.")
	private String regions;

	@Option(names = "--sides", paramLabel = "S", description = "Left and right of the midline: together (default) or apart.")
	private String sides;

	@Option(names = "--logarithm", paramLabel = "L", description = "yes: bars as long as the logarithms of their values; 0 has no " +
		"bar. Default: no.")
	private String logarithm;

	@Mixin
	private PictureArguments arguments;

	@Mixin
	private OutputArguments output;

	@Override
	public Integer call() {
		// NB: --log yes was that of the bars before there were logs.
		final String answer = output.takeAnswer();
		final ChartTask task = arguments.words().set(PictureKey.TABLE, table).set(PictureKey.PICTURE, picture).set(PictureKey.BY,
			by).set(PictureKey.TOP, top).set(PictureKey.LEAST, least).set(PictureKey.REGIONS, regions).set(PictureKey.SIDES, sides).set(
				PictureKey.LOG, logarithm != null || answer.isEmpty() ? logarithm : answer).chart();
		final NewFolders folders = NewFolders.of(task.picture());
		final Picture drawn = task.run();
		final String text = task.text(drawn);
		output.output().say(text);
		folders.say(output.output());
		final JsonObject json = new JsonObject();
		json.addProperty("picture", task.picture().toString());
		json.addProperty("caption", drawn.caption());
		json.add("text", Output.lines(text));
		output.output().result(json);
		return Terminal.OK;
	}
}
