package org.labelupscaler.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;

/** A job of more than 10,000 blocks in the smallest heap that it is accepted in, of which little is left. */
final class LittleMemory implements Scenario {

	private static final List<Integer> FREE_KILOBYTES = List.of(1024, 2048, 4096, 8192);
	private static final int LARGEST_HEAP = 256;

	@Override
	public String name() {
		return "memory";
	}

	@Override
	public String what() {
		return "13,760 blocks in the smallest heap that the plan accepts, filled up to 1 to 8 MB, from the start or under the " +
			"run; then resumed with memory";
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		for (final String codec : Format.N5.codecs()) {
			final Path folder = Files.createDirectory(setting.folder().resolve(codec));
			final Path source = TestSources.writeNrrd(Job.volume(setting.random(), 40, 36, 44), folder
				.resolve("source.nrrd"));
			final Job job = Job.of(Format.N5, folder, codec, source, List.of("--size", "220,220,220", "--compression", codec, "--block",
				"10", "--threads", "2", "--background", "write"));
			final int heap = smallestHeap(job);
			for (final boolean later : new boolean[] { false, true })
				for (final int free : FREE_KILOBYTES)
					play(job, heap, free, later, tally);
			tally.note(codec + ": accepted from " + heap + " MB on, " + job.blocks().size() + " blocks");
		}
	}

	private static int smallestHeap(final Job job) throws Exception {
		int refused = 64;
		int accepted = LARGEST_HEAP;
		while (accepted - refused > 1) {
			final int heap = (refused + accepted) / 2;
			if (FullHeap.start(job, job.whole().resolveSibling("never"), heap, -1, false).end().exitCode() == 0)
				accepted = heap;
			else
				refused = heap;
		}
		return accepted;
	}

	private static void play(final Job job, final int heap, final int free, final boolean later, final Tally tally)
		throws Exception
	{
		final Path folder = Files.createDirectory(job.whole().resolveSibling("target"));
		final Program.Ended ended = FullHeap.start(job, folder, heap, free, later).end();
		final String words = job.name() + " with " + free + " KB " + (later ? "under the run" : "from the start");
		if (ended.exitCode() == 0) {
			job.endsWhole(folder, ended, tally, words);
			tally.outcome("done");
			ended.said().lines().filter(line -> line.startsWith("grown: ")).mapToLong(line -> Long.parseLong(line.substring(
				7))).filter(grown -> grown > 256).forEach(grown -> tally.fail(words + ": " + grown + " KB are not given back"));
		}
		else {
			tally.check(ended.unclean().isEmpty() && ended.said().toLowerCase().contains("memory"), words + ": " + ended
				.unclean().orElse(ended.said()));
			tally.outcome("failed with one line about memory");
			job.completes(folder, tally, words + ", then resumed");
		}
		PlainN5.delete(folder);
		tally.round();
	}
}
