package org.labelupscaler.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.n5.N5Container;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.upscale.UpscalePlan;
import org.labelupscaler.upscale.Verifier;

import picocli.CommandLine.Command;
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
	private Path source;

	@Option(names = "--blocks", paramLabel = "N|all", defaultValue = "200",
		description = "How many blocks, chosen at random over all levels. Default: 200.")
	private String blocks;

	@Option(names = "--threads", paramLabel = "N", description = "For --blocks all. Default: one for each processor.")
	private String threads;

	@Option(names = "--progress", paramLabel = "P", description = "${COMPLETION-CANDIDATES}. Default: bar on a terminal.")
	private TerminalProgress.Style progress;

	@Option(names = "--temp", paramLabel = "DIR",
		description = "Folder for the decoded source, if it is compressed. Default: that of the container.")
	private Path temporaryFolder;

	@Override
	public Integer call() throws InterruptedException {
		final long count = blocks.equalsIgnoreCase("all") ? Long.MAX_VALUE : number("blocks", blocks, Long.MAX_VALUE);
		final int workers = threads == null ? Runtime.getRuntime().availableProcessors() : (int) number("threads", threads,
			1024);
		final UpscalePlan plan = Verifier.plan(target);
		final N5Container.State state = N5Container.state(target).orElse(N5Container.State.RUNNING);
		if (state != N5Container.State.COMPLETE) {
			System.err.println("label-upscaler: " + target + " is not complete: the run that made it was stopped. " +
				"Run the same command again with --existing " + (state == N5Container.State.RUNNING ? "resume." : "overwrite."));
			return Main.FAILED;
		}
		final SourceFile file = plan.describeSource(source);
		final Path temporary = temporaryFolder != null ? temporaryFolder : target.toAbsolutePath().getParent();
		try (LabelSource labels = file.open(new SourceOptions(temporary, true))) {
			final Verifier verifier = new Verifier(plan, labels, target);
			final Verifier.Report report = count >= plan.blocks() ? verifier.all(workers, new TerminalProgress(System.err,
				progress)) : verifier.some(count, SEED);
			return print(plan, file, report);
		}
	}

	private int print(final UpscalePlan plan, final SourceFile file, final Verifier.Report report) {
		System.out.println(Quantities.count(report.blocks()) + " of " + Quantities.count(plan.blocks()) +
			" blocks compared voxel by voxel with " + file.path() + ": " + Quantities.count(report.voxels()) + " voxels, " +
			Quantities.count(report.missing()) + " blocks of background without a file");
		if (report.difference().isPresent()) {
			System.err.println("label-upscaler: " + report.difference().get());
			return Main.FAILED;
		}
		System.out.println("No difference.");
		return Main.OK;
	}

	private static long number(final String field, final String text, final long most) {
		try {
			final long n = Long.parseLong(text);
			if (n > 0 && n <= most)
				return n;
		}
		catch (final NumberFormatException e) {
			// said below
		}
		throw new InvalidInputException(field + ": '" + text + "' is not a number above 0" + (field.equals("blocks")
			? ", or 'all'" : " and up to " + most));
	}
}
