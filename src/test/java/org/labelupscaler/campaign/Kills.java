package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.labelupscaler.PlainN5;

/** Runs, and their resumes, killed at random moments. */
final class Kills implements Scenario {

	private static final int MOST_IN_A_ROW = 4;

	@Override
	public String name() {
		return "kills";
	}

	@Override
	public String what() {
		return "SIGKILL at random moments of runs of jobs (each codec, with and without levels, 1 to 3 threads), and of their " +
			"resumes; then resumed to the end";
	}

	@Override
	public boolean plays(final Format format) {
		return true;
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		final List<Job> jobs = new ArrayList<>();
		for (int j = 0; j < Math.min(Job.numbers(setting.format()), setting.kills()); j++)
			jobs.add(Job.numbered(setting, j));
		int ends = 0;
		while (tally.rounds() < setting.kills()) {
			final Job job = jobs.get(ends++ % jobs.size());
			final Path folder = Files.createDirectory(setting.folder().resolve("killed"));
			final int wanted = 1 + random.nextInt(MOST_IN_A_ROW);
			for (int k = 0; k < wanted && tally.rounds() < setting.kills(); k++)
				killOnce(job, folder, k == 0 ? "fail" : "resume", random, tally);
			job.completes(folder, tally, "resumed after kills, end " + ends);
			PlainN5.delete(folder);
		}
		tally.note(jobs.size() + " jobs, " + ends + " ends compared byte for byte");
	}

	/** A run that ends before it could be killed is no kill. */
	private static void killOnce(final Job job, final Path folder, final String existing, final Random random,
		final Tally tally) throws Exception
	{
		// NB: a first run that ended by itself leaves a target that a plain run refuses.
		final String how = Files.exists(job.format().target(folder)) ? "resume" : existing;
		final Program program = Program.start(job.words(folder, how));
		Moment.random(random, job, folder).await(program);
		program.kill();
		final Program.Ended ended = program.end();
		if (ended.killed()) {
			tally.round();
			tally.outcome(phase(job, folder));
			if (job.format().isFile() && Files.exists(job.format().target(folder)))
				tally.check(job.end().hasSame(EndState.of(folder), job.format().container()), job.name() + ": there, but not whole");
		}
		else
			tally.check(ended.exitCode() == 0, job.name() + ": ended before its kill with " + ended.said());
	}

	/** How far a killed run had come, as its files tell. */
	static String phase(final Job job, final Path folder) throws IOException {
		final Optional<String> state = job.format().state(folder);
		if (state.isEmpty())
			return job.format().isFile() ? "before the file had its name" : "before anything was written";
		if (state.get().equals("deleting"))
			return "while old files were deleted";
		final TreeMap<String, String> found = EndState.of(folder).entries();
		final long blocks = job.blocks().stream().filter(found::containsKey).count();
		if (blocks == 0 && !job.format().isFile())
			return "while attributes were written";
		if (blocks < job.blocks().size())
			return "during blocks";
		return state.get().equals("complete") ? "complete, Java still ending" : "after the last block";
	}
}
