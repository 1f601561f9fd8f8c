package org.labelupscaler.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.labelupscaler.PlainN5;

/** Several processes that want one container. */
final class TwoProcesses implements Scenario {

	private static final int ROUNDS = 40;
	private static final List<String> WAYS = List.of("fail", "resume", "overwrite");

	@Override
	public String name() {
		return "processes";
	}

	@Override
	public String what() {
		return "Two or three processes with one target, of one job or two, started at once or at random distances";
	}

	@Override
	public boolean plays(final Format format) {
		return true;
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		final List<Job> jobs = List.of(Job.numbered(setting, 0), Job.numbered(setting, 5));
		for (int round = 0; round < setting.rounds(ROUNDS); round++) {
			final Path folder = Files.createDirectory(setting.folder().resolve("shared"));
			final boolean twoJobs = random.nextInt(3) == 0;
			final List<Program> programs = new ArrayList<>();
			final List<String> words = new ArrayList<>();
			for (int p = 2 + random.nextInt(2); p > 0; p--) {
				final Job job = twoJobs ? jobs.get(random.nextInt(2)) : jobs.get(0);
				final String existing = WAYS.get(random.nextInt(3));
				words.add(job.name() + " " + existing);
				programs.add(Program.start(job.words(folder, existing)));
				if (round % 2 == 0)
					Thread.sleep(random.nextInt((int) (1000 * job.seconds())));
			}
			int done = 0;
			for (final Program program : programs) {
				final Program.Ended ended = program.end();
				done += ended.exitCode() == 0 ? 1 : 0;
				tally.outcome(ended.exitCode() == 0 ? "processes done" : "refused");
				if (ended.exitCode() != 0 && (ended.unclean().isPresent() || ended.exitCode() != 2))
					tally.fail(words + ": exit code " + ended.exitCode() + ": " + ended.said());
			}
			tally.check(done > 0, words + ": all were refused");
			final EndState end = EndState.of(folder);
			final Optional<String> difference = jobs.get(0).end().difference(end);
			if (difference.isPresent() && (!twoJobs || jobs.get(1).end().difference(end).isPresent()))
				tally.fail(words + ": the end is that of no undisturbed run: " + difference.get());
			tally.round();
			PlainN5.delete(folder);
		}
	}
}
