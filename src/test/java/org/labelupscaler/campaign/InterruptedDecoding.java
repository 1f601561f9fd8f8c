package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.UpscaleWords;

/** Runs that end while their compressed source is decoded into a temporary file. */
final class InterruptedDecoding implements Scenario {

	private static final int ROUNDS = 8;

	/** How a run is ended. */
	private enum End {
			SIGINT, SIGKILL, CANCEL
	}

	@Override
	public String name() {
		return "decoding";
	}

	@Override
	public String what() {
		return "SIGINT, SIGKILL, or cancelled through the API, while a gzip source of 128 MB is decoded";
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		final Volume volume = TestSources.random(random, LabelType.UINT32, 320, 320, 320);
		final Path source = TestSources.writeNrrd(volume, setting.folder().resolve("source.nrrd"));
		final Job job = Job.of(Format.N5, setting.folder(), "decoded", source, List.of("--factors", "1", "--levels", "none",
			"--compression", "raw"));
		final Path temporary = Files.createDirectory(setting.folder().resolve("temporary"));
		for (int round = 0; round < setting.rounds(ROUNDS); round++)
			for (final End end : End.values()) {
				final Path folder = Files.createDirectory(setting.folder().resolve("target"));
				final long nanoseconds = (long) (random.nextDouble() * job.seconds() * 0.45e9);
				if (end == End.CANCEL)
					cancel(source, folder, temporary, nanoseconds, tally);
				else
					signal(end, job, folder, temporary, nanoseconds, tally);
				if (!empty(temporary)) {
					final String words = end + ": a temporary file remains";
					// NB: between making the file and taking its name away a kill can leave an empty one.
					if (end == End.SIGKILL)
						tally.outcome(words);
					else
						tally.fail(words);
					PlainN5.delete(temporary);
					Files.createDirectory(temporary);
				}
				if (round % 5 == 0)
					job.completes(folder, tally, "after " + end);
				PlainN5.delete(folder);
				tally.round();
			}
	}

	private static void signal(final End end, final Job job, final Path folder, final Path temporary,
		final long nanoseconds, final Tally tally) throws Exception
	{
		final List<String> words = job.words(folder, "fail");
		words.addAll(List.of("--temp", temporary.toString()));
		final Program program = Program.start(words);
		new Moment(null, nanoseconds).await(program);
		if (end == End.SIGINT)
			program.interrupt();
		else
			program.kill();
		final Program.Ended ended = program.end();
		if (ended.exitCode() == 0) {
			tally.outcome(end + " too late");
			return;
		}
		final boolean begun = Files.exists(Format.N5.target(folder));
		tally.check(end == End.SIGKILL || ended.exitCode() == 130, end + ": exit code " + ended
			.exitCode() + ": " + ended.said());
		tally.check(!ended.said().contains("\tat "), end + ": " + ended.said());
		tally.outcome(end + (begun ? " after decoding" : " before or while decoding"));
	}

	private static void cancel(final Path source, final Path folder, final Path temporary, final long nanoseconds,
		final Tally tally) throws Exception
	{
		final UpscaleOptions options = UpscaleWords.builder().source(source.toString()).target(Format.N5.target(folder).toString()).factors("1").levels("none").compression("raw").temporaryFolder(temporary
				.toString()).build();
		final long until = System.nanoTime() + nanoseconds;
		try {
			UpscaleJob.open(options, new ProgressListener() {

				@Override
				public void progress(final Progress progress) {}

				@Override
				public boolean cancelled() {
					return System.nanoTime() > until;
				}
			}).close();
			tally.outcome("cancelled too late");
		}
		catch (final CancelledException e) {
			tally.outcome("CANCEL before or while decoding");
		}
		// NB: the thread that reads hears of it when it next writes to its file.
		for (int wait = 0; wait < 200 && !empty(temporary); wait++)
			Thread.sleep(10);
		tally.check(empty(folder), "cancelled while decoding, but something was written");
	}

	private static boolean empty(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.findAny().isEmpty();
		}
	}
}
