package org.labelupscaler.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.AbstractJobTest;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.text.Quantities;

import ij.ImagePlus;
import ij.process.FloatProcessor;

/** What a dialog says: sizes at once, bytes a moment later, wrong words explained, whatever is typed. */
class LivePlanTest extends AbstractJobTest {

	private final Volume volume = TestSources.random(new Random(4), LabelType.UINT16, 20, 15, 10);
	private final Semaphore changes = new Semaphore(0);

	@Test
	void theSizesAreThereAtOnceAndTheBytesFollow() throws Exception {
		try (LivePlan plan = new LivePlan(changes::release)) {
			final OptionsBuilder builder = options(volume, "live").factors("2,3,1").compression("raw").block("16")
				.background("write").levels("2,2,1").threads("1");
			final String first = plan.text(builder, true).text();
			assertTrue(first.contains("live.nrrd, 20 x 15 x 10 voxels of uint16, 25 x 25 x 50 um"), first);
			assertTrue(first.contains("Target: 40 x 45 x 10 voxels of uint16, 12.5 x 8.33333 x 50 um, factors 2 x 3 x 1"), first);
			assertTrue(first.contains("Levels: 2, together " + Quantities.bytes(2 * 10 * (40 * 45 + 20 * 23)) + " in " + (9 +
				4) + " blocks"), first);
			assertTrue(first.contains("Disk: looking"), first);
			assertTrue(first.contains(" free"), first);
			assertTrue(changes.tryAcquire(10, TimeUnit.SECONDS), "the estimate arrives");
			final UpscaleOptions options = options(volume, "live").factors("2,3,1").compression("raw").block("16").background(
				"write").levels("2,2,1").threads("1").build();
			plan.text(again(options), true).text(); // the source was written anew, so it is looked at again
			assertTrue(changes.tryAcquire(10, TimeUnit.SECONDS), "the estimate arrives again");
			final String second = plan.text(again(options), true).text();
			assertEquals(first.substring(0, first.indexOf("Disk:")), second.substring(0, second.indexOf("Disk:")));
			assertFalse(Files.exists(options.target()));

			final UpscaleReport report = run(options);
			final long onDisk = report.bytesWritten() + 2048 * report.written();
			assertTrue(second.contains("Disk: " + Quantities.bytes(onDisk) + " in " + report.written() + " files; "), second);
		}
	}

	@Test
	void aClosedPlanStillSpeaksButReadsNoMore() throws Exception {
		final Volume volume = TestSources.random(new Random(4), LabelType.UINT16, 20, 15, 10);
		final OptionsBuilder builder = options(volume, "closed").factors("2");
		final LivePlan plan = new LivePlan(changes::release);
		plan.close();
		plan.close();
		assertTrue(plan.text(builder, true).text().contains("Target: 40 x 30 x 20 voxels"), "the size needs no reading");
		assertFalse(changes.tryAcquire(300, TimeUnit.MILLISECONDS));
	}

	private OptionsBuilder again(final UpscaleOptions options) {
		final OptionsBuilder builder = UpscaleWords.builder();
		MacroOptions.parse(UpscaleWords.toMacro(options)).forEach((key, words) -> builder.set(WordKey.of(OptionKey.class, key).orElseThrow(), words));
		return builder;
	}

	@Test
	void whereNothingIsWrittenNothingIsAskedOfTheDisk() throws Exception {
		try (LivePlan plan = new LivePlan(changes::release)) {
			final String text = plan.text(options(volume, "look").target("").size("200000,150000,100000").levels("none"),
				false).text();
			assertTrue(text.contains("Target: 200000 x 150000 x 100000 voxels"), text);
			assertTrue(text.contains("nothing is written") && !text.contains("Disk:") && !text.contains("Output:"), text);
			assertFalse(changes.tryAcquire(200, TimeUnit.MILLISECONDS));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "FACTORS|x|factors:", "FACTORS|0|factors:", "FACTORS|1,2|factors:",
		"SIZE|1,2|size:", "SIZE|2,2,2|target size:", "FACTORS|1e9|The target would have", "VOXEL_SIZE|a|voxel size:",
		"UNIT|furlong|unit:", "LEVELS|2,2|levels:", "LEVELS|2,2,2;1,1,1|levels:", "LEVELS|900,900,900|levels:",
		"COMPRESSION|zip|'zip'", "COMPRESSION|gzip:10|compression:", "BLOCK|0|block:", "BLOCK|1000000|block:",
		"BACKGROUND|maybe|background:", "EXISTING|perhaps|existing:", "SYNC|maybe|sync:", "THREADS|0|threads:", "ROUNDED_IDS|x|rounded ids:",
		"RAW|5|raw:", "RAW|5,5,5 uint7|raw type:", "INPUT|/no/such/file.nrrd|no such file", "TEMP|/no/such/folder|folder" })
	void whatIsWrongIsExplained(final OptionKey key, final String words, final String expected) throws Exception {
		try (LivePlan plan = new LivePlan(changes::release)) {
			final OptionsBuilder builder = options(volume, "wrong");
			if (key != OptionKey.FACTORS)
				builder.factors("2");
			final String text = plan.text(builder.set(key, words), true).text();
			assertTrue(text.contains(expected) && !text.contains("Target: "), text);
		}
	}

	@Test
	void whatIsMuchForOneComputerIsSaid() throws Exception {
		final Volume volume = TestSources.random(new Random(3), LabelType.UINT32, 10, 10, 10);
		try (LivePlan plan = new LivePlan(() -> {})) {
			// NB: 4 bytes each: 193 and 208 TB.
			assertFalse(plan.text(options(volume, "a").size("36400,36400,36400").levels("none"), true).text().contains("Apache Spark"));
			assertTrue(plan.text(options(volume, "b").size("37300,37300,37400").levels("none"), true).text().contains("Apache Spark"));
		}
	}

	@Test
	void noSourceAndAnExistingOutputAreExplained() throws Exception {
		try (LivePlan plan = new LivePlan(changes::release)) {
			assertTrue(plan.text(UpscaleWords.builder().factors("2"), true).text().startsWith("input:"));
			run(options(volume, "there").factors("2").build());
			final String text = plan.text(options(volume, "there").factors("2"), true).text();
			assertTrue(text.contains("there.n5") && text.contains("exist"), text);
			assertTrue(plan.text(options(volume, "there").factors("2").existing("overwrite"), true).text().contains("Disk:"));
			assertTrue(plan.text(options(volume, "there").factors("2").existing("resume"), true).text().contains("Disk:"));
			assertTrue(plan.text(options(volume, "there").factors("3").existing("resume"), true).text().contains("size was"));
		}
	}

	@Test
	void noWordsAtAllMakeItFail() throws Exception {
		final Volume small = TestSources.random(new Random(4), LabelType.UINT8, 5, 5, 5);
		TestSources.writeNrrd(small, folder.resolve("good.nrrd"));
		Files.write(folder.resolve("voxels.raw"), TestSources.bytes(small, false));
		Files.writeString(folder.resolve("bad.nrrd"), "NRRD0004\nsizes: many\n\n");
		final String[] garbage = { "", " ", "abc", "0", "-1", "1", "2", "3.7", "1,2", "1,2,3", "8,8,8", "4,5,6", ",", ";", ",,",
			"1e999999999", "1e99999999999", "1e-100", "1E100", "NaN", "Infinity", "99999999999999999999", "0x10", "1_000", "²",
			"2147483647,2147483647,2147483647", "2147483648", "1,1,1;2,2,2", "2,2,2;2,2,2", "2,2,1;", "auto", "none", "gzip",
			"gzip:", "gzip:99", "lz4:1", "zstd:19", "raw", "um", "source", "fail", "resume", "overwrite", "skip", "write",
			"accept", "5,5,5 uint8", "5,5,5 uint8 big", "5,5,5 float32", "1,1,125 int8", "a b c d", "\0", "[", "]", "'", "..",
			".", "/", "~", "a\nb", "x".repeat(5000), folder.toString(), folder.resolve("good.nrrd").toString(), folder.resolve(
				"voxels.raw").toString(), folder.resolve("bad.nrrd").toString(), folder.resolve("good.nrrd/below").toString(),
			folder.resolve("out.n5").toString() };
		final Random random = new Random(6);
		int planned = 0;
		try (LivePlan plan = new LivePlan(changes::release)) {
			for (int i = 0; i < 5000; i++) {
				final OptionsBuilder builder = UpscaleWords.builder();
				final StringBuilder what = new StringBuilder();
				if (random.nextBoolean())
					builder.image(new OpenImage(new ImagePlus("floats", new FloatProcessor(2, 1, new float[] { 1, 3e9f }))));
				// NB: few keys at a time, so that some combinations are right.
				for (int n = random.nextInt(5); n >= 0; n--)
					set(builder, what, OptionKey.values()[random.nextInt(OptionKey.values().length)], garbage[random.nextInt(
						garbage.length)]);
				if (random.nextBoolean())
					set(builder, what, OptionKey.INPUT, folder.resolve("good.nrrd").toString());
				if (random.nextBoolean())
					set(builder, what, OptionKey.FACTORS, "2");
				final String text = plan.text(builder, random.nextBoolean()).text();
				assertFalse(text.isBlank(), what.toString());
				planned += text.contains("Target: ") ? 1 : 0;
			}
		}
		assertTrue(planned > 50, planned + " of the combinations were right");
		assertEquals(Set.of("good.nrrd", "voxels.raw", "bad.nrrd"), PlainN5.tree(folder).keySet());
	}

	private static void set(final OptionsBuilder builder, final StringBuilder what, final OptionKey key,
		final String words)
	{
		what.append(key).append('=').append(words).append(' ');
		builder.set(key, words);
	}

	@Test
	void theEstimateOfASourceThatIsNoLabelsSaysSo() throws Exception {
		final OpenImage floats = new OpenImage(new ImagePlus("floats", new FloatProcessor(2, 1, new float[] { 1, 0.5f })));
		try (LivePlan plan = new LivePlan(changes::release)) {
			final String target = folder.resolve("f.n5").toString();
			plan.text(UpscaleWords.builder().image(floats).factors("2").target(target), true).text();
			assertTrue(changes.tryAcquire(10, TimeUnit.SECONDS));
			final String text = plan.text(UpscaleWords.builder().image(floats).factors("2").target(target), true).text();
			assertTrue(text.contains("not a whole number"), text);
		}
	}
}
