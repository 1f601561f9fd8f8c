package org.labelupscaler.cli;

import java.util.concurrent.Callable;

import org.labelupscaler.cells.output.CellPointsTask;
import org.labelupscaler.words.CellPointsWords;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cellpoints}: cells for other programs. */
@Command(name = "cellpoints", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Write the cells with their regions as points that another program imports over the labels.")
final class CellPointsCommand implements Callable<Integer> {

	@Mixin
	private CellArguments cells;

	@Parameters(index = "2", arity = "0..1", paramLabel = "OUT", description = "What to make; its name says for which program: " +
		".geojson, .zip (ImageJ), .precomputed, .napari.csv, .arivis.csv, or an .ims of labels that this program wrote, which spots are " +
		"added to. Default: beside the cells, if --as says the program.")
	private String output;

	@Option(names = "--as", paramLabel = "P", description = "For which program: napari, arivis, qupath, imagej, precomputed " +
		"(Neuroglancer) or imaris. Default: as OUT is named.")
	private String as;

	@Option(names = "--radius", paramLabel = "R", description = "Radius of Imaris's spots in um, or with a unit. Default: 5.")
	private String radius;

	@Option(names = "--existing", paramLabel = "E", description = "If OUT exists, or has spots: fail (default) or overwrite.")
	private String existing;

	@Option(names = "--progress", paramLabel = "P", description = "${COMPLETION-CANDIDATES}. Default: bar on a terminal.")
	private TerminalProgress.Style progress;

	@Override
	public Integer call() throws Exception {
		final CellPointsTask task = CellPointsWords.of(key -> switch (key) {
			case AS -> as;
			case OUTPUT -> output;
			case RADIUS -> radius;
			case EXISTING -> existing;
		}).points(cells.builder());
		final TerminalProgress listener = new TerminalProgress(System.err, progress);
		return Stoppable.run(listener, () -> {
			System.out.println(Terminal.shown(task.run(listener).message().say(Terminal.DIALECT)));
			return Terminal.OK;
		});
	}
}
