package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.UpscaleWords;

/** Ids and rows: every label keeps its number, and every number can be looked up. */
class LabelTableTest extends AbstractJobTest {

	private static final String HUGE = "18446744073709551610";
	private static final String HALF = "9223372036854775808";

	private static Volume row(final LabelType type, final long... labels) {
		return new Volume(type, new int[] { labels.length, 1, 1 }, labels);
	}

	private List<String> table(final String name) throws Exception {
		return Files.readAllLines(folder.resolve(name + ".n5.labels.csv"));
	}

	private Path ontology(final String rows) throws Exception {
		return Files.writeString(folder.resolve("ontology.csv"), "id,acronym,name,parent\n" + rows);
	}

	/** Full resolution takes voxels 1, 4 and 7; level 1 the most frequent label of all nine. */
	@Test
	void aNumberThatOnlyACoarseLevelHasIsInTheTable() throws Exception {
		final Volume source = row(LabelType.UINT16, 50, 10, 50, 50, 20, 50, 50, 30, 50);
		final UpscaleOptions options = options(source, "coarse").size("3,1,1").set(OptionKey.LEVELS, "3,1,1").set(OptionKey.VALUES,
			"compact").build();
		UpscaleJob.run(options, ProgressListener.NONE);
		assertArrayEquals(new long[] { 1, 2, 3 }, PlainN5.read(options.target().resolve("setup0/timepoint0/s0")).labels());
		assertArrayEquals(new long[] { 4 }, PlainN5.read(options.target().resolve("setup0/timepoint0/s1")).labels());
		assertEquals(List.of("label,id,voxels,volume_um3", "1,10,1,93750", "2,20,1,93750", "3,30,1,93750", "4,50,0,0"), table(
			"coarse"));
	}

	/** A volume of edges in nobody knows what is no number of pixels; without edges it is. */
	@Test
	void aVolumeHasTheUnitThatIsKnown() throws Exception {
		final String start = "NRRD0004\ntype: uint16\ndimension: 3\nsizes: 1 1 1\nendian: little\nencoding: raw\n";
		for (final String spacings : List.of("spacings: 2 2 2\n", "")) {
			final Path source = TestSources.write(folder.resolve("u.nrrd"), start + spacings + "\n", new byte[] { 7, 0 });
			final Path target = folder.resolve("u.n5");
			UpscaleJob.run(UpscaleWords.builder().source(source.toString()).target(target.toString()).factors("1").set(OptionKey.EXISTING,
				"overwrite").build(), ProgressListener.NONE);
			assertEquals(spacings.isEmpty() ? List.of("label,voxels,volume_pixel3", "7,1,1") : List.of("label,voxels,volume_unknown3", "7,1,8"),
				table("u"));
		}
	}

	@Test
	void withNamesItIsThereToo() throws Exception {
		final Volume source = row(LabelType.UINT16, 50, 10, 50, 50, 20, 50, 50, 30, 50);
		final Path names = ontology("1,A,all,\n10,X,x,1\n50,Y,y,\n");
		final UpscaleOptions options = options(source, "named").size("3,1,1").set(OptionKey.LEVELS, "3,1,1").set(OptionKey.VALUES,
			"compact").set(OptionKey.ONTOLOGY, names.toString()).build();
		final UpscaleReport report = UpscaleJob.run(options, ProgressListener.NONE);
		assertTrue(table("named").contains("4,50,Y,y,,,0,0,0,0"), table("named").toString());
		assertEquals(3, report.labels().orElseThrow().largestFirst().size());
	}

	@Test
	void idsFrom2To63AreKeptByRegion() throws Exception {
		final Volume source = row(LabelType.UINT64, -6, 5, Long.MIN_VALUE, -6);
		final Path names = ontology(HUGE + ",H,huge,\n" + HALF + ",L,large,\n5,S,small,\n");
		final UpscaleOptions options = options(source, "huge").factors("1").set(OptionKey.ONTOLOGY, names.toString()).set(
			OptionKey.REGIONS, "H;L").build();
		UpscaleJob.run(options, ProgressListener.NONE);
		assertArrayEquals(new long[] { -6, 0, Long.MIN_VALUE, -6 }, PlainN5.read(options.target().resolve(
			"setup0/timepoint0/s0")).labels());
		assertTrue(Files.readString(options.target().resolve("attributes.json")).contains(HALF + "," + HUGE));
		assertTrue(table("huge").stream().anyMatch(line -> line.startsWith(HUGE + ",H,huge,,,2,")), table("huge").toString());
	}

	@Test
	void idsBelow0StayBelow0() throws Exception {
		final Volume source = row(LabelType.INT16, -6, 5, 7, -6);
		final Path names = ontology("-6,N,negative,\n5,S,small,\n");
		final UpscaleOptions options = options(source, "below").factors("1").set(OptionKey.ONTOLOGY, names.toString()).set(
			OptionKey.REGIONS, "N;").build();
		UpscaleJob.run(options, ProgressListener.NONE);
		assertArrayEquals(new long[] { -6, 0, 0, -6 }, PlainN5.read(options.target().resolve("setup0/timepoint0/s0")).labels());
		final Path both = ontology("-6,N,negative,\n" + HALF + ",L,large,\n");
		assertEquals("-6," + HALF, options(source, "both").factors("1").set(OptionKey.ONTOLOGY, both.toString()).set(
			OptionKey.REGIONS, "N;L").build().arrangement().labels().toString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "UINT8|256", "UINT8|1,2,!300", "UINT8|-1", "INT8|128-130", "UINT16|70000-80000",
		"UINT64|18446744073709551616" })
	void labelsBeyondTheTypeAreRefused(final LabelType type, final String labels) throws Exception {
		final UpscaleOptions options = options(row(type, 1, 2, 3), "beyond").factors("1").set(OptionKey.LABELS, labels).build();
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> UpscaleJob.run(options,
			ProgressListener.NONE));
		assertTrue(e.getMessage().startsWith("labels: ") && e.getMessage().contains("the labels are " + type.n5Name()), e
			.getMessage());
		assertThrows(InvalidInputException.class, () -> UpscalePlan.draft(options, options.describeSource()));
		assertFalse(Files.exists(options.target()));
	}

	@Test
	void rangesThatGoBeyondAreWhatTheTypeHasOfThem() throws Exception {
		final UpscaleOptions options = options(row(LabelType.UINT8, 1, 200, 3), "range").factors("1").set(OptionKey.LABELS,
			"100-999").build();
		UpscaleJob.run(options, ProgressListener.NONE);
		assertArrayEquals(new long[] { 0, 200, 0 }, PlainN5.read(options.target().resolve("setup0/timepoint0/s0")).labels());
	}

	@Test
	void aClosedJobDoesNotRun() throws Exception {
		final UpscaleOptions options = options(row(LabelType.UINT8, 1, 2, 3), "closed").factors("2").build();
		final UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE);
		job.close();
		assertThrows(IllegalStateException.class, () -> job.run(ProgressListener.NONE));
		assertFalse(Files.exists(options.target()));
		assertFalse(Files.exists(folder.resolve("closed.n5.labels.csv")));
	}
}
