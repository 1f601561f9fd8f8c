package org.labelupscaler.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.n5.bdv.BdvLayout;
import org.labelupscaler.n5.bdv.BdvXml;
import org.labelupscaler.upscale.LabelTable;
import org.labelupscaler.upscale.PlanText;
import org.labelupscaler.upscale.Quantities;
import org.labelupscaler.upscale.UpscaleJob;
import org.labelupscaler.upscale.UpscaleOptions;
import org.labelupscaler.upscale.UpscalePlan;
import org.labelupscaler.upscale.UpscaleReport;
import org.labelupscaler.upscale.Upscaler;

/** Runs one job from a terminal: says the plan, runs it, says the result. */
final class UpscaleRun {

	private static final int LABELS_SHOWN = 5;

	private final UpscaleOptions options;
	private final PrintStream out;
	private final TerminalProgress progress;

	UpscaleRun(final UpscaleOptions options, final PrintStream out, final TerminalProgress progress) {
		this.options = options;
		this.out = out;
		this.progress = progress;
	}

	/** Returns the exit code. */
	int run(final boolean dryRun) throws InterruptedException {
		try (UpscaleJob job = UpscaleJob.open(options, progress)) {
			print(job);
			job.warnings().forEach(warning -> out.println("Note:    " + Main.asOptions(warning)));
			return dryRun ? Main.OK : run(job);
		}
	}

	private void print(final UpscaleJob job) {
		final UpscalePlan plan = job.plan();
		final int[] block = plan.blockSize();
		out.println("Source:  " + job.file().name() + " (" + job.file().format() + ")");
		out.println("         " + BlockGrid.format(job.file().size()) + " voxels of " + job.file().type() + ", " + job
			.file().voxelSize());
		PlanText.arrangement(options).ifPresent(what -> out.println("Taken:   " + what));
		PlanText.match(options.targetSize()).ifPresent(image -> out.println("Match:   " + image));
		out.println("Target:  " + options.target() + " (N5, " + plan.compression() + ", blocks " + block[0] + " x " + block[1] +
			" x " + block[2] + ")");
		out.println("         " + PlanText.target(plan));
		PlanText.levels(plan).forEach(level -> out.println("  " + level));
		out.println("Voxels:  " + PlanText.voxels(plan));
		out.println("Disk:    " + PlanText.disk(job.estimate()) + "; " + Quantities.bytes(job.freeBytes()) +
			" free");
		out.println("Memory:  up to " + Quantities.bytes(job.memory()) + " for " + options
			.threads() + " threads");
		out.flush();
	}

	private int run(final UpscaleJob job) throws InterruptedException {
		final CountDownLatch ended = new CountDownLatch(1);
		final Thread hook = new Thread(() -> stop(ended), "label-upscaler-stop");
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			final UpscaleReport report = job.run(progress);
			if (!report.complete()) {
				out.println("Stopped. To complete it, run the same command again with --existing resume.");
				return Main.CANCELLED;
			}
			print(report);
			return Main.OK;
		}
		finally {
			ended.countDown();
			try {
				Runtime.getRuntime().removeShutdownHook(hook);
			}
			catch (final IllegalStateException e) {
				// NB: the process is ending, and the hook waits for this.
			}
		}
	}

	/** Runs when the process is told to end: lets each worker finish its block. */
	private void stop(final CountDownLatch ended) {
		progress.cancel();
		try {
			ended.await(30, TimeUnit.SECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void print(final UpscaleReport report) {
		out.println("Done:    " + PlanText.done(report));
		out.println("         " + PlanText.blocks(report));
		PlanText.onlyBackground(report).ifPresent(note -> out.println("Note:    " + note));
		report.labels().ifPresentOrElse(this::printLabels, () -> out.println(
			"Labels:  more than a million; no table is written"));
		out.println("Open:    " + BdvXml.of(options.target()).file() + " in BigDataViewer, or " + BdvLayout.group(options
			.target()) + " in N5 Viewer");
	}

	private void printLabels(final LabelTable table) {
		final List<LabelTable.Row> rows = table.largestFirst();
		out.println("Labels:  " + Quantities.count(rows.size()) + " besides background, in " + Upscaler.labelTable(options
			.target()));
		for (final LabelTable.Row row : rows.subList(0, Math.min(LABELS_SHOWN, rows.size())))
			out.println("         " + table.title(row) + ": " + Quantities.count(row.voxels()) + " voxels, " +
				VoxelSize.format(table.volume(row.voxels()).doubleValue()) + " " + table.voxelSize().unit() + "^3");
	}
}
