package org.labelupscaler.cli;

import java.util.List;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.job.JobPart;
import org.labelupscaler.job.LabelTable;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.job.Upscaler;
import org.labelupscaler.store.Stores;
import org.labelupscaler.text.Quantities;
import org.labelupscaler.words.PlanText;

/** Runs one job from a terminal: says the plan, runs it, says the result. */
final class UpscaleRun {

	private static final int LABELS_SHOWN = 5;

	private final UpscaleOptions options;
	private final Engine engine;
	private final Output out;
	private final TerminalProgress progress;

	UpscaleRun(final UpscaleOptions options, final Engine engine, final Output out, final TerminalProgress progress) {
		this.options = options;
		this.engine = engine;
		this.out = out;
		this.progress = progress;
	}

	/** Returns the exit code. */
	int run(final boolean dryRun) throws Exception {
		// NB: at once, since to decode a large file takes a while.
		if (options.source() != null)
			say("Reading " + Terminal.name(options.source().toString()) + " …");
		try (UpscaleJob job = UpscaleJob.open(options, progress)) {
			print(job);
			job.warnings(Terminal.DIALECT).forEach(warning -> say("Note:    " + warning));
			if (!dryRun)
				return run(job);
			out.result(UpscaleJson.of(job));
			return Terminal.OK;
		}
	}

	private void say(final String line) {
		out.say(line);
	}

	private void print(final UpscaleJob job) {
		final UpscalePlan plan = job.plan();
		final int[] block = plan.blockSize();
		say("Source:  " + job.file().name() + " (" + job.file().format() + ")");
		say("         " + BlockGrid.format(job.file().size()) + " voxels of " + job.file().type() + ", " + job
			.file().voxelSize());
		PlanText.arrangement(options).ifPresent(what -> say("Taken:   " + what));
		PlanText.match(options.targetSize()).ifPresent(image -> say("Match:   " + image));
		say("Target:  " + Stores.describe(options.target()) + " (" + options.format().title() + ", " + plan.compression() + ", blocks " + block[0] + " x " + block[1] +
			" x " + block[2] + ")");
		say("         " + PlanText.target(plan));
		PlanText.levels(plan).forEach(level -> say("  " + level));
		say("Voxels:  " + PlanText.voxels(plan));
		say("Disk:    " + PlanText.disk(job.estimate()) + (Stores.isElsewhere(options.target()) ? "" : "; " + Quantities.bytes(job.freeBytes()) +
			" free"));
		say("Memory:  up to " + Quantities.bytes(job.memory()) + " for " + Quantities.count(options.threads(), "thread") + (job.appendedMemory() == 0
			? "" : ", " + Quantities.bytes(job.appendedMemory()) + " of it for shards on their way"));
	}

	private int run(final UpscaleJob job) throws Exception {
		final NewFolders folders = NewFolders.of(options.target());
		final UpscaleReport report = job.run(engine.executor(options.threads()), progress);
		out.result(UpscaleJson.of(job, report));
		if (!report.complete()) {
			out.fail(options.format().isFile() ? "Stopped. No file was made." : "Stopped. To complete it, run the same command again" + (isWhole()
				? " with --existing resume." : "."));
			return Terminal.CANCELLED;
		}
		print(report, folders);
		return Terminal.OK;
	}

	private boolean isWhole() {
		return options.part() instanceof JobPart.Whole;
	}

	private void print(final UpscaleReport report, final NewFolders folders) {
		say("Done:    " + PlanText.done(report));
		say("         " + PlanText.blocks(report));
		folders.say(out);
		if (options.part() instanceof JobPart.One one) {
			say("Next:    when all " + one.count() + " parts are done, run the same command with --part finish");
			return;
		}
		PlanText.onlyBackground(report).ifPresent(note -> say("Note:    " + note));
		report.labels().ifPresentOrElse(this::printLabels, () -> say(
			"Labels:  more than a million; no table is written"));
		say(Terminal.open(options.format(), options.target()));
		out.next(Terminal.preview(options.target()));
	}

	private void printLabels(final LabelTable table) {
		final List<LabelTable.Row> rows = table.largestFirst();
		say("Labels:  " + Quantities.count(rows.size()) + " besides background, in " + Stores.describe(Upscaler.labelTable(
			options.target())));
		for (final LabelTable.Row row : rows.subList(0, Math.min(LABELS_SHOWN, rows.size())))
			say("         " + table.title(row) + ": " + Quantities.count(row.voxels(), "voxel") + (table.voxelSize().hasUnit()
				? ", " + Quantities.volume(table.volume(row.voxels()), table.voxelSize().unit()) : ""));
	}
}
