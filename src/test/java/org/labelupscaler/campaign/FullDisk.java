package org.labelupscaler.campaign;

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
		final List<Job> jobs = List.of(Job.numbered(setting, 0), Job.numbered(setting, 5),
			Job.numbered(setting, 11));
		for (int round = 0; round < setting.rounds(ROUNDS); round++) {
			final Job job = jobs.get(round % 3);
			final Path folder = Files.createDirectories(setting.folder().resolve("disk"));
			final Disk disk = Disk.mount(folder, "size=200m");
			if (disk == null) {
				tally.note("skipped: no file system can be mounted here");
				return;
			}
			try (disk) {
				final long entries = job.end().entries().size();
				// NB: the container is there already, because the estimate would refuse to begin.
				Files.createDirectory(job.format().target(folder));
				long room = (long) (random.nextDouble() * (entries * PAGE + PAGE));
				for (int times = 1 + random.nextInt(2); times > 0; times--) {
					if (round % 5 == 4)
						disk.remount("nr_inodes=" + (room / PAGE + 5));
					else
						Disk.ballast(folder, room);
					starve(job, folder, tally);
					room = random.nextInt(1 << 20);
					Files.deleteIfExists(folder.resolve("ballast"));
				}
				disk.remount("nr_inodes=200k");
				job.completes(folder, tally, "resumed with more room");
			}
			tally.round();
		}
	}

	private static void starve(final Job job, final Path folder, final Tally tally) throws Exception {
		final List<String> words = job.words(folder, "resume");
		words.addAll(List.of("--temp", job.whole().getParent().toString()));
		final Program.Ended ended = Program.run(words);
		Files.deleteIfExists(folder.resolve("ballast"));
		if (ended.exitCode() == 0) {
			tally.outcome("had room enough");
			return;
		}
		ended.unclean().ifPresent(why -> tally.fail(job.name() + ": " + why));
		tally.check(ended.said().contains("No space left"), job.name() + ": does not say what is wrong: " + ended.said());
		final boolean block = ended.said().matches("(?s).*(block|shard) .*");
		tally.check(block || ended.said().matches("(?s).*(" + job.format().container() + "|labels\\.[a-z.]+).*"), job.name() +
			": names no block and no file: " + ended.said());
		tally.outcome(block ? "failed, block named" : "failed, file named");
		for (final Map.Entry<String, String> e : EndState.of(folder).entries().entrySet())
			if (!folder.resolve(e.getKey()).equals(job.format().record(folder)))
				tally.check(e.getValue().equals(job.end().entries().get(e.getKey())), job.name() + ": " + e.getKey() +
					" is half written, or should not be there");
	}
}
