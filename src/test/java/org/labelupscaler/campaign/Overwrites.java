package org.labelupscaler.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.labelupscaler.PlainN5;

/** Kills while an older container is deleted and written anew by another job. */
final class Overwrites implements Scenario {

	@Override
	public String name() {
		return "overwrites";
	}

	@Override
	public String what() {
		return "SIGKILL during `--existing overwrite` of another job's container; resumed if that is accepted, else overwritten " +
			"again";
	}

	@Override
	public boolean plays(final Format format) {
		return !format.isFile();
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		final Job old = Job.numbered(setting, 4);
		final List<Job> jobs = List.of(Job.numbered(setting, 1), Job.numbered(setting, 10));
		for (int round = 0; tally.rounds() < Math.max(2, setting.kills() / 8); round++) {
			final Job job = jobs.get(round % 2);
			final Path folder = EndState.copy(old.whole(), setting.folder().resolve("killed"));
			boolean ended = false;
			for (int k = 1 + random.nextInt(2); k > 0 && !ended; k--) {
				final Program program = Program.start(job.words(folder, "overwrite"));
				moment(random, job, folder).await(program);
				program.kill();
				ended = !program.end().killed();
				if (!ended) {
					tally.round();
					tally.outcome(Kills.phase(job, folder));
				}
			}
			final Program.Ended resumed = Program.run(job.words(folder, "resume"));
			if (resumed.exitCode() == 2 && resumed.said().contains("--existing overwrite")) {
				tally.outcome("resume refused, as it was still the old one");
				job.endsWhole(folder, Program.run(job.words(folder, "overwrite")), tally, "overwritten after kills");
			}
			else
				job.endsWhole(folder, resumed, tally, "resumed after a killed overwriting");
			PlainN5.delete(folder);
		}
	}

	/** Most come while the old files go, or soon after. */
	private static Moment moment(final Random random, final Job job, final Path folder) {
		if (random.nextInt(3) == 0)
			return Moment.random(random, job, folder);
		// NB: for every attribute file there is one of this name, for a moment, as the state is set to deleting.
		return new Moment(job.format().target(folder).resolve(".label-upscaler.lock"), random.nextInt(400_000_000));
	}
}
