package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.labelupscaler.PlainN5;

/** Clocks that are wrong or jump, between runs and within. */
final class Clocks implements Scenario {

	private static final int ROUNDS = 4;
	private static final List<String> JUMPS = List.of("-1h", "+1h", "-20y", "+10y");

	@Override
	public String name() {
		return "clocks";
	}

	@Override
	public String what() {
		return "Killed; then files, source included, dated 1969, 1980 or 2100; then resumed and verified while the clock jumps an hour " +
			"or years (libfaketime)";
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		final Job job = Job.numbered(setting, 4);
		final Optional<Path> faketime = faketime();
		for (int round = 0; round < setting.rounds(ROUNDS); round++) {
			final Path folder = Files.createDirectory(setting.folder().resolve("target"));
			final Program program = Program.start(job.words(folder, "fail"));
			Moment.random(random, job, folder).await(program);
			program.kill();
			program.end();
			date(folder, random);
			date(job.source(), random);
			final List<String> words = job.words(folder, "resume");
			words.set(words.indexOf("none"), "bar");
			final Program.Ended resumed = jumping(words, setting.folder(), faketime, random, job.seconds());
			job.endsWhole(folder, resumed, tally, "resumed under a wrong clock");
			date(folder, random);
			final Program.Ended verified = jumping(List.of("verify", Format.N5.target(folder).toString(), "--blocks",
				"all", "--progress", "bar"), setting.folder(), faketime, random, job.seconds());
			tally.check(verified.exitCode() == 0, "verify under a wrong clock: " + verified.said());
			for (final Program.Ended ended : List.of(resumed, verified))
				tally.check(!ended.said().matches("(?s).*(NaN|Infinity|\\s-\\d).*"), "odd numbers: " + ended.said());
			tally.outcome("resumed to the same bytes, verified, no odd number");
			PlainN5.delete(folder);
			tally.round();
		}
		if (faketime.isEmpty())
			tally.note("without jumps: there is no faketime here");
	}

	/** Where Debian and others have the library; empty where it is not installed. */
	private static Optional<Path> faketime() throws IOException {
		try (Stream<Path> found = Files.find(Path.of("/usr/lib"), 3, (path, attributes) -> path.endsWith(
			"faketime/libfaketimeMT.so.1")))
		{
			return found.findFirst();
		}
	}

	/** NB: only the wall clock; a jump of the machine's clock leaves the monotonic one alone. */
	private static Program.Ended jumping(final List<String> words, final Path folder, final Optional<Path> faketime,
		final Random random, final double seconds) throws Exception
	{
		if (faketime.isEmpty())
			return Program.run(words);
		final Path clock = Files.writeString(folder.resolve("clock"), JUMPS.get(random.nextInt(JUMPS.size())) + "\n");
		final Program program = Program.start(words, Map.of("LD_PRELOAD", faketime.get().toString(), "FAKETIME_TIMESTAMP_FILE",
			clock.toString(), "FAKETIME_NO_CACHE", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1"));
		Thread.sleep((long) (random.nextDouble() * seconds * 1000));
		Files.writeString(clock, JUMPS.get(random.nextInt(JUMPS.size())) + "\n");
		return program.end();
	}

	private static void date(final Path root, final Random random) throws IOException {
		final List<String> dates = List.of("1969-12-31T23:59:59Z", "1980-01-01T00:00:00Z", "2100-06-01T12:00:00Z");
		try (Stream<Path> walk = Files.walk(root)) {
			for (final Path path : (Iterable<Path>) walk::iterator)
				Files.setLastModifiedTime(path, FileTime.from(Instant.parse(dates.get(random.nextInt(3)))));
		}
	}
}
