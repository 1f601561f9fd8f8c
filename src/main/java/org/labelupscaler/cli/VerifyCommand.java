package org.labelupscaler.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.n5.N5Container;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.upscale.UpscaleOptions;
import org.labelupscaler.upscale.UpscalePlan;
import org.labelupscaler.upscale.Verifier;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: compares a container with its source. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Read blocks back and compare every voxel with the scaling rule. Exit code 1 if any differs.")
final class VerifyCommand implements Callable<Integer> {

	private static final long SEED = 1;

	@Parameters(paramLabel = "TARGET.n5", description = "A container made by this program.")
	private Path target;

	@Option(names = "--source", paramLabel = "SOURCE", description = "Default: the file it was made from.")
	private String source;

	@Option(names = "--blocks", paramLabel = "N|all", defaultValue = "200",
		description = "How many blocks, chosen at random over all levels. Default: 200.")
	private String blocks;

	@Option(names = "--threads", paramLabel = "N", description = "For --blocks all. Default: one for each processor.")
	private String threads;

	@Option(names = "--progress", paramLabel = "P", description = "${COMPLETION-CANDIDATES}. Default: bar on a terminal.")
	private TerminalProgress.Style progress;

	@Mixin
	private SourceArguments sourceArguments;

	@Override
	public Integer call() throws InterruptedException {
		final long count = blocks.equalsIgnoreCase("all") ? Long.MAX_VALUE : number(blocks);
		final UpscalePlan plan = Verifier.plan(target);
		final UpscaleOptions options = sourceArguments.apply(UpscaleOptions.builder()).source(source != null ? source : plan
			.source().toString()).target(target.toString()).factors("1").threads(threads).build();
		final SourceFile file = options.describeSource();
		if (!file.sha256().equals(plan.sourceHash()))
			throw new InvalidInputException(file.path() + " is not the file that " + target +
				" was made from: its content has changed or it is another one. Name the right one with --source.");
		final Path temporary = options.temporaryFolder().orElse(target.toAbsolutePath().getParent());
		try (LabelSource labels = file.open(new SourceOptions(temporary, true))) {
			final Verifier verifier = new Verifier(plan, labels, target);
			final Verifier.Report report = count >= plan.blocks() ? verifier.all(options.threads(), new TerminalProgress(
				System.err, progress)) : verifier.some(count, SEED);
			return print(plan, report);
		}
	}

	private int print(final UpscalePlan plan, final Verifier.Report report) {
		System.out.println(Quantities.count(report.blocks()) + " of " + Quantities.count(plan.blocks()) +
			" blocks compared voxel by voxel with " + plan.source() + ": " + Quantities.count(report.voxels()) + " voxels, " +
			Quantities.count(report.missing()) + " blocks of background without a file");
		if (report.difference().isPresent()) {
			System.err.println("label-upscaler: " + report.difference().get());
			return Main.FAILED;
		}
		if (N5Container.state(target).orElse(null) != N5Container.State.COMPLETE) {
			System.err.println("label-upscaler: " + target + " is not complete: the run that made it was stopped. " +
				"Run the same command again with --existing resume.");
			return Main.FAILED;
		}
		System.out.println("No difference.");
		return Main.OK;
	}

	private static long number(final String text) {
		try {
			final long n = Long.parseLong(text);
			if (n > 0)
				return n;
		}
		catch (final NumberFormatException e) {
			// said below
		}
		throw new InvalidInputException("blocks: '" + text + "' is neither 'all' nor a number above 0");
	}
}
