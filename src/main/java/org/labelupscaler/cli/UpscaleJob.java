package org.labelupscaler.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.n5.bdv.BdvLayout;
import org.labelupscaler.n5.bdv.BdvXml;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.upscale.Existing;
import org.labelupscaler.upscale.LabelTable;
import org.labelupscaler.upscale.Level;
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
		// NB: what can be found wrong without decoding the source is found first.
		options.targetSize().resolve(file.size(), file.voxelSize());
		final Path folder = existingFolder(options.target());
		final Path temporary = options.temporaryFolder().orElse(folder);
		if (!Files.isDirectory(temporary) || !Files.isWritable(temporary))
			throw new InvalidInputException(temporary + " is no folder that can be written to. Choose another with --temp.");
		if (!Files.isWritable(folder))
			throw new InvalidInputException("Cannot write to " + folder + ": permission denied. Choose another target.");
		try (LabelSource source = file.open(new SourceOptions(temporary, options.acceptRoundedIds()))) {
			final UpscalePlan plan = UpscalePlan.of(options, file, source);
			Upscaler.checkTarget(plan, options.target(), options.existing());
			final SizeEstimate estimate = SizeEstimate.of(plan, source);
			print(file, plan, estimate, folder);
			checkSpace(estimate, folder);
			checkMemory(plan);
			return dryRun ? Main.OK : run(plan, source);
		}
	}

	/** The nearest folder above the target that is there. */
	private static Path existingFolder(final Path target) {
		Path folder = target.toAbsolutePath().getParent();
		while (folder != null && !Files.exists(folder))
			folder = folder.getParent();
		if (folder == null || !Files.isDirectory(folder))
			throw new InvalidInputException("Cannot write " + target + ": " + folder + " is no folder");
		return folder;
	}

	private void print(final SourceFile file, final UpscalePlan plan, final SizeEstimate estimate, final Path folder) {
		out.println("Source:  " + file.path() + " (" + file.format() + ")");
		out.println("         " + Quantities.size(plan.sourceSize()) + " voxels of " + file.type() + ", " + plan
			.sourceVoxelSize());
		out.println("Target:  " + options.target() + " (N5, " + plan.compression() + ", blocks " + block(plan) + ")");
		out.println("         " + Quantities.size(plan.size()) + " voxels of " + plan.type().n5Name() + ", " + plan
			.voxelSize() + ", factors " + factors(plan));
		for (final Level level : plan.levels())
			out.printf(Locale.ROOT, "  s%-2d    %s voxels, %s, %s blocks, %s%n", level.index(), Quantities.size(level.grid()
				.size()), levelVoxelSize(plan, level), Quantities.count(level.grid().blocks()), Quantities.bytes((double) level
					.grid().voxels() * plan.type().bytes()));
		out.println("Voxels:  " + Quantities.bytes(plan.bytes()) + " in " + Quantities.count(plan.blocks()) + " blocks");
		out.println("Disk:    " + (estimate.exact() ? "" : "about ") + Quantities.bytes(estimate.diskBytes()) + " in " +
			(estimate.exact() ? "" : "about ") + Quantities.count(estimate.files()) + " files" + (estimate.exact() ? ""
				: " (an estimate from a sample of blocks)") + "; " + Quantities.bytes(free(folder)) + " free");
		out.println("Memory:  about " + Quantities.bytes(memory(plan)) + " for " + options.threads() + " threads");
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

	private static long free(final Path folder) {
		try {
			return Files.getFileStore(folder).getUsableSpace();
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read the free space of " + folder + ": " + LabelUpscalerException.reason(
				e), e);
		}
	}

	/** What an existing container already takes counts as free when it is resumed or overwritten: then only a note. */
	private void checkSpace(final SizeEstimate estimate, final Path folder) {
		final long free = free(folder);
		if (estimate.diskBytes() <= free)
			return;
		final String what = "The target needs " + (estimate.exact() ? "" : "about ") + Quantities.bytes(estimate
			.diskBytes()) + ", but " + folder + " has only " + Quantities.bytes(free) + " free.";
		if (options.existing() != Existing.FAIL && Files.exists(options.target()))
			out.println("Note:    " + what + " What is there already may make up for it.");
		else
			throw new InvalidInputException(what + (estimate.exact() ? " Compress, or choose another disk."
				: " Choose another disk, larger blocks, or fewer levels (--levels none)."));
	}

	/** Box of source voxels, encoded block and expanded block of each worker, as far as a codec needs them. */
	private long memory(final UpscalePlan plan) {
		long voxels = 1;
		long box = 1;
		for (int d = 0; d < 3; d++) {
			voxels *= plan.blockSize()[d];
			box *= Math.min(plan.blockSize()[d], plan.blockSize()[d] * plan.sourceSize()[d] / plan.size()[d] + 2);
		}
		final long expanded = voxels * plan.type().bytes();
		final long encoded = switch (plan.compression().kind()) {
			case RAW -> 2 * expanded;
			case ZSTD -> 3 * expanded;
			case GZIP, LZ4 -> expanded / 4;
		};
		final long coarse = plan.levels().stream().anyMatch(Level::coarserThanSource) ? 8 * voxels : 0;
		return options.threads() * (Math.max(8 * box, coarse) + encoded + (16 << 20)) + (32 << 20);
	}

	private void checkMemory(final UpscalePlan plan) {
		final long most = Runtime.getRuntime().maxMemory();
		if (memory(plan) > most)
			throw new InvalidInputException("The job needs about " + Quantities.bytes(memory(plan)) + " of memory, but Java " +
				"may use " + Quantities.bytes(most) + ". Use fewer --threads, a smaller --block, or more memory (JAVA_OPTS=-Xmx4g).");
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
