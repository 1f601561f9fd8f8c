package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.labelupscaler.PlainN5;

/**
 * Plays scenarios and prints a table. Arguments: a folder to work in; names of scenarios, all if none; {@code --seed N},
 * {@code --kills N}, {@code --percent N} of the usual rounds; {@code --format WORD} as on the command line, n5 if not given: some
 * scenarios are played for N5 only. Exit code 1 if anything was not as promised.
 *
 * <pre>
 * mvn -q -DskipTests package
 * java -cp "target/classes:target/test-classes:target/dist/lib/*" org.labelupscaler.campaign.Campaign FOLDER --format n5
 * </pre>
 */
public final class Campaign {

	private static final List<Scenario> SCENARIOS = List.of(new Kills(), new Overwrites(), new TwoProcesses(),
		new FullDisk(), new LostFolders(), new ChangingSources(), new DamagedBlocks(),
		new InterruptedDecoding(), new Clocks(), new LittleMemory(), new LargestSizes());

	private Campaign() {}

	/** @param args see above */
	public static void main(final String[] args) throws Exception {
		long seed = 1;
		int kills = 210;
		int percent = 100;
		Format format = Format.N5;
		final List<String> names = new ArrayList<>();
		for (int i = 1; i < args.length; i++)
			switch (args[i]) {
				case "--seed" -> seed = Long.parseLong(args[++i]);
				case "--kills" -> kills = Integer.parseInt(args[++i]);
				case "--percent" -> percent = Integer.parseInt(args[++i]);
				case "--format" -> format = Format.named(args[++i]);
				default -> names.add(args[i]);
			}
		final Format written = format;
		final List<String> known = SCENARIOS.stream().filter(s -> s.plays(written)).map(Scenario::name).toList();
		if (args.length == 0 || !known.containsAll(names)) {
			System.err.println("Campaign FOLDER [--seed N] [--kills N] [--percent N] [--format WORD] [SCENARIO...], of " + known);
			System.exit(2);
		}
		System.exit(play(Path.of(args[0]).toAbsolutePath(), names.isEmpty() ? known : names, seed, kills, percent,
			format) ? 0 : 1);
	}

	private static boolean play(final Path base, final List<String> names, final long seed, final int kills,
		final int percent, final Format format) throws IOException
	{
		System.out.println(format.word() + ", seed " + seed + "\n");
		System.out.println("| scenario | what is done | rounds | outcomes | failures | time |");
		System.out.println("| --- | --- | ---: | --- | ---: | ---: |");
		final List<String> failures = new ArrayList<>();
		for (final Scenario scenario : SCENARIOS) {
			if (!names.contains(scenario.name()))
				continue;
			final Path folder = Files.createDirectories(base).resolve(scenario.name());
			PlainN5.delete(folder);
			final Tally tally = new Tally();
			final long start = System.nanoTime();
			final long crashes = crashes();
			try {
				scenario.run(new Scenario.Setting(Files.createDirectory(folder), new Random(seed * 31 + scenario.name()
					.hashCode()), kills, percent, format), tally);
				PlainN5.delete(folder);
			}
			catch (final Exception e) {
				e.printStackTrace();
				tally.fail("the campaign itself: " + e);
			}
			tally.check(crashes() == crashes, "Java crashed, see hs_err files in " + Program.crashReports());
			System.out.println(tally.row(scenario, (System.nanoTime() - start) / 1e9));
			tally.failures().forEach(failure -> failures.add(scenario.name() + ": " + failure));
		}
		failures.forEach(failure -> System.out.println("\n- " + failure.strip()));
		return failures.isEmpty();
	}

	private static long crashes() throws IOException {
		try (Stream<Path> files = Files.list(Program.crashReports())) {
			return files.filter(p -> p.getFileName().toString().startsWith("hs_err_")).count();
		}
	}
}
