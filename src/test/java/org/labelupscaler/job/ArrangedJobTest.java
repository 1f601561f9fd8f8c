package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.volume.bdv.BdvXml;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.PlanText;
import org.labelupscaler.words.UpscaleWords;
import org.labelupscaler.words.VerifyKey;
import org.labelupscaler.words.VerifyWords;
import org.labelupscaler.words.WordKey;

/** Jobs whose labels are cropped, turned, selected or renumbered, and whose target is that of another image. */
class ArrangedJobTest extends AbstractJobTest {

	private static final ProgressListener QUIET = ProgressListener.NONE;

	private UpscaleReport upscale(final UpscaleOptions options) throws Exception {
		return UpscaleJob.run(options, QUIET);
	}

	private static void checkVerified(final UpscaleOptions options) throws Exception {
		try (VerifyJob job = VerifyJob.open(new VerifyWords().set(VerifyKey.INPUT, options.target().toString()).set(VerifyKey.BLOCKS, "voxels").set(VerifyKey.THREADS, "2").build(),
			Optional::empty, QUIET))
		{
			final VerifyReport report = job.run(QUIET);
			assertEquals(Optional.empty(), report.difference());
			assertTrue(report.voxels() > 0);
		}
	}

	private static void check(final Volume arranged, final UpscaleOptions options) throws Exception {
		final UpscalePlan plan = Verifier.plan(options.target());
		for (int l = 0; l < plan.pyramid().levels(); l++) {
			final Volume found = PlainN5.read(options.target().resolve("setup0/timepoint0/s" + l));
			assertEquals(arranged.type(), found.type());
			for (int z = 0; z < found.size()[2]; z++)
				for (int y = 0; y < found.size()[1]; y++)
					for (int x = 0; x < found.size()[0]; x++)
						assertEquals(SlowReference.label(arranged, plan.size(), plan.pyramid().factors(l), x, y, z), found.at(x, y, z),
							"level " + l + ", voxel " + x + "," + y + "," + z);
		}
	}

	/** A box 2:11,1:,:5 with axes -z,y,x. */
	private static Volume cutAndTurned(final Volume v) {
		final int[] size = { 5, v.size()[1] - 1, 9 };
		final long[] labels = new long[size[0] * size[1] * size[2]];
		int at = 0;
		for (int z = 0; z < size[2]; z++)
			for (int y = 0; y < size[1]; y++)
				for (int x = 0; x < size[0]; x++)
					labels[at++] = v.at(2 + z, 1 + y, 4 - x);
		return new Volume(v.type(), size, labels);
	}

	@Test
	void aBoxWithOtherAxesIsUpscaledByTheRule() throws Exception {
		final Volume source = TestSources.random(new Random(1), LabelType.UINT32, 13, 9, 7);
		final UpscaleOptions options = options(source, "a").factors("3,2,2").block("8").set(OptionKey.CROP, "2:11,1:,:5").set(
			OptionKey.AXES, "-z,y,x").offset("10,-20.5,0").build();
		upscale(options);
		check(cutAndTurned(source), options);
		checkVerified(options);
		final UpscalePlan plan = Verifier.plan(options.target());
		assertEquals(50 / 3.0, plan.voxelSize().x(), 1e-12);
		assertArrayEquals(new double[] { 10, -20.5, 0 }, plan.offset());
		assertTrue(Files.readString(BdvXml.of(options.target()).file()).contains("<affine>" + 50.0 / 3 +
			" 0.0 0.0 10.0 0.0 12.5 0.0 -20.5 0.0 0.0 12.5 0.0</affine>"));
		try (LabelPyramid view = LabelPyramid.open(options.target()); LabelPyramid preview = LabelPyramid.preview(options, QUIET)) {
			assertArrayEquals(new double[] { 10, -20.5, 0 }, view.offset());
			assertArrayEquals(new double[] { 10, -20.5, 0 }, preview.offset());
			assertArrayEquals(view.level(0).size(), preview.level(0).size());
		}
		final UpscaleOptions again = UpscaleWords.parse(UpscaleWords.toMacro(options).replace("existing=fail", "existing=resume"));
		assertEquals(0, upscale(again).written());
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> upscale(UpscaleWords.parse(UpscaleWords
			.toMacro(options).replace("existing=fail", "existing=resume").replace("axes=-z,y,x", "axes=z,y,x"))));
		assertTrue(e.getMessage().contains("axes was \"-z,y,x\", now \"z,y,x\""), e.getMessage());
	}

	@Test
	void selectedLabelsMasksAndNumbersAreUpscaledAndVerified() throws Exception {
		final long[] labels = new long[6 * 5 * 4];
		final Random random = new Random(3);
		final long[] ids = { 0, 7, 8, 300, 614454277L };
		for (int i = 0; i < labels.length; i++)
			labels[i] = ids[random.nextInt(5)];
		final Volume source = new Volume(LabelType.UINT32, new int[] { 6, 5, 4 }, labels);
		for (final String values : new String[] { "ids", "mask", "compact" }) {
			final UpscaleOptions options = options(source, values).factors("2").block("4").set(OptionKey.LABELS,
				"8-400,614454277,!9").set(OptionKey.VALUES, values).build();
			final UpscaleReport report = upscale(options);
			final long[] expected = new long[labels.length];
			for (int i = 0; i < labels.length; i++) {
				final boolean kept = labels[i] == 8 || labels[i] == 300 || labels[i] == 614454277L;
				expected[i] = !kept ? 0 : switch (values) {
					case "mask" -> 1;
					case "compact" -> labels[i] == 8 ? 1 : labels[i] == 300 ? 2 : 3;
					default -> labels[i];
				};
			}
			final LabelType type = values.equals("ids") ? LabelType.UINT32 : LabelType.UINT8;
			check(new Volume(type, source.size(), expected), options);
			checkVerified(options);
			assertEquals(type, report.labels().orElseThrow().type());
			final List<String> csv = Files.readAllLines(Upscaler.labelTable(options.target()));
			assertEquals(values.equals("compact") ? "label,id,voxels,volume_um3" : "label,voxels,volume_um3", csv.get(0));
			assertTrue(!values.equals("compact") || csv.get(3).startsWith("2,300,"), csv.toString());
		}
	}

	@Test
	void theTargetIsThatOfAnotherImage() throws Exception {
		final Volume source = TestSources.random(new Random(1), LabelType.UINT8, 6, 5, 4);
		final Volume image = TestSources.random(new Random(2), LabelType.UINT16, 17, 11, 9);
		final Path nrrd = TestSources.write(folder.resolve("image.nrrd"), TestSources.header(image, false, "raw").replace(
			"(25,0,0) (0,25,0) (0,0,50)", "(0.5,0,0) (0,0.5,0) (0,0,2)") + "\n", TestSources.bytes(image, false));
		final UpscaleOptions options = options(source, "m").match(nrrd.toString()).block("8").build();
		upscale(options);
		check(source, options);
		final UpscalePlan plan = Verifier.plan(options.target());
		assertArrayEquals(new long[] { 17, 11, 9 }, plan.size());
		assertEquals(new VoxelSize(0.5, 0.5, 2, "um"), plan.voxelSize());
		checkVerified(options);
		assertEquals(0, upscale(UpscaleWords.parse(UpscaleWords.toMacro(options).replace("existing=fail", "existing=resume"))).written());
		assertEquals(nrrd + " (NRRD): 17 x 11 x 9 voxels, 0.5 x 0.5 x 2 um", PlanText.match(options.targetSize())
			.orElseThrow());
	}

	@Test
	void anImageWithoutVoxelSizeGivesItsShapeOnly() throws Exception {
		final Volume source = TestSources.random(new Random(1), LabelType.UINT8, 6, 5, 4);
		final Path image = TestSources.write(folder.resolve("i.nrrd"), "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 12 5 8\n" +
			"encoding: raw\n\n", new byte[12 * 5 * 8]);
		final UpscaleOptions options = options(source, "m").match(image.toString()).build();
		upscale(options);
		assertEquals(new VoxelSize(12.5, 25, 25, "um"), Verifier.plan(options.target()).voxelSize());
	}

	@Test
	void wrongImagesToMatchAreNamed() throws Exception {
		final Volume source = TestSources.random(new Random(1), LabelType.UINT8, 6, 5, 4);
		final Path text = Files.writeString(folder.resolve("a.txt"), "hello");
		for (final String match : new String[] { text.toString(), folder.resolve("missing.nrrd").toString() }) {
			final InvalidInputException e = assertThrows(InvalidInputException.class, () -> options(source, "w").match(match)
				.build());
			assertTrue(e.getMessage().startsWith("match: ") && e.getMessage().contains(match), e.getMessage());
			assertTrue(!e.getMessage().contains("\n"), e.getMessage());
		}
		final InvalidInputException both = assertThrows(InvalidInputException.class, () -> options(source, "w").match(folder.resolve(
			"w.nrrd").toString()).factors("2").build());
		assertEquals("target size: say only one of factors, size, voxel size and match", both.getMessage());
	}

	@Test
	void factorsThatDifferWhereVoxelsAreEquallyLongAreTold() throws Exception {
		final Volume source = TestSources.random(new Random(1), LabelType.UINT8, 10, 20, 30);
		final String[][] cases = { // the source has voxels of 25, 25, 50 um
			{ "factors", "2,2,4", "" }, { "factors", "2,4,2", "4 along y, 2 along x" }, { "size", "20,41,30", "" }, { "size",
				"20,43,30", "2.15 along y, 2 along x" }, { "voxelsize", "5,10,5", "" } };
		for (final String[] c : cases) {
			final UpscaleOptions options = options(source, "f").set(WordKey.of(OptionKey.class, c[0]).orElseThrow(), c[1]).set(OptionKey.EXISTING,
				"overwrite").build();
			try (UpscaleJob job = UpscaleJob.open(options, QUIET)) {
				if (c[2].isEmpty())
					assertEquals(List.of(), job.warnings(), c[1]);
				else
					assertTrue(job.warnings().get(0).contains("The factors differ: " + c[2]), job.warnings().toString());
			}
		}
	}

	/** Background is not added to the regions that an ontology puts it below, or has below it. */
	@Test
	void whatAnOntologyCallsZeroIsStillBackground() throws Exception {
		final Volume source = new Volume(LabelType.UINT8, new int[] { 4, 1, 1 }, new long[] { 0, 0, 0, 3 });
		for (final String zero : new String[] { "0,bg,Clear Label,1\n1,root,All,\n3,A,Region A,1\n",
			"0,root,Everything,\n1,root,All,0\n3,A,Region A,1\n" }) {
			final Path ontology = Files.writeString(folder.resolve("zero.csv"), "id,acronym,name,parent\n" + zero);
			final UpscaleOptions options = options(source, "zero").factors("1").set(OptionKey.ONTOLOGY, ontology.toString()).set(
				OptionKey.EXISTING, "overwrite").build();
			try (UpscaleJob job = UpscaleJob.open(options, QUIET)) {
				assertEquals(zero.contains("Everything") ? 1 : 0, job.warnings().stream().filter(w -> w.startsWith(
					"Ontology zero.csv: structure 0 'Everything (root)' is no region")).count(), job.warnings().toString());
			}
			upscale(options);
			final List<String> rows = Files.readAllLines(Upscaler.labelTable(options.target()));
			assertTrue(rows.get(1).startsWith("0,,,,,3,"), rows.get(1));
			assertTrue(rows.get(2).matches("1,root,All,,,0,0,1,.*"), rows.get(2));
			assertTrue(rows.get(3).matches("3,A,Region A,,root,1,.*,1,.*"), rows.get(3));
		}
	}

	@Test
	void regionsAreSelectedAndNamedAndAddedUp() throws Exception {
		final Path ontology = Files.writeString(folder.resolve("o.csv"), """
			id,acronym,name,parent_structure_id,color_hex_triplet
			1,root,"All, really",,FFFFFF
			2,A,Region A,1,FF0000
			3,A1,Region A1,2,0000FF
			4,A2,Region A2,2,00FF00
			5,B,Region B,1,
			""");
		final long[] labels = { 0, 3, 3, 4, 5, 5, 5, 9 };
		final Volume source = new Volume(LabelType.UINT32, new int[] { 8, 1, 1 }, labels);
		final UpscaleOptions all = options(source, "all").factors("2,1,1").set(OptionKey.ONTOLOGY, ontology.toString()).build();
		upscale(all);
		assertEquals("""
			label,acronym,name,color,parent,voxels,volume_um3,voxels_with_below,volume_with_below_um3
			0,,,,,2,31250,2,31250
			9,,,,,2,31250,2,31250
			1,root,"All, really",FFFFFF,,0,0,12,187500
			2,A,Region A,FF0000,root,0,0,6,93750
			3,A1,Region A1,0000FF,A,4,62500,4,62500
			4,A2,Region A2,00FF00,A,2,31250,2,31250
			5,B,Region B,,root,6,93750,6,93750
			""", Files.readString(Upscaler.labelTable(all.target())));
		final UpscaleOptions some = options(source, "some").factors("2,1,1").set(OptionKey.ONTOLOGY, ontology.toString()).set(
			OptionKey.REGIONS, "a; Region B").set(OptionKey.LABELS, "9,!4").set(OptionKey.VALUES, "compact").build();
		upscale(some);
		assertEquals("""
			label,id,acronym,name,color,parent,voxels,volume_um3,voxels_with_below,volume_with_below_um3
			0,0,,,,,4,62500,4,62500
			3,9,,,,,2,31250,2,31250
			"",1,root,"All, really",FFFFFF,,0,0,10,156250
			"",2,A,Region A,FF0000,root,0,0,4,62500
			1,3,A1,Region A1,0000FF,A,4,62500,4,62500
			2,5,B,Region B,,root,6,93750,6,93750
			""", Files.readString(Upscaler.labelTable(some.target())));
		check(new Volume(LabelType.UINT8, source.size(), new long[] { 0, 1, 1, 0, 2, 2, 2, 3 }), some);
		checkVerified(some);
		// NB: what the ontology calls the labels does not decide which voxels are written.
		assertEquals(0, upscale(UpscaleWords.parse(UpscaleWords.toMacro(some).replace("existing=fail", "existing=resume"))).written());
		Files.delete(ontology);
		checkVerified(some);
	}

	@Test
	void wrongRegionsAreNamedWithAllElseThatIsWrong() throws Exception {
		final Path ontology = Files.writeString(folder.resolve("o.csv"), "id,acronym,name\n1,VISp,Primary visual area\n");
		final Volume source = TestSources.random(new Random(1), LabelType.UINT8, 6, 5, 4);
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> options(source, "w").factors("0").set(
			OptionKey.ONTOLOGY, ontology.toString()).set(OptionKey.REGIONS, "VISP,VIXp").set(OptionKey.AXES, "x,y").set(
				OptionKey.CROP, "1:1,:,:").set(OptionKey.LABELS, "a").set(OptionKey.OFFSET, "1").set(OptionKey.VALUES, "b").build());
		final List<String> lines = e.getMessage().lines().toList();
		assertEquals(List.of("factors", "offset", "crop", "axes", "labels", "values", "regions"), lines.stream().map(l -> l.split(
			":")[0]).toList(), e.getMessage());
		assertTrue(lines.get(6).startsWith("regions: 'VIXp' is no region of ") && lines.get(6).contains(
			"did you mean Primary visual area (VISp)?"), e.getMessage());
		final InvalidInputException none = assertThrows(InvalidInputException.class, () -> options(source, "w").factors("1").set(
			OptionKey.REGIONS, "VISp").build());
		assertEquals("regions: name the ontology file that says which labels they are", none.getMessage());
	}

	@Test
	void aContainerThatIsReadIsNeverOverwritten() throws Exception {
		final Volume source = TestSources.random(new Random(1), LabelType.UINT16, 6, 5, 4);
		final UpscaleOptions first = options(source, "first").factors("2").build();
		upscale(first);
		final var before = PlainN5.tree(first.target());
		final Path link = Files.createSymbolicLink(folder.resolve("link.n5"), first.target());
		final String s0 = first.target().resolve("setup0/timepoint0/s0").toString();
		final String[][] pairs = { { first.target().toString(), first.target().toString() }, { s0, first.target().toString() }, {
			first.target().toString(), first.target().resolve("more.n5").toString() }, { link.toString(), first.target()
				.toString() }, { s0, link.toString() } };
		for (final String[] pair : pairs) {
			final InvalidInputException e = assertThrows(InvalidInputException.class, () -> upscale(UpscaleWords.builder().source(
				pair[0]).target(pair[1]).factors("2").existing("overwrite").build()), pair[1]);
			assertTrue(e.getMessage().startsWith("output: ") && e.getMessage().contains("lie in each other"), e.getMessage());
			assertEquals(before, PlainN5.tree(first.target()));
		}
		final Path linked = Files.createDirectories(folder.resolve("links"));
		Files.createSymbolicLink(linked.resolve("s0"), Path.of(s0));
		for (final String source2 : new String[] { BdvXml.of(first.target()).file().toString(), linked.toString(), linked.resolve(
			"s0").toString() })
		{
			final InvalidInputException e = assertThrows(InvalidInputException.class, () -> upscale(UpscaleWords.builder().source(
				source2).target(first.target().toString()).factors("2").existing("overwrite").build()), source2);
			assertTrue(e.getMessage().contains("lie in each other"), e.getMessage());
			assertEquals(before, PlainN5.tree(first.target()));
		}
		final UpscaleOptions twice = UpscaleWords.builder().source(first.target().toString()).target(folder.resolve("second.n5")
			.toString()).factors("1").block("3").build();
		upscale(twice);
		check(PlainN5.read(first.target().resolve("setup0/timepoint0/s0")), twice);
		checkVerified(twice);
	}

	@Test
	void theOutputIsBesideWhatTheInputIsIn() throws Exception {
		final Path container = Files.createDirectories(folder.resolve("a.ome.zarr"));
		Files.createDirectories(container.resolve("labels/x"));
		for (final String group : new String[] { ".", "labels", "labels/x" })
			Files.writeString(container.resolve(group).resolve(".zattrs"), "{}");
		final Path file = Files.write(folder.resolve("b.h5"), new byte[10]);
		final String[][] cases = { { container.resolve("labels/x").toString(), "a-upscaled.n5" }, { container.toString(),
			"a-upscaled.n5" }, { file + "/t00000/s00/0/cells", "b-upscaled.n5" }, { file.toString(), "b-upscaled.n5" }, { folder
				.resolve("slice_*.tif").toString(), "slice_-upscaled.n5" }, { folder.resolve("c.nii.gz").toString(),
					"c-upscaled.n5" } };
		for (final String[] c : cases)
			assertEquals(folder.resolve(c[1]), UpscaleWords.builder().source(c[0]).factors("2").build().target(), c[0]);
	}

	@Test
	void anImageToMatchThatIsLongerIsToldAndItsUnitIsNoWorseThanTheSource() throws Exception {
		final Volume source = TestSources.random(new Random(1), LabelType.UINT8, 10, 8, 6);
		final Volume image = TestSources.random(new Random(2), LabelType.UINT8, 20, 16, 12);
		final String[][] cases = { { "(12.5,0,0) (0,12.5,0) (0,0,25)", "um", "", "12.5 x 12.5 x 25 um" }, {
			"(12.5,0,0) (0,25,0) (0,0,25)", "um", "Along y the labels are 200 um long, but the image to match is 400 um",
			"12.5 x 25 x 25 um" }, { "(0.0125,0,0) (0,0.0125,0) (0,0,0.025)", "mm", "", "0.0125 x 0.0125 x 0.025 mm" }, {
				"(3,0,0) (0,3,0) (0,0,3)", "", "", "12.5 x 12.5 x 25 um" } };
		for (final String[] c : cases) {
			final String header = TestSources.header(image, false, "raw").replace("(25,0,0) (0,25,0) (0,0,50)", c[0]).replace("um",
				c[1]);
			final Path nrrd = TestSources.write(folder.resolve("image.nrrd"), header + "\n", TestSources.bytes(image, false));
			try (UpscaleJob job = UpscaleJob.open(options(source, "e").match(nrrd.toString()).build(), QUIET)) {
				assertEquals(c[3], job.plan().voxelSize().toString());
				assertEquals(c[2].isEmpty() ? 0 : 1, job.warnings().stream().filter(w -> w.startsWith("Along ")).count(), job
					.warnings().toString());
				assertTrue(c[2].isEmpty() || job.warnings().stream().anyMatch(w -> w.startsWith(c[2])), job.warnings().toString());
			}
		}
	}

	@Test
	void aTargetOfNothingButBackgroundIsTold() throws Exception {
		final Volume source = new Volume(LabelType.UINT8, new int[] { 2, 1, 1 }, new long[] { 1, 2 });
		final Volume background = new Volume(LabelType.UINT8, new int[] { 2, 1, 1 }, new long[2]);
		final UpscaleReport nothing = upscale(options(background, "n").factors("2").build());
		assertTrue(PlanText.onlyBackground(nothing).isPresent());
		final UpscaleReport some = upscale(options(source, "s").factors("2").set(OptionKey.LABELS, "2").build());
		assertTrue(PlanText.onlyBackground(some).isEmpty());
	}
}
