package org.labelupscaler.cli;

import java.util.Optional;
import java.util.concurrent.Callable;

import org.labelupscaler.job.VerifyJob;
import org.labelupscaler.job.VerifyOptions;
import org.labelupscaler.job.VerifyReport;
import org.labelupscaler.store.Stores;
import org.labelupscaler.words.VerifyKey;
import org.labelupscaler.words.VerifyWords;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: compares a container with its source. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Read blocks back and compare them with the scaling rule. Exit code 1 if any differs.")
@Section.Of(Section.RUN)
final class VerifyCommand implements Callable<Integer> {

	@Parameters(paramLabel = "TARGET.n5", description = "A container made by this program.")
	private String target;

	@Section.Of(Section.SOURCE)
	@Option(names = "--source", paramLabel = "SOURCE", description = "Default: the file it was made from.")
	private String source;

	@Option(names = "--blocks", paramLabel = "N",
		description = "How many blocks, chosen at random over all levels, to compare voxel by voxel. Default: 200. Or all: all " +
			"blocks, by the bytes that encoding the source anew gives, some voxel by voxel; or voxels: all, voxel by voxel.")
	private String blocks;

	@Option(names = "--threads", paramLabel = "N", description = "For --blocks all and voxels. Default: one for each processor.")
	private String threads;

	@Mixin
	private OutputArguments output;

	@Option(names = "--temp", paramLabel = "DIR",
		description = "Folder for the decoded source, if it is compressed. Default: that of the container.")
	private String temporaryFolder;

	@Mixin
	private S3Arguments s3Arguments;

	private final Engine engine;

	/** @param engine has blocks compared */
	VerifyCommand(final Engine engine) {
		this.engine = engine;
	}

	@Override
	public Integer call() throws InterruptedException {
		final VerifyOptions options = new VerifyWords().set(VerifyKey.INPUT, s3Arguments.apply(target)).set(VerifyKey.SOURCE, s3Arguments.apply(source)).set(VerifyKey.BLOCKS,
			blocks).set(VerifyKey.THREADS, threads).set(VerifyKey.TEMP, temporaryFolder).build();
		final TerminalProgress listener = output.progress();
		final Output said = output.output();
		said.say("Reading " + Terminal.name(target) + " …");
		try (VerifyJob job = VerifyJob.open(options, Optional::empty, listener)) {
			final VerifyReport report = job.run(engine.executor(options.threads()), listener);
			said.say(job.compared(report));
			final Optional<String> difference = report.difference().map(found -> found.say(Terminal.DIALECT));
			final JsonObject json = new JsonObject();
			json.addProperty("target", Stores.describe(options.container()));
			json.addProperty("blocks", report.blocks());
			json.addProperty("decoded", report.decoded());
			json.addProperty("voxels", report.voxels());
			json.addProperty("missing", report.missing());
			json.addProperty("seen", job.compared(report));
			json.addProperty("difference", difference.orElse(null));
			said.result(json);
			if (difference.isPresent()) {
				said.fail(difference.get());
				return Terminal.FAILED;
			}
			if (!report.finished()) {
				said.fail("Stopped. No difference so far.");
				return Terminal.CANCELLED;
			}
			said.say("No difference.");
			said.next(Terminal.preview(options.container()));
			return Terminal.OK;
		}
	}
}
