package org.labelupscaler.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.labelupscaler.PlainN5;

/** Folders that cannot be written to, or that go away under a run. */
final class LostFolders implements Scenario {

	private static final int ROUNDS = 8;
	private static final String ELSEWHERE = "elsewhere";
	private static final Optional<String> COMPLETE = Optional.of("complete");

	/** What befalls the folder that a target is in. */
	private enum Fate {
			READ_ONLY("read-only from the start"), BECOMES_READ_ONLY("read-only disk mounted over it"), RENAMED("container renamed"),
			DELETED("container deleted"), PARENT_RENAMED("folder renamed"), UNMOUNTED("disk unmounted");

		private final String words;

		Fate(final String words) {
			this.words = words;
		}
	}

	@Override
	public String name() {
		return "lost-folders";
	}

	@Override
	public String what() {
		return "A folder that is read-only, or becomes so, is renamed or deleted, or whose disk is unmounted, at random moments";
	}

	@Override
	public boolean plays(final Format format) {
		return !format.isFile();
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		final Job job = Job.numbered(setting, 4);
		for (int round = 0; round < setting.rounds(ROUNDS); round++)
			for (final Fate fate : Fate.values()) {
				final Path folder = Files.createDirectories(setting.folder().resolve("disk"));
				final Disk disk = Disk.mount(folder, fate == Fate.READ_ONLY ? "size=200m,ro" : "size=200m");
				if (disk == null) {
					tally.note("skipped: no file system can be mounted here");
					return;
				}
				try (disk) {
					play(fate, job, folder, disk, random, tally);
				}
				PlainN5.delete(folder);
				PlainN5.delete(setting.folder().resolve("moved"));
				tally.round();
			}
	}

	private static void play(final Fate fate, final Job job, final Path folder, final Disk disk, final Random random,
		final Tally tally) throws Exception
	{
		final Path inner = fate == Fate.READ_ONLY ? folder : Files.createDirectory(folder.resolve("inner"));
		final Path container = job.format().target(inner);
		final Program program = Program.start(job.words(inner, "fail"));
		final List<String> blocks = job.blocks();
		if (fate != Fate.READ_ONLY)
			new Moment(inner.resolve(blocks.get(random.nextInt(blocks.size()))), random.nextInt(3_000_000)).await(program);
		Disk over = null;
		switch (fate) {
			case READ_ONLY -> {}
			case BECOMES_READ_ONLY -> over = Disk.mount(inner, "ro");
			case RENAMED -> Files.move(container, job.format().target(Files.createDirectory(inner.resolve(ELSEWHERE))));
			case DELETED -> Program.startAny(List.of("rm", "-rf", container.toString())).end();
			case PARENT_RENAMED -> Files.move(inner, folder.resolve(ELSEWHERE));
			case UNMOUNTED -> disk.detach();
		}
		final Program.Ended ended = program.end();
		if (over != null)
			over.close();
		if (ended.exitCode() == 0) {
			// NB: it may have come too late; then what is there is whole, wherever it is now.
			if (fate == Fate.BECOMES_READ_ONLY && job.endsWhole(inner, ended, tally, fate.words)) {
				tally.outcome(fate.words + ": too late");
				return;
			}
			final Path now = fate == Fate.PARENT_RENAMED ? folder.resolve(ELSEWHERE) : inner;
			final boolean whole = fate == Fate.RENAMED ? job.format().state(inner.resolve(ELSEWHERE)).equals(COMPLETE)
				: fate == Fate.DELETED || fate == Fate.UNMOUNTED || job.end().difference(EndState.of(now)).isEmpty();
			final boolean claims = job.format().state(inner).isPresent();
			if (whole && !claims)
				tally.outcome(fate.words + ": too late");
			else
				tally.fail(fate.words + ": exit code 0, though blocks are lost");
			return;
		}
		ended.unclean().ifPresentOrElse(why -> tally.fail(fate.words + ": " + why), () -> tally.outcome(fate.words +
			": one clear line"));
		tally.check(!job.format().state(inner).equals(COMPLETE), fate.words +
				": says complete, though blocks are lost");
	}
}
