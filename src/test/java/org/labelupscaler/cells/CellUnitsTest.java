package org.labelupscaler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;

/** What coordinates are counted in, and from where: applied, or asked for, but never taken for voxels in silence. */
class CellUnitsTest {

	@TempDir
	private Path folder;
	private Path labels;

	/** 20 x 10 x 5 voxels, labelled 1, 2, 3 ... */
	@BeforeEach
	void makeLabels() throws Exception {
		final long[] voxels = new long[1000];
		for (int i = 0; i < voxels.length; i++)
			voxels[i] = i + 1;
		final Volume volume = new Volume(LabelType.UINT16, new int[] { 20, 10, 5 }, voxels);
		labels = TestSources.writeNrrd(volume, folder.resolve("labels.nrrd"));
	}

	private CellWords cells(final String name, final String text) throws Exception {
		return new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, Files.writeString(folder.resolve(name), text)
			.toString());
	}

	private static String refused(final CellWords cells) {
		return assertThrows(InvalidInputException.class, cells::build).getMessage();
	}

	private AssignReport assign(final CellWords cells) throws Exception {
		try (AssignJob job = AssignJob.open(new AssignWords().set(AssignKey.OUTPUT, folder.resolve("out.csv").toString()).set(AssignKey.TABLE, folder.resolve("table.csv").toString()).set(AssignKey.EXISTING, "overwrite").assign(cells), ProgressListener.NONE)) {
			return job.run(ProgressListener.NONE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "X (inch),Y (inch),Z (inch)\n1,2,3\n", "Position X,Position Y,Position Z,Unit\n1,2,3,inch\n",
		"# CoordinateSystem = LPS\n# columns = id,x,y,z\n1,1,2,3\n" })
	void unknownUnitsAreAskedFor(final String text) throws Exception {
		final String message = refused(cells("cells.csv", text));
		assertTrue(message.startsWith("coordinates: ") && message.contains("cells.csv") && message.contains("Or say what they count from " +
			"the first voxel: voxels, nm, um, mm, cm, m"), message);
		assertEquals(Optional.of(LengthUnit.MICROMETER), cells("cells.csv", text).set(CellKey.COORDINATES, "um").build().convention().unit());
		assertEquals(Optional.empty(), cells("cells.csv", text).set(CellKey.COORDINATES, "voxels").build().convention().unit());
	}

	/** Voxels (3, 4, first slice) and (4, 4, third slice): 3.5 is on the border of two, and belongs to the second. */
	@Test
	void objectsOfTheObjectsCounterLieInTheirSlices() throws Exception {
		assign(cells("cells.csv", " ,Volume (micron^3),X,Y,Z\n1,9,3.25,4,1\n2,9,3.5,4,3.25\n"));
		final List<String> rows = Files.readAllLines(folder.resolve("out.csv"));
		assertTrue(rows.get(1).startsWith("1,9,3.25,4,1," + (1 + 3 + 4 * 20)), rows.get(1));
		assertTrue(rows.get(2).startsWith("2,9,3.5,4,3.25," + (1 + 4 + 4 * 20 + 2 * 200)), rows.get(2));
	}

	@Test
	void decimalCommasAreSaidAndSeen() throws Exception {
		for (final String word : new String[] { "auto", "comma" }) {
			final AssignReport report = assign(cells("cells.csv", "x;y;z\n3,5;4;0\n").set(CellKey.DECIMAL, word));
			assertTrue(Files.readAllLines(folder.resolve("out.csv")).get(1).startsWith("\"3,5\",4,0," + (1 + 3 + 4 * 20)), Files.readString(folder
				.resolve("out.csv")));
			assertEquals(word.equals("auto"), report.warnings().stream().anyMatch(w -> w.contains("decimal comma")));
		}
		assertTrue(refused(cells("cells.csv", "x;y;z\n3,5;4;0\n").set(CellKey.DECIMAL, "period")).contains("decimal"));
	}

	@Test
	void whatIsGuessedIsSaid() throws Exception {
		final AssignReport report = assign(cells("n.swc", "1 1 30 40 50 1 -1\n2 3 30 40 50 1 1\n"));
		assertTrue(report.warnings().stream().anyMatch(w -> w.contains("micrometres are taken")), report.warnings().toString());
		assertTrue(report.warnings().stream().anyMatch(w -> w.contains("1 row with type 1") || w.contains("1 with type 1")), report.warnings()
			.toString());
	}

	private static final ImageSize IMAGE = new ImageSize("a.ims", "Imaris", new long[] { 20, 10, 5 }, new VoxelSize(10, 10, 50, "um"));

	private CellOptions placed(final String cells, final ImageSize image) throws Exception {
		final CellOptions options = cells("cells.csv", cells).build();
		return new CellOptions(options.labels(), options.cells(), options.convention(), Optional.of(image), options.axes(), options.filter(),
			false, List.of());
	}

	/** An image whose corner is −100, 200, 0 µm. */
	@Test
	void lengthsOfAnImageThatDoesNotBeginAtZero() throws Exception {
		final ImageSize image = IMAGE.withOffset(List.of(new BigDecimal("-95"), new BigDecimal("205"), new BigDecimal("25")));
		final CellOptions options = placed("Position X,Position Y,Position Z,Unit\n-95,205,25,um\n", image);
		try (OpenCells open = OpenCells.open(options, ProgressListener.NONE)) {
			final CellPlacement placement = options.placement(open.labels());
			final double[][] places = { { -100, 0 }, { -90.0001, 0 }, { -90, 1 }, { 0, 10 }, { 99.9, 19 }, { 100, 20 }, { -100.001, -1 } };
			for (final double[] place : places)
				assertEquals((long) place[1], placement.x().index(place[0]), "x " + place[0]);
			assertEquals(0, placement.y().index(200));
			assertEquals(9, placement.y().index(299.99));
			assertEquals(-1, placement.y().index(199.99));
			assertEquals(1, placement.z().index(50));
			assertTrue(open.describe().get(3).contains("coordinates in um of a.ims (20 x 10 x 5), -95, 205, 25 um of its own coordinates is the " +
				"centre of the first voxel"), open.describe().get(3));
		}
		// in another unit of length
		final CellOptions millimetres = placed("x_mm,y_mm,z_mm\n0,0.2,0\n", image);
		try (OpenCells open = OpenCells.open(millimetres, ProgressListener.NONE)) {
			assertEquals(10, millimetres.placement(open.labels()).x().index(0));
			assertEquals(0, millimetres.placement(open.labels()).y().index(0.2));
		}
	}

	@Test
	void whatIsNotInTheSpaceOfTheImage() throws Exception {
		final ImageSize moved = IMAGE.withOffset(List.of(new BigDecimal("-95"), new BigDecimal("205"), new BigDecimal("25")));
		final String lengths = "x_um,y_um,z_um\n1,2,3\n";
		// Voxels, and lengths of TrackMate, count from the first voxel.
		assertFalse(placed("x,y,z\n1,2,3\n", moved).isFromImage());
		assertFalse(placed("POSITION_X,POSITION_Y,POSITION_Z\nX,Y,Z\n(micron),(micron),(micron)\n1,2,3\n", moved).isFromImage());
		assertTrue(placed(lengths, moved).isFromImage());
		// An image that begins at 0, with the centre or with the corner of its first voxel, or says nothing.
		assertFalse(placed(lengths, IMAGE).isFromImage());
		assertFalse(placed(lengths, IMAGE.withOffset(List.of(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO))).isFromImage());
		assertFalse(placed(lengths, IMAGE.withOffset(List.of(BigDecimal.valueOf(5), BigDecimal.valueOf(5), BigDecimal.valueOf(25))))
			.isFromImage());
	}
}
