package org.labelupscaler.cli;

import java.util.concurrent.Callable;

import org.labelupscaler.cells.AssignJob;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.cells.AssignReport;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cells}: which region each cell is in, and how many there are in each. */
@Command(name = "cells", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Find the region of each cell, and count the cells of each region.")
@Section.Of(Section.TARGET)
final class CellsCommand implements Callable<Integer> {

	@Mixin
	private CellArguments cells;

	@Option(names = "--output", paramLabel = "CSV", description = "The cells with their regions. Default: beside the cells, with " +
		"-assigned.csv.")
	private String assigned;

	@Option(names = "--table", paramLabel = "CSV", description = "The regions with count, volume and density. Default: beside the " +
		"output, with -regions.csv.")
	private String table;

	@Option(names = "--midline", paramLabel = "M", description = "Count left and right of a plane: the axis across it, x, y or z, with - " +
		"before it if the left side is at its large end, and where it stands in voxels if not in the middle: z, -z, z:228.")
	private String midline;

	@Option(names = "--existing", paramLabel = "E", description = "If a result exists: fail (default) or overwrite.")
	private String existing;

	@Mixin
	private OutputArguments output;

	private final Engine engine;

	/** @param engine has voxels counted */
	CellsCommand(final Engine engine) {
		this.engine = engine;
	}

	@Override
	public Integer call() throws Exception {
		final AssignOptions options = new AssignWords().set(AssignKey.OUTPUT, assigned).set(AssignKey.TABLE, table).set(AssignKey.EXISTING,
			existing).set(AssignKey.MIDLINE, midline).assign(cells.builder());
		final TerminalProgress listener = output.progress();
		output.output().say("Reading " + cells.name() + " …");
		final NewFolders folders = NewFolders.of(options.output(), options.table());
		try (AssignJob job = AssignJob.open(options, listener)) {
			final AssignReport report = job.run(engine.executor(options.cells().labels().threads()), listener);
			final String text = job.text(report, Terminal.DIALECT);
			output.output().say(text);
			folders.say(output.output());
			output.output().next(Terminal.PROGRAM + " chart " + Terminal.quoted(options.table()) + " " + Terminal.quoted(AssignOptions
				.beside(options.table(), ".png")));
			output.output().result(json(options, report, text));
			return Terminal.OK;
		}
	}

	private static JsonObject json(final AssignOptions options, final AssignReport report, final String text) {
		final JsonObject json = new JsonObject();
		json.addProperty("output", options.output().toString());
		json.addProperty("table", options.table().toString());
		json.addProperty("cells", report.cells());
		json.addProperty("inRegions", report.cells() - report.background() - report.outside());
		json.addProperty("background", report.background());
		json.addProperty("outside", report.outside());
		json.addProperty("unknown", report.unknown());
		json.addProperty("seconds", report.seconds());
		json.add("notes", Output.array(report.notes(Terminal.DIALECT)));
		json.add("text", Output.lines(text));
		return json;
	}
}
