package org.labelupscaler.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.labelupscaler.Message;
import org.labelupscaler.cells.volume.CellVolumeReport;
import org.labelupscaler.cells.volume.CellVolumeTask;
import org.labelupscaler.store.Stores;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.words.CellVolumeWords;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cellvolume}: cells as balls in a volume. */
@Command(name = "cellvolume", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Write each cell as a ball into a sparse volume on the grid of the labels, which BigDataViewer opens over them.")
@Section.Of(Section.TARGET)
final class CellVolumeCommand implements Callable<Integer> {

	@Mixin
	private CellArguments cells;

	@Parameters(index = "2", arity = "0..1", paramLabel = "TARGET.n5", description = "N5 container to make; TARGET.xml for " +
		"BigDataViewer is written beside it. Default: beside the cells, with -volume.n5.")
	private String target;

	@Option(names = "--radius", paramLabel = "R", description = "Radius of a ball in voxels, or with a unit: 5, 11um. Default: 5.")
	private String radius;

	@Option(names = "--value", paramLabel = "V", description = "What a ball's voxels say: id (default), the id of the region that the " +
		"cell lies in; number, that of the cell in its file, from 1.")
	private String value;

	@Option(names = "--existing", paramLabel = "E", description = "If the target exists: fail (default), resume or overwrite.")
	private String existing;

	@Option(names = "--sync", paramLabel = "S", description = "yes: every block is on disk, safe from power cuts, before the " +
		"container is called complete. Default: no.")
	private String sync;

	@Mixin
	private OutputArguments output;

	private final Engine engine;

	/** @param engine has blocks drawn */
	CellVolumeCommand(final Engine engine) {
		this.engine = engine;
	}

	@Override
	public Integer call() throws Exception {
		final CellVolumeTask task = CellVolumeWords.of(key -> switch (key) {
			case OUTPUT -> cells.place(target);
			case RADIUS -> radius;
			case VALUE -> value;
			case EXISTING -> existing;
			case SYNC -> sync;
		}).volume(cells.builder());
		final TerminalProgress listener = output.progress();
		output.output().say("Reading " + cells.name() + " …");
		final NewFolders folders = NewFolders.of(task.options().target());
		final CellVolumeTask.Result result = task.run(engine.executor(task.options().threads()), listener);
		final CellVolumeReport report = result.report();
		final Path container = task.options().target();
		final String text = result.message().say(Terminal.DIALECT) + (report.complete() ? "\n" + Terminal.open(VolumeFormats.of(container), container) : "");
		if (report.complete()) {
			output.output().say(text);
			folders.say(output.output());
			output.output().next(Terminal.preview(container));
		}
		else
			output.output().fail(new Message("Stopped before " + Stores.describe(container) + " was complete.", result.message().remedy()).say(
				Terminal.DIALECT));
		final JsonObject json = new JsonObject();
		json.addProperty("target", Stores.describe(container));
		json.addProperty("complete", report.complete());
		json.addProperty("cells", report.cells());
		json.addProperty("drawn", report.drawn());
		json.addProperty("outside", report.outside());
		json.addProperty("elsewhere", report.elsewhere());
		json.addProperty("background", report.background());
		json.addProperty("blocksWritten", report.written());
		json.addProperty("blocksKept", report.kept());
		json.addProperty("bytesWritten", report.bytesWritten());
		json.addProperty("seconds", report.seconds());
		json.add("text", Output.lines(text));
		output.output().result(json);
		return report.complete() ? Terminal.OK : Terminal.CANCELLED;
	}
}
