package org.labelupscaler.cli;

import java.util.concurrent.Callable;

import org.labelupscaler.cells.volume.CellVolumeTask;
import org.labelupscaler.words.CellVolumeWords;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cellvolume}: cells as balls in a volume. */
@Command(name = "cellvolume", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Write each cell as a ball into a sparse volume on the grid of the labels, which BigDataViewer opens over them.")
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

	@Option(names = "--progress", paramLabel = "P", description = "${COMPLETION-CANDIDATES}. Default: bar on a terminal.")
	private TerminalProgress.Style progress;

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
		final TerminalProgress listener = new TerminalProgress(System.err, progress);
		return Stoppable.run(listener, () -> {
			final CellVolumeTask.Result result = task.run(engine.executor(task.options().threads()), listener);
			System.out.println(Terminal.shown(result.message().say(Terminal.DIALECT)));
			return result.report().complete() ? Terminal.OK : Terminal.CANCELLED;
		});
	}
}
