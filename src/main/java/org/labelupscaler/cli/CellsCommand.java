package org.labelupscaler.cli;

import java.util.concurrent.Callable;

import org.labelupscaler.cells.AssignJob;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cells}: which region each cell is in, and how many there are in each. */
@Command(name = "cells", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Find the region of each cell, and count the cells of each region.")
final class CellsCommand implements Callable<Integer> {

	@Mixin
	private CellArguments cells;

	@Option(names = "--output", paramLabel = "CSV", description = "The cells with their regions. Default: beside the cells, with " +
		"-assigned.csv.")
	private String output;

	@Option(names = "--table", paramLabel = "CSV", description = "The regions with count, volume and density. Default: beside the " +
		"cells, with -regions.csv.")
	private String table;

	@Option(names = "--midline", paramLabel = "M", description = "Count left and right of a plane: the axis across it, x, y or z, with - " +
		"before it if the left side is at its large end, and where it stands in voxels if not in the middle: z, -z, z:228.")
	private String midline;

	@Option(names = "--existing", paramLabel = "E", description = "If a result exists: fail (default) or overwrite.")
	private String existing;

	@Option(names = "--progress", paramLabel = "P", description = "${COMPLETION-CANDIDATES}. Default: bar on a terminal.")
	private TerminalProgress.Style progress;

	private final Engine engine;

	/** @param engine has voxels counted */
	CellsCommand(final Engine engine) {
		this.engine = engine;
	}

	@Override
	public Integer call() throws Exception {
		final AssignOptions options = new AssignWords().set(AssignKey.OUTPUT, output).set(AssignKey.TABLE, table).set(AssignKey.EXISTING,
			existing).set(AssignKey.MIDLINE, midline).assign(cells.builder());
		final TerminalProgress listener = new TerminalProgress(System.err, progress);
		return Stoppable.run(listener, () -> {
			try (AssignJob job = AssignJob.open(options, listener)) {
				System.out.println(Terminal.shown(job.text(job.run(engine.executor(options.cells().labels().threads()), listener))));
				return Terminal.OK;
			}
		});
	}
}
