package org.labelupscaler.view.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Owned;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.view.CellCloud;
import org.labelupscaler.view.CellVolume;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.UpscaleWords;
import org.labelupscaler.words.ViewWords;

/** Cells in files become a cloud over the labels that are seen, whatever their coordinates mean. */
class ViewedCellsTest {

	private static final int[] SIZE = { 40, 30, 20 };

	@TempDir
	private Path folder;

	private Path container;
	private Volume labels;

	@BeforeEach
	void upscale() throws Exception {
		final Volume source = TestSources.random(new Random(8), LabelType.UINT32, 10, 6, 5);
		container = folder.resolve("labels.n5");
		UpscaleJob.run(UpscaleWords.builder().source(TestSources.writeNrrd(source, folder.resolve("a.nrrd")).toString()).target(
			container.toString()).size("40,30,20").levels("2,2,2").block("16").build(), ProgressListener.NONE);
		labels = PlainN5.read(container.resolve("setup0/timepoint0/s0"));
	}

	@Test
	void eachCellHasTheVoxelAndTheColourOfItsLabel() throws Exception {
		final Random random = new Random(2);
		final StringBuilder csv = new StringBuilder("x,y,z\n99,0,0\n");
		for (int i = 0; i < 2000; i++)
			csv.append(random.nextDouble() * 40).append(',').append(random.nextDouble() * 30).append(',').append(random
				.nextDouble() * 20).append('\n');
		final ViewedCells.Read read = read(container, Map.of(CellKey.CELLS, write(csv)));
		final CellCloud cloud = assertInstanceOf(CellCloud.class, read.layer());
		assertEquals(2000, cloud.count());
		for (int cell = 0; cell < cloud.count(); cell++) {
			final long label = labels.at(cloud.voxel(cell, 0), cloud.voxel(cell, 1), cloud.voxel(cell, 2));
			assertEquals(label == 0 ? 0xFFE0E0E0 : LabelColors.PLAIN.argb(label), cloud.color(cell));
		}
		assertEquals(List.of("1 of 2,001 cells lie outside the labels and are not shown."), read.notes());
	}

	@Test
	void coordinatesOfAnotherImageAreTakenToTheLabelsThatAreSeen() throws Exception {
		final Path other = TestSources.writeNrrd(TestSources.random(new Random(1), LabelType.UINT8, 80, 15, 20), folder.resolve(
			"other.nrrd"));
		final Map<CellKey, String> words = Map.of(CellKey.CELLS, write("a,b,c\n60,3,19.5\n"), CellKey.X, "a", CellKey.Y, "b",
			CellKey.Z, "3", CellKey.POINTS_IN, other.toString());
		for (final int level : new int[] { 0, 1 }) {
			// The container as a whole, and its second level as a volume of its own.
			final Path seen = level == 0 ? container : container.resolve("setup0/timepoint0/s1");
			final CellCloud cloud = (CellCloud) read(seen, words).layer();
			assertEquals(List.of(30 >> level, 6 >> level, 19 >> level), IntStream.range(0, 3).map(d -> cloud.voxel(0, d)).boxed()
				.toList());
		}
	}

	@Test
	void malformedRowsAreSkippedIfWantedAndSaid() throws Exception {
		final String cells = write("x,y,z\n1,2,3\n1,oops,3\n");
		assertTrue(assertThrows(InvalidInputException.class, () -> read(container, Map.of(CellKey.CELLS, cells))).getMessage()
			.contains("line 3"));
		final ViewedCells.Read read = read(container, Map.of(CellKey.CELLS, cells, CellKey.BAD_ROWS, "skip"));
		assertEquals(1, ((CellCloud) read.layer()).count());
		assertTrue(read.notes().get(0).startsWith("1 malformed row was skipped"), read.notes().toString());
	}

	@Test
	void aFolderIsAVolumeOfCells() throws Exception {
		final CellVolume volume = assertInstanceOf(CellVolume.class, read(container, Map.of(CellKey.CELLS, container.toString()))
			.layer());
		assertEquals(40, volume.volume().level(0).size()[0]);
		volume.close();
	}

	@Test
	void withoutAScreenNothingIsRead() throws Exception {
		final ViewOptions options = ViewWords.options("stack", "", "").with(ViewWords.cells(container, words(Map.of(CellKey.CELLS,
			write("x,y,z\n1,2,3\n1,oops,3\n")))::get));
		assumeTrue(GraphicsEnvironment.isHeadless());
		try (Owned<LabelPyramid> labels = Owned.of(LabelPyramid.open(container))) {
			assertEquals("There is no screen, so nothing is shown.", options.open(labels, ProgressListener.NONE).get());
		}
	}

	@Test
	void noCellsIsNoProblemButWrongWordsAre() throws Exception {
		assertTrue(ViewWords.cells(container, key -> "").isEmpty());
		assertTrue(ViewWords.cells(container, key -> null).isEmpty());
		final String cells = write("x,y,z\n1,2,3\n");
		final String message = assertThrows(InvalidInputException.class, () -> ViewWords.cells(container, words(Map.of(CellKey.CELLS,
			cells, CellKey.ZERO, "edge", CellKey.COORDINATES, "feet"))::get)).getMessage();
		assertTrue(message.contains("zero: ") && message.contains("coordinates: 'feet'"), message);
	}

	private static ViewedCells.Read read(final Path labels, final Map<CellKey, String> words) throws Exception {
		try (LabelPyramid pyramid = LabelPyramid.open(labels)) {
			return ViewWords.cells(labels, words(words)::get).get().read(pyramid, LabelColors.PLAIN, ProgressListener.NONE);
		}
	}

	private static Map<CellKey, String> words(final Map<CellKey, String> words) {
		return new EnumMap<>(words);
	}

	private String write(final CharSequence csv) throws Exception {
		return Files.writeString(folder.resolve("cells.csv"), csv).toString();
	}
}
