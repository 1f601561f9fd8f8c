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
import org.labelupscaler.label.LabelType;

/**
 * A job of many small blocks, and how it ends if nothing disturbs it.
 *
 * @param name tells it from others
 * @param source what it reads
 * @param options what it is asked to do
 * @param whole where it was run undisturbed
 * @param end how that ended
 * @param seconds how long that took, the start of Java included
 */
record Job(String name, Path source, List<String> options, Path whole, EndState end, double seconds) {

	static final List<String> CODECS = List.of("gzip", "lz4", "zstd", "raw");
	static final List<String> LEVELS = List.of("none", "auto", "2,2,2;4,4,2;8,8,4");
	private static final List<String> BLOCKS = List.of("8", "10", "12,6,20");

	/** Runs a job undisturbed. */
	static Job of(final Path folder, final String name, final Path source, final List<String> options) throws Exception {
		final Path whole = Files.createDirectories(folder.resolve("whole-" + name));
		final Program.Ended ended = Program.run(words(source, options, whole, "fail"));
		if (ended.exitCode() != 0)
			throw new IllegalStateException("the undisturbed run failed: " + ended.said());
		return new Job(name, source, options, whole, EndState.of(whole), ended.seconds());
	}

	/** One of many: each codec with each way to have levels, about 5,000 to 10,000 files. */
	static Job numbered(final Path folder, final Random random, final int number) throws Exception {
		final Volume volume = volume(random, 40, 36, 44);
		final String codec = CODECS.get(number % 4);
		final String levels = LEVELS.get(number / 4 % 3);
		final Path source = number % 2 == 0 ? TestSources.writeNrrd(volume, folder.resolve(number + ".nrrd")) : rawNrrd(
			volume, folder.resolve(number + ".nrrd"));
		return of(folder, number + "-" + codec, source, List.of("--size", "160,150,170", "--compression", codec, "--levels",
			levels, "--block", BLOCKS.get(random.nextInt(3)), "--threads", "" + (1 + random.nextInt(3)), "--background",
			random.nextInt(3) == 0 ? "skip" : "write"));
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
		return words(source, options, folder, existing);
	}

	private static List<String> words(final Path source, final List<String> options, final Path folder,
		final String existing)
	{
		final List<String> words = new ArrayList<>(List.of("upscale", source.toString(), folder.resolve(EndState.CONTAINER)
			.toString(), "--existing", existing, "--progress", "none"));
		words.addAll(options);
		return words;
	}

	/** Resumes it undisturbed, which must end as if nothing had ever happened. */
	boolean completes(final Path folder, final Tally tally, final String after) throws Exception {
		return endsWhole(folder, Program.run(words(folder, "resume")), tally, after);
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
