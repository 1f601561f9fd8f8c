package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.campaign.Scenario.Setting;
import org.labelupscaler.label.LabelType;

/**
 * A job of many small blocks, and how it ends if nothing disturbs it.
 *
 * @param format what it writes
 * @param name tells it from others
 * @param source what it reads
 * @param options what it is asked to do
 * @param whole where it was run undisturbed
 * @param end how that ended
 * @param seconds how long that took, the start of Java included
 */
record Job(Format format, String name, Path source, List<String> options, Path whole, EndState end, double seconds) {

	/** Runs a job undisturbed. */
	static Job of(final Format format, final Path folder, final String name, final Path source, final List<String> options)
		throws Exception
	{
		final Path whole = Files.createDirectories(folder.resolve("whole-" + name));
		final Program.Ended ended = Program.run(words(format, source, options, whole, "fail"));
		if (ended.exitCode() != 0)
			throw new IllegalStateException("the undisturbed run failed: " + ended.said());
		return new Job(format, name, source, options, whole, EndState.of(whole), ended.seconds());
	}

	/** How many numbers there are, before jobs are much the same. */
	static int numbers(final Format format) {
		return format.codecs().size() * format.levels().size();
	}

	/** One of many: each codec with each way to have levels, about 5,000 to 10,000 blocks. */
	static Job numbered(final Setting setting, final int number) throws Exception {
		final Format format = setting.format();
		final Path folder = setting.folder();
		final Random random = setting.random();
		final Volume volume = volume(random, 40, 36, 44);
		final String codec = format.codecs().get(number % format.codecs().size());
		final String levels = format.levels().get(number / format.codecs().size() % format.levels().size());
		final Path source = number % 2 == 0 ? TestSources.writeNrrd(volume, folder.resolve(number + ".nrrd")) : rawNrrd(
			volume, folder.resolve(number + ".nrrd"));
		final String block = format.blocks().get(random.nextInt(format.blocks().size()));
		return of(format, folder, number + "-" + codec, source, List.of("--size", "160,150,170", "--compression", codec,
			"--levels", levels, "--block", block, "--threads", "" + threads(format, random), "--background",
			random.nextInt(3) == 0 ? "skip" : "write"));
	}

	/** NB: in one file blocks stand in the order in which threads come to write them. */
	private static int threads(final Format format, final Random random) {
		return format.isFile() ? 1 : 1 + random.nextInt(3);
	}

	/** Labels that are not all background. */
	static Volume volume(final Random random, final int... size) {
		while (true) {
			final Volume volume = TestSources.random(random, LabelType.UINT32, size);
			if (LongStream.of(volume.labels()).filter(label -> label != 0).count() > volume.labels().length / 4)
				return volume;
		}
	}

	/** A source that is mapped where it is. */
	static Path rawNrrd(final Volume volume, final Path file) throws IOException {
		return TestSources.write(file, TestSources.header(volume, false, "raw") + "\n", TestSources.bytes(volume, false));
	}

	/** The words that run it into a folder of its own. */
	List<String> words(final Path folder, final String existing) {
		return words(format, source, options, folder, existing);
	}

	private static List<String> words(final Format format, final Path source, final List<String> options, final Path folder,
		final String existing)
	{
		final List<String> words = new ArrayList<>(List.of("upscale", source.toString(), format.target(folder).toString(),
			"--format", format.word(), "--existing", existing, "--progress", "none"));
		words.addAll(options);
		return words;
	}

	/** Resumes it undisturbed, which must end as if nothing had ever happened. */
	boolean completes(final Path folder, final Tally tally, final String after) throws Exception {
		return endsWhole(folder, Program.run(words(folder, "resume")), tally, after);
	}

	/** The names of its block files. */
	List<String> blocks() {
		return end.blocks(format).toList();
	}

	/** Whether a run that should have ended well did, with the right files. */
	boolean endsWhole(final Path folder, final Program.Ended ended, final Tally tally, final String after)
		throws IOException
	{
		final int failures = tally.failures().size();
		tally.check(ended.exitCode() == 0, name + " " + options + ", " + after + ": exit code " + ended.exitCode() + ": " +
			ended.said());
		if (ended.exitCode() == 0)
			end.difference(EndState.of(folder)).ifPresent(difference -> tally.fail(name + " " + options + ", " + after + ": " +
				difference));
		return tally.failures().size() == failures;
	}
}
