package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Space, or room for files, that ends after a random number of bytes. */
final class FullDisk implements Scenario {

	private static final int ROUNDS = 40;
	private static final int PAGE = 4096;

	@Override
	public String name() {
		return "full-disk";
	}

	@Override
	public String what() {
		return "Space (or, each fifth time, room for files) ends at a random point, sometimes twice; then there is more, and a resume";
	}

	@Override
	public boolean plays(final Format format) {
		return true;
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		final List<Job> jobs = List.of(Job.numbered(setting, 0), Job.numbered(setting, 5), Job.numbered(setting, 11));
		for (int round = 0; round < setting.rounds(ROUNDS); round++) {
			final Job job = jobs.get(round % 3);
			final Path folder = Files.createDirectories(setting.folder().resolve("disk"));
			final Disk disk = Disk.mount(folder, "size=200m");
			if (disk == null) {
				tally.note("skipped: no file system can be mounted here");
				return;
			}
			try (disk) {
				// NB: the container is there already, because the estimate would refuse to begin.
				if (!job.format().isFile())
					Files.createDirectory(job.format().target(folder));
				long room = (long) (random.nextDouble() * ((job.end().pages(PAGE) + 1) * PAGE));
				for (int times = 1 + random.nextInt(2); times > 0; times--) {
					if (job.format().isFile())
						starveLater(job, folder, room, random, tally);
					else {
						if (round % 5 == 4)
							disk.remount("nr_inodes=" + (long) (random.nextDouble() * job.end().entries().size() + 5));
						else
							Disk.ballast(folder, room);
						starved(job, folder, start(job, folder).end(), tally);
					}
					room = random.nextInt(1 << 20);
					Files.deleteIfExists(folder.resolve("ballast"));
				}
				disk.remount("nr_inodes=200k");
				job.completes(folder, tally, "resumed with more room");
			}
			tally.round();
		}
	}

	private static Program start(final Job job, final Path folder) throws Exception {
		final List<String> words = job.words(folder, "resume");
		words.addAll(List.of("--temp", job.whole().getParent().toString()));
		return Program.start(words);
	}

	/** NB: a file cannot be there already, so there is room when the run begins. */
	private static void starveLater(final Job job, final Path folder, final long room, final Random random, final Tally tally)
		throws Exception
	{
		final Program program = start(job, folder);
		Moment.random(random, job, folder).await(program);
		try {
			Disk.ballast(folder, room);
		}
		catch (final IOException e) {
			// NB: both together have taken all there is, which will do.
		}
		starved(job, folder, program.end(), tally);
	}

	private static void starved(final Job job, final Path folder, final Program.Ended ended, final Tally tally)
		throws IOException
	{
		Files.deleteIfExists(folder.resolve("ballast"));
		if (ended.exitCode() == 0) {
			tally.outcome("had room enough");
			return;
		}
		ended.unclean().ifPresent(why -> tally.fail(job.name() + ": " + why));
		if (job.format().isFile() && ended.exitCode() == 2 && ended.said().matches("(?s).* free\\. .*hoose another disk.*")) {
			tally.outcome("refused to begin, space named");
			return;
		}
		tally.check(ended.said().contains("No space left"), job.name() + ": does not say what is wrong: " + ended.said());
		final boolean block = ended.said().matches("(?s).*(block|shard) .*");
		tally.check(block || ended.said().matches("(?s).*(" + job.format().container() + "|labels\\.[a-z.]+).*"), job.name() +
			": names no block and no file: " + ended.said());
		tally.outcome(block ? "failed, block or shard named" : "failed, file named");
		for (final Map.Entry<String, String> e : EndState.of(folder).entries().entrySet())
			if (!job.format().isLast(folder, e.getKey()))
				tally.check(e.getValue().equals(job.end().entries().get(e.getKey())), job.name() + ": " + e.getKey() +
					" is half written, or should not be there");
	}
}
