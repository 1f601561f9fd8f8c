package org.labelupscaler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.UpscaleWords;

/** What is said when something may be other than thought, and that nothing is replaced or left behind. */
class AssignNotesTest {

	private static final String ONTOLOGY = "id,acronym,name,parent_structure_id\n1,one,One,\n2,two,Two,1\n9,nine,Nine,1\n";

	@TempDir
	private Path folder;

	private Path annotation;
	private Path ontology;
	private Path points;

	@BeforeEach
	void writeLabels() throws Exception {
		final Volume volume = new Volume(LabelType.UINT8, new int[] { 8, 8, 8 }, new long[512]);
		Arrays.fill(volume.labels(), 0, 256, 1);
		Arrays.fill(volume.labels(), 256, 384, 2);
		annotation = TestSources.writeNrrd(volume, folder.resolve("annotation.nrrd"));
		ontology = Files.writeString(folder.resolve("tree.csv"), ONTOLOGY);
		points = Files.writeString(folder.resolve("points.csv"), "x,y,z\n1,1,1\n1,1,5\n2,2,5\n");
	}

	private CellWords cells(final Path labels) {
		return new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, points.toString());
	}

	private static AssignReport run(final CellWords cells, final String existing, final String midline) throws Exception {
		try (AssignJob job = AssignJob.open(new AssignWords().set(AssignKey.EXISTING, existing).set(AssignKey.MIDLINE, midline).assign(cells), ProgressListener.NONE)) {
			return job.run(ProgressListener.NONE);
		}
	}

	private static String refused(final CellWords cells, final String existing, final String midline) {
		return assertThrows(InvalidInputException.class, () -> run(cells, existing, midline)).getMessage();
	}

	private String text(final String ending) throws Exception {
		return Files.readString(folder.resolve("points-" + ending + ".csv"));
	}

	@Test
	void aMaskHasNoRegionsWithAndWithoutItsSource() throws Exception {
		final Path mask = folder.resolve("mask.n5");
		UpscaleJob.run(UpscaleWords.builder().source(annotation.toString()).target(mask.toString()).factors("1").set(OptionKey.LABELS,
			"2").set(OptionKey.VALUES, "mask").build(), ProgressListener.NONE);
		for (int round = 0; round < 2; round++) {
			final AssignReport report = run(cells(mask).set(OptionKey.ONTOLOGY, ontology.toString()), "overwrite", "");
			assertTrue(report.warnings().stream().anyMatch(w -> w.contains("mask.n5 is a mask")), report.warnings().toString());
			assertTrue(text("assigned").contains("1,1,5,1,,,yes\n"), text("assigned"));
			assertFalse(text("regions").contains("One"));
			assertTrue(refused(cells(mask).set(OptionKey.ONTOLOGY, ontology.toString()).set(OptionKey.REGIONS, "one"), "overwrite",
				"").contains("mask.n5 is a mask"));
			Files.deleteIfExists(annotation);
		}
	}

	@Test
	void regionsThatAreNotThereHaveARow() throws Exception {
		run(cells(annotation).set(OptionKey.ONTOLOGY, ontology.toString()).set(OptionKey.REGIONS, "nine,two"), "fail", "");
		final List<String> rows = text("regions").lines().map(line -> line.split(",")[0] + "," + line.split(",")[5]).toList();
		assertEquals(List.of("id,cells", "2,2", "9,0"), rows);
	}

	@Test
	void whatIsSuspiciousIsSaid() throws Exception {
		Files.writeString(points, "x,y,z\n1,1,1\n1,1,7\n2,2,6\n");
		assertTrue(run(cells(annotation), "fail", "").warnings().get(0).startsWith("Many cells are in background."));
		final StringBuilder many = new StringBuilder("x,y,z,region_id\n");
		final Random random = new Random(1);
		for (int i = 0; i < 5000; i++)
			many.append(i < 10 ? 1e300 : 5 + 3 * random.nextInt(2)).append(",1,1,7\n");
		Files.writeString(points, many);
		final List<String> warnings = run(cells(annotation), "overwrite", "").warnings();
		assertTrue(warnings.get(0).startsWith("Many cells are outside."), warnings.get(0));
		assertTrue(warnings.get(0).contains("x 5 to 8 of 8"), warnings.get(0));
		assertTrue(warnings.get(1).contains("region_id_2"), warnings.toString());
		assertTrue(text("assigned").startsWith("x,y,z,region_id,region_id_2,region_acronym,"));
		final Path image = TestSources.writeNrrd(TestSources.random(random, LabelType.UINT8, 80, 8, 8), folder.resolve("image.nrrd"));
		Files.writeString(points, "x,y,z\n1,1,1\n");
		assertTrue(run(cells(annotation).set(CellKey.POINTS_IN, image.toString()), "overwrite", "").warnings().get(0).startsWith(
			"Along x the labels are 200 um long"));
	}

	@Test
	void whatIsGuessedOfTheOntologyIsSaid() throws Exception {
		Files.writeString(ontology, "id,name,color\n0,Brain,\n1,One,red\n2,Two,\n");
		final List<String> warnings = run(cells(annotation).set(OptionKey.ONTOLOGY, ontology.toString()), "fail", "").warnings();
		assertTrue(warnings.stream().anyMatch(w -> w.startsWith("Ontology tree.csv, line 3: the colour 'red'")), warnings.toString());
		assertTrue(warnings.stream().anyMatch(w -> w.contains("'Brain' is no region, since label 0 is background")), warnings
			.toString());
		assertFalse(text("regions").contains("Brain"), text("regions"));
	}

	@Test
	void lengthsCountInAnImageThatSaysNoUnitToo() throws Exception {
		Files.writeString(points, "x_um,y_um,z_um\n30,30,310\n");
		// Half as many voxels, so 50 x 50 x 100 um each; no one says so.
		run(cells(annotation).set(CellKey.POINTS_IN, "4,4,4"), "fail", "");
		final Path container = folder.resolve("labels.n5");
		UpscaleJob.run(UpscaleWords.builder().source(annotation.toString()).target(container.toString()).factors("2").build(),
			ProgressListener.NONE);
		run(cells(container).set(CellKey.POINTS_IN, "4,4,4"), "overwrite", "");
		assertTrue(text("assigned").contains("30,30,310,0,,background,yes"), text("assigned"));
		Files.writeString(points, "x_um,y_um,z_um\n30,30,290\n");
		run(cells(container).set(CellKey.POINTS_IN, "4,4,4"), "overwrite", "");
		assertTrue(text("assigned").contains("30,30,290,2,,,yes"), text("assigned"));
	}

	@Test
	void nothingIsReplacedOrLeftBehind() throws Exception {
		run(cells(annotation), "fail", "");
		final String before = text("assigned");
		assertTrue(refused(cells(annotation), "fail", "").contains("exists already"));
		Files.writeString(points, "x,y,z\n1,1,1\nno,1,1\n");
		assertTrue(refused(cells(annotation), "overwrite", "").contains("line 3"));
		assertEquals(before, text("assigned"));
		Files.writeString(folder.resolve("points-regions.csv"), "my own table\n");
		assertTrue(refused(cells(annotation), "overwrite", "").contains("not made by this program"));
		try (var files = Files.list(folder)) {
			assertEquals(5, files.count());
		}
	}

	@Test
	void wordsThatAreImpossibleAreSaid() {
		assertTrue(refused(cells(annotation), "fail", "z:9").contains("the labels have 8 voxels along z"));
		assertTrue(refused(cells(annotation), "fail", "z:4.5").startsWith("midline: 'z:4.5' is not"));
		assertTrue(refused(cells(annotation).set(CellKey.POINTS_IN, "9999999999,1,1"), "fail", "").contains("beyond all bounds"));
		assertTrue(refused(cells(annotation).set(CellKey.POINTS_IN, "-1,2,3"), "fail", "").contains("must be above 0"));
	}
}
