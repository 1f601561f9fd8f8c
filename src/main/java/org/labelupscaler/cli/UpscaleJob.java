package org.labelupscaler.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.n5.bdv.BdvLayout;
import org.labelupscaler.n5.bdv.BdvXml;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.upscale.LabelTable;
import org.labelupscaler.upscale.Level;
import org.labelupscaler.upscale.Requirements;
import org.labelupscaler.upscale.SizeEstimate;
import org.labelupscaler.upscale.UpscaleOptions;
import org.labelupscaler.upscale.UpscalePlan;
import org.labelupscaler.upscale.UpscaleReport;
import org.labelupscaler.upscale.Upscaler;

/** Runs one job from a terminal: says the plan, runs it, says the result. */
final class UpscaleJob {

	private static final int LABELS_SHOWN = 5;

	private final UpscaleOptions options;
	private final PrintStream out;
	private final TerminalProgress progress;

	UpscaleJob(final UpscaleOptions options, final PrintStream out, final TerminalProgress progress) {
		this.options = options;
		this.out = out;
		this.progress = progress;
	}

	/** Returns the exit code. */
	int run(final boolean dryRun) throws InterruptedException {
		final SourceFile file = options.describeSource();
		Requirements.checkTargetSize(options, file);
		final Path folder = Requirements.checkFolders(options);
		final Path temporary = Requirements.temporaryFolder(options, folder);
		try (LabelSource source = file.open(new SourceOptions(temporary, options.acceptRoundedIds()))) {
			final UpscalePlan plan = UpscalePlan.of(options, file, source);
			Upscaler.checkTarget(plan, options.target(), options.existing());
			Requirements.checkMemory(plan, options.threads());
			final SizeEstimate estimate = SizeEstimate.of(plan, source);
			print(file, plan, estimate, folder);
			Requirements.checkSpace(options, estimate, folder).ifPresent(warning -> out.println("Note:    " + warning));
			return dryRun ? Main.OK : run(plan, source);
		}
	}

	private void print(final SourceFile file, final UpscalePlan plan, final SizeEstimate estimate, final Path folder) {
		out.println("Source:  " + file.path() + " (" + file.format() + ")");
		out.println("         " + BlockGrid.format(plan.sourceSize()) + " voxels of " + file.type() + ", " + plan
			.sourceVoxelSize());
		out.println("Target:  " + options.target() + " (N5, " + plan.compression() + ", blocks " + block(plan) + ")");
		out.println("         " + BlockGrid.format(plan.size()) + " voxels of " + plan.type().n5Name() + ", " + plan
			.voxelSize() + ", factors " + factors(plan));
		for (final Level level : plan.levels())
			out.printf(Locale.ROOT, "  s%-2d    %s voxels, %s, %s blocks, %s%n", level.index(), BlockGrid.format(level.grid()
				.size()), levelVoxelSize(plan, level), Quantities.count(level.grid().blocks()), Quantities.bytes((double) level
					.grid().voxels() * plan.type().bytes()));
		out.println("Voxels:  " + Quantities.bytes(plan.bytes()) + " in " + Quantities.count(plan.blocks()) + " blocks");
		out.println("Disk:    " + (estimate.exact() ? "" : "about ") + Quantities.bytes(estimate.diskBytes()) + " in " +
			(estimate.exact() ? "" : "about ") + Quantities.count(estimate.files()) + " files" + (estimate.exact() ? ""
				: " (an estimate from a sample of blocks)") + "; " + Quantities.bytes(Requirements.free(folder)) + " free");
		out.println("Memory:  up to " + Quantities.bytes(Requirements.memory(plan, options.threads())) + " for " + options.threads() + " threads");
		out.flush();
	}

	private static String block(final UpscalePlan plan) {
		final int[] block = plan.blockSize();
		return block[0] + " x " + block[1] + " x " + block[2];
	}

	private static String factors(final UpscalePlan plan) {
		final StringBuilder text = new StringBuilder();
		for (int d = 0; d < 3; d++)
			text.append(d == 0 ? "" : " x ").append(VoxelSize.format((double) plan.size()[d] / plan.sourceSize()[d]));
		return text.toString();
	}

	private static VoxelSize levelVoxelSize(final UpscalePlan plan, final Level level) {
		final long[] factors = plan.pyramid().factors(level.index());
		final VoxelSize full = plan.voxelSize();
		return new VoxelSize(full.x() * factors[0], full.y() * factors[1], full.z() * factors[2], full.unit());
	}

	private int run(final UpscalePlan plan, final LabelSource source) throws InterruptedException {
		final Upscaler upscaler = new Upscaler(plan, source, options.target(), options.existing(), options.threads());
		final CountDownLatch ended = new CountDownLatch(1);
		final Thread hook = new Thread(() -> stop(ended), "label-upscaler-stop");
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			final UpscaleReport report = upscaler.run(progress);
			if (!report.complete()) {
				out.println("Stopped. To complete it, run the same command again with --existing resume.");
				return Main.CANCELLED;
			}
			print(plan, report);
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

	private void print(final UpscalePlan plan, final UpscaleReport report) {
		out.printf(Locale.ROOT, "Done:    %s of voxels in %s (%s/s)%n", Quantities.bytes(report.logicalBytes()), Quantities
			.seconds(report.seconds()), Quantities.bytes(report.logicalBytes() / Math.max(1e-9, report.seconds())));
		out.println("         " + Quantities.count(report.written()) + " blocks written, " + Quantities.bytes(report
			.bytesWritten()) + (report.kept() > 0 ? ", " + Quantities.count(report.kept()) + " were there already" : "") +
			"; " + Quantities.count(report.background()) + " blocks of background need no file");
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
			out.println("         " + table.type().format(row.label()) + ": " + Quantities.count(row.voxels()) + " voxels, " +
				VoxelSize.format(table.volume(row).doubleValue()) + " " + table.voxelSize().unit() + "^3");
	}
}
