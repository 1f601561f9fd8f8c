package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.labelupscaler.PlainN5;

/** Runs, and their resumes, killed at random moments. */
final class Kills implements Scenario {

	private static final int JOBS = 12;
	private static final int MOST_IN_A_ROW = 4;

	@Override
	public String name() {
		return "kills";
	}

	@Override
	public String what() {
		return "SIGKILL at random moments of runs of 12 jobs (each codec, with and without levels, 1 to 3 threads), and of their " +
			"resumes; then resumed to the end";
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		final List<Job> jobs = new ArrayList<>();
		for (int j = 0; j < Math.min(JOBS, setting.kills()); j++)
			jobs.add(Job.numbered(setting.folder(), random, j));
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
		tally.note(ends + " ends compared byte for byte");
	}

	/** A run that ends before it could be killed is no kill. */
	private static void killOnce(final Job job, final Path folder, final String existing, final Random random,
		final Tally tally) throws Exception
	{
		// NB: a first run that ended by itself leaves a target that a plain run refuses.
		final String how = Files.exists(folder.resolve(EndState.CONTAINER)) ? "resume" : existing;
		final Program program = Program.start(job.words(folder, how));
		Moment.random(random, job, folder).await(program);
		program.kill();
		final Program.Ended ended = program.end();
		if (ended.killed()) {
			tally.round();
			tally.outcome(phase(job.end(), folder));
		}
		else
			tally.check(ended.exitCode() == 0, job.name() + ": ended before its kill with " + ended.said());
	}

	/** How far a killed run had come, as its files tell. */
	static String phase(final EndState whole, final Path folder) throws IOException {
		final Path container = folder.resolve(EndState.CONTAINER);
		if (!Files.exists(container.resolve("attributes.json")))
			return "before anything was written";
		final String state = Files.readString(container.resolve("attributes.json"));
		if (state.contains("\"deleting\""))
			return "while old files were deleted";
		final TreeMap<String, String> found = EndState.of(folder).entries();
		final long blocks = whole.blocks().filter(found::containsKey).count();
		if (blocks == 0)
			return "while attributes were written";
		if (blocks < whole.blocks().count())
			return "during blocks";
		return state.contains("\"complete\"") ? "complete, Java still ending" : "after the last block";
	}
}
