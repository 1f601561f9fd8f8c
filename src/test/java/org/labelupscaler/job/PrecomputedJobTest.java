package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

/** Whole jobs that write Neuroglancer's format, read back by the reader of sources, which shares no code. */
class PrecomputedJobTest extends AbstractJobTest {

	private OptionsBuilder precomputed(final Volume source, final String name) throws Exception {
		return options(source, name).target(folder.resolve(name + ".precomputed").toString());
	}

	@ParameterizedTest
	@EnumSource(value = LabelType.class, names = "INT64", mode = EnumSource.Mode.EXCLUDE)
	void everyVoxelOfEveryLevelFollowsTheRule(final LabelType type) throws Exception {
		final String[] compressions = { "gzip", "raw", "gzip:6" };
		for (int seed = 0; seed < 12; seed++) {
			final Random random = new Random(37 * type.ordinal() + seed);
			final int[] size = { 1 + random.nextInt(20), 1 + random.nextInt(20), random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(20) };
			final Volume source = TestSources.random(random, type, size);
			final String target = 1 + random.nextInt(90) + "," + (1 + random.nextInt(70)) + "," + (1 + random.nextInt(40));
			final String block = 1 + random.nextInt(33) + "," + (1 + random.nextInt(33)) + "," + (1 + random.nextInt(33));
			final String levels = new String[] { "none", "auto", "2,1,1" }[seed % 3];
			final UpscaleOptions options = precomputed(source, "s" + seed).size(target).block(block).levels(target.startsWith("1,")
				? "none" : levels).compression(compressions[seed / 3 % 3]).background(random.nextBoolean() ? "skip" : "write").threads("2")
				.build();
			assertTrue(run(options).complete());
			check(source, options, "seed " + seed + ": " + Arrays.toString(size) + " to " + target + ", blocks " + block);
		}
	}

	private void check(final Volume source, final UpscaleOptions options, final String what) throws Exception {
		final UpscalePlan plan = Verifier.plan(options.target());
		for (int l = 0; l < plan.pyramid().levels(); l++) {
			final long[] size = plan.pyramid().size(l, plan.size());
			final long[] wanted = new long[(int) (size[0] * size[1] * size[2])];
			int at = 0;
			for (int z = 0; z < size[2]; z++)
				for (int y = 0; y < size[1]; y++)
					for (int x = 0; x < size[0]; x++)
						wanted[at++] = SlowReference.label(source, plan.size(), plan.pyramid().factors(l), x, y, z);
			final Path level = options.target().resolve(Integer.toString(l));
			if (Arrays.stream(wanted).allMatch(label -> label == 0) && !options.writeBackground()) {
				// NB: readers show what is missing as 0; that of sources asks whether all files got lost.
				assertTrue(Files.notExists(level));
				continue;
			}
			try (LabelSource found = Sources.describe(level).open(SourceOptions.defaults())) {
				assertEquals(source.type(), found.type(), what);
				assertArrayEquals(size, found.size(), what);
				assertArrayEquals(wanted, MemorySource.all(found), what + ", level " + l);
			}
		}
		assertTrue(verify(options, true).difference().isEmpty());
		assertTrue(verify(options, false).difference().isEmpty());
	}

	@Test
	void aResumeKeepsShardsAndMendsThem() throws Exception {
		final Volume source = TestSources.random(new Random(4), LabelType.UINT32, 20, 17, 15);
		final UpscaleOptions options = precomputed(source, "r").factors("4").block("8").levels("auto").build();
		final UpscaleReport first = run(options);
		assertEquals(0, run(again(options, Existing.RESUME)).written());
		final Path level = options.target().resolve("0");
		final Path shard;
		try (Stream<Path> shards = Files.list(level)) {
			shard = shards.sorted().findFirst().orElseThrow();
		}
		final byte[] good = Files.readAllBytes(shard);
		for (final byte[] bad : new byte[][] { Arrays.copyOf(good, good.length - 1), Arrays.copyOf(good, 10), new byte[good.length] }) {
			Files.write(shard, bad);
			assertTrue(verify(options, false).difference().isPresent() || bad.length < good.length);
			final UpscaleReport report = run(again(options, Existing.RESUME));
			assertTrue(report.written() > 0 && report.written() < first.written() / 2);
			assertArrayEquals(good, Files.readAllBytes(shard));
		}
		check(source, options, "mended");
		Files.writeString(options.target().resolve("notes.txt"), "mine");
		assertThrows(InvalidInputException.class, () -> run(again(options, Existing.OVERWRITE)));
		Files.delete(options.target().resolve("notes.txt"));
		assertTrue(run(again(options, Existing.OVERWRITE)).complete());
	}

	@Test
	void whereNoUnitIsKnownItIsSaid() throws Exception {
		final Path file = folder.resolve("u.nrrd");
		Files.writeString(file, "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 1 1 1\nencoding: raw\n\n7");
		final UpscaleOptions options = UpscaleWords.builder().source(file.toString()).target(folder.resolve("u.precomputed").toString())
			.factors("2").build();
		assertTrue(PlanNotes.of(options, options.describeSource(), UpscalePlan.draft(options, options.describeSource())).stream().anyMatch(
			note -> note.startsWith("Neuroglancer counts in nanometres")));
	}

	/** What is missing of a volume that is being made would look like background. */
	@Test
	void anUnfinishedVolumeIsNoSource() throws Exception {
		final UpscaleOptions options = precomputed(TestSources.random(new Random(4), LabelType.UINT8, 4, 4, 4), "f").factors("2").build();
		run(options);
		final Path info = options.target().resolve("info");
		Files.writeString(info, Files.readString(info).replace("\"complete\"", "\"running\""));
		for (final Path named : new Path[] { options.target(), options.target().resolve("0") })
			assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(named)).getMessage().contains("is not complete"));
	}
}
