package org.labelupscaler.cli;

import java.util.concurrent.Callable;

import org.labelupscaler.cells.output.CellPointsTask;
import org.labelupscaler.words.CellPointsWords;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cellpoints}: cells for other programs. */
@Command(name = "cellpoints", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Write the cells with their regions as points that another program imports over the labels.")
@Section.Of(Section.TARGET)
final class CellPointsCommand implements Callable<Integer> {

	@Mixin
	private CellArguments cells;

	@Parameters(index = "2", arity = "0..1", paramLabel = "OUT", description = "What to make; its name says for which program: " +
		".geojson, .zip (ImageJ), .precomputed, .napari.csv, .arivis.csv, or an .ims of labels that this program wrote, which spots are " +
		"added to. Default: beside the cells, if --as says the program.")
	private String target;

	@Option(names = "--as", paramLabel = "P", description = "For which program: napari, arivis, qupath, imagej, precomputed " +
		"(Neuroglancer) or imaris. Default: as OUT is named.")
	private String as;

	@Option(names = "--radius", paramLabel = "R", description = "Radius of Imaris's spots in um, or with a unit. Default: 5.")
	private String radius;

	@Option(names = "--existing", paramLabel = "E", description = "If OUT exists, or has spots: fail (default) or overwrite.")
	private String existing;

	@Mixin
	private OutputArguments output;

	@Override
	public Integer call() throws Exception {
		final CellPointsTask task = CellPointsWords.of(key -> switch (key) {
			case AS -> as;
			case OUTPUT -> target;
			case RADIUS -> radius;
			case EXISTING -> existing;
		}).points(cells.builder());
		final TerminalProgress listener = output.progress();
		output.output().say("Reading " + cells.name() + " …");
		final NewFolders folders = NewFolders.of(task.output());
		final CellPointsTask.Result result = task.run(listener);
		final String text = result.message().say(Terminal.DIALECT);
		output.output().say(text);
		folders.say(output.output());
		final JsonObject json = new JsonObject();
		json.addProperty("output", task.output().toString());
		json.addProperty("for", task.format().word());
		json.addProperty("written", result.written());
		json.addProperty("background", result.background());
		json.addProperty("outside", result.outside());
		json.addProperty("elsewhere", result.elsewhere());
		json.addProperty("bytes", result.bytes());
		json.add("text", Output.lines(text));
		output.output().result(json);
		return Terminal.OK;
	}
}
