package org.labelupscaler.cells.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cells.AssignJob;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellPointsWords;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.PointsKey;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ij.gui.PointRoi;
import ij.io.RoiDecoder;

/** Cells for other programs: numbers by hand, ImageJ's own decoder, and this program's readers, which must find the same regions. */
class CellPointsTest {

	/** Voxels of 10 x 20 x 25 um; the label of a voxel is 1 + x of its source. */
	private static final int[] SIZE = { 4, 3, 2 };
	private static final String TREE = "id,acronym,name,red,green,blue\n1,A,\"Area one, left\",255,0,16\n2,B,Area two,1,2,3\n3,B/C,Third,0,0,0\n";
	/** By hand: in voxels; the third is outside, the fourth on the border of voxels 0 and 1, the last just before it. */
	private static final String LIST = "x,y,z\n0.5,0.5,0.5\n3.25,2.75,1.125\n4,1,1\n1,0,0\n2.5,2.5,1.5\n" + Math.nextDown(1.0) + ",0,0\n";

	@TempDir
	Path folder;
	private Path labels;
	private Path tree;
	private Path list;

	@BeforeEach
	void makeFiles() throws Exception {
		final long[] ids = new long[SIZE[0] * SIZE[1] * SIZE[2]];
		for (int i = 0; i < ids.length; i++)
			ids[i] = 1 + i % SIZE[0];
		final Volume volume = new Volume(LabelType.UINT16, SIZE, ids);
		labels = TestSources.write(folder.resolve("a.nrrd"), "NRRD0004\ntype: uint16\ndimension: 3\nsizes: 4 3 2\nendian: little\nencoding: raw\n" +
			"space dimension: 3\nspace directions: (10,0,0) (0,20,0) (0,0,25)\nspace units: \"um\" \"um\" \"um\"\n\n", TestSources.bytes(volume, false));
		tree = Files.writeString(folder.resolve("tree.csv"), TREE);
		list = Files.writeString(folder.resolve("cells.csv"), LIST);
	}

	private CellWords cells(final Path file) {
		return new CellWords().set(OptionKey.INPUT, labels.toString()).set(OptionKey.ONTOLOGY, tree.toString()).set(CellKey.CELLS, file
			.toString());
	}

	private Path write(final String as) throws Exception {
		final CellPointsTask task = CellPointsWords.of(key -> key == PointsKey.AS ? as : null).points(cells(list));
		final CellPointsTask.Result result = task.run(ProgressListener.NONE);
		assertEquals(5, result.written());
		assertEquals(1, result.outside());
		final String said = result.message().say(org.labelupscaler.Remedy.Dialect.MACRO);
		assertTrue(said.contains("1 outside of the volume"), said);
		assertTrue(said.contains("Note:    Many cells are outside. In voxels of the labels most lie at x 0.5 to 4 of 4,"), said);
		return task.output();
	}

	@Test
	void napariHasThemInTheWorldFromCentres() throws Exception {
		final Path file = write("napari");
		assertEquals(folder.resolve("cells.napari.csv"), file);
		// (z - 0.5) * 25, (y - 0.5) * 20, (x - 0.5) * 10; the last one is a millionth of a voxel before the border, 2^-20
		assertEquals(List.of("index,axis-0,axis-1,axis-2,cell,region_id,region,unit", "0,0,0,0,1,1,A,um", "1,15.625,45,27.5,2,4,,um",
			"2,-12.5,-10,5,4,2,B,um", "3,25,40,20,5,3,B/C,um", "4,-12.5,-10,4.9999904632568,6,1,A,um"), Files.readAllLines(file));
	}

	@Test
	void arivisHasThemInMicrometresFromTheCorner() throws Exception {
		assertEquals(List.of("Id,X (um),Y (um),Z (um),Region id,Region,Region name,Color", "1,5,10,12.5,1,A,\"Area one, left\",FF0010",
			"2,32.5,55,28.125,4,,,", "4,10,0,0,2,B,Area two,010203", "5,25,50,37.5,3,B/C,Third,000000",
			"6,9.9999904632568,0,0,1,A,\"Area one, left\",FF0010"), Files.readAllLines(write("arivis")));
	}

	@Test
	void quPathHasAnAnnotationForEachRegionAndPlane() throws Exception {
		final JsonObject json = JsonParser.parseString(Files.readString(write("qupath"))).getAsJsonObject();
		assertEquals("FeatureCollection", json.get("type").getAsString());
		final List<String> features = new ArrayList<>();
		for (final JsonElement feature : json.getAsJsonArray("features")) {
			final JsonObject geometry = feature.getAsJsonObject().getAsJsonObject("geometry");
			final JsonObject properties = feature.getAsJsonObject().getAsJsonObject("properties");
			assertEquals("MultiPoint", geometry.get("type").getAsString());
			assertEquals("annotation", properties.get("objectType").getAsString());
			features.add(properties.get("classification") + " " + geometry.get("plane") + " " + geometry.get("coordinates"));
		}
		assertEquals(List.of("{\"name\":\"A\",\"color\":[255,0,16]} {\"c\":-1,\"z\":0,\"t\":0} [[0.5,0.5],[0.99999904632568,0]]",
			"{\"name\":\"B\",\"color\":[1,2,3]} {\"c\":-1,\"z\":0,\"t\":0} [[1,0]]",
			"{\"name\":\"B/C\",\"color\":[0,0,0]} {\"c\":-1,\"z\":1,\"t\":0} [[2.5,2.5]]", "\"4\" {\"c\":-1,\"z\":1,\"t\":0} [[3.25,2.75]]"), features);
	}

	@Test
	void imageJsOwnDecoderReadsASelectionForEachRegion() throws Exception {
		final Map<String, String> found = new TreeMap<>();
		try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(write("imagej")))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				final PointRoi roi = (PointRoi) RoiDecoder.openFromByteArray(zip.readAllBytes());
				final StringBuilder points = new StringBuilder(roi.getStrokeColor() == null ? "no" : Integer.toHexString(roi.getStrokeColor()
					.getRGB()));
				for (int i = 0; i < roi.getNCoordinates(); i++)
					points.append(" ").append(roi.getFloatPolygon().xpoints[i]).append(",").append(roi.getFloatPolygon().ypoints[i]).append(",").append(roi
						.getPointPosition(i));
				found.put(entry.getName() + " " + roi.getName(), points.toString());
			}
		}
		assertEquals("{4.roi 4=no 3.25,2.75,2, A.roi A=ffff0010 0.5,0.5,1 0.99999905,0.0,1, B.roi B=ff010203 1.0,0.0,1, B_C.roi B/C=ff000000 2.5,2.5,2}",
			found.toString());
	}

	/** NB: the float nearest to a number just before a border is the border. */
	@Test
	void floatsStayInTheirVoxel() {
		final PlacedCell cell = new PlacedCell(1, 1, 40_000 - 0x1p-20, 3, 8_000_000.9);
		assertEquals(39_999.996f, cell.rounded(0, 0));
		assertEquals(2.5f, cell.rounded(1, -0.5));
		assertEquals(8_000_000.5f, cell.rounded(2, 0));
	}

	@Test
	void imageJReadsManyPointsFarAway() throws Exception {
		final float[] x = new float[PointRoiFile.MOST];
		final float[] y = new float[x.length];
		final int[] slices = new int[x.length];
		for (int i = 0; i < x.length; i++) {
			x[i] = 100_000 + i + 0.25f;
			y[i] = i * 0.5f;
			slices[i] = 1 + i * 100;
		}
		final PointRoi roi = (PointRoi) RoiDecoder.openFromByteArray(PointRoiFile.bytes("Ä µ", java.util.OptionalInt.of(0x123456), x, y, slices,
			x.length));
		assertEquals("Ä µ", roi.getName());
		assertEquals(x.length, roi.getNCoordinates());
		assertArrayEquals(x, Arrays.copyOf(roi.getFloatPolygon().xpoints, x.length));
		assertArrayEquals(y, Arrays.copyOf(roi.getFloatPolygon().ypoints, x.length));
		for (int i = 0; i < x.length; i += 777)
			assertEquals(slices[i], roi.getPointPosition(i));
	}

	/** What has been written is read again, and assigned: every cell has the region and, but for a millionth of a voxel, the place it had. */
	@ParameterizedTest
	@ValueSource(strings = { "napari", "arivis", "qupath", "imagej" })
	void whatIsWrittenIsReadAgainAsTheSameCells(final String as) throws Exception {
		final Random random = new Random(5);
		final StringBuilder csv = new StringBuilder("x,y,z\n");
		for (int c = 0; c < 500; c++)
			csv.append(place(random, 4)).append(',').append(place(random, 3)).append(',').append(place(random, 2)).append('\n');
		Files.writeString(list, csv);
		final Path file = CellPointsWords.of(key -> key == PointsKey.AS ? as : null).points(cells(list)).output();
		CellPointsWords.of(key -> key == PointsKey.AS ? as : null).points(cells(list)).run(ProgressListener.NONE);
		assertEquals(regions(list), regions(file));
	}

	private static double place(final Random random, final int size) {
		return switch (random.nextInt(4)) {
			case 0 -> random.nextInt(size);
			case 1 -> Math.nextDown((double) random.nextInt(size) + 1);
			default -> random.nextDouble() * size;
		};
	}

	/** How many cells each region has, by the command that counts them. */
	private String regions(final Path file) throws Exception {
		final Path table = folder.resolve("table.csv");
		try (AssignJob job = AssignJob.open(new AssignWords().set(AssignKey.TABLE, table.toString()).set(AssignKey.OUTPUT, folder.resolve("out.csv")
			.toString()).set(AssignKey.EXISTING, "overwrite").assign(cells(file)), ProgressListener.NONE)) {
			job.run(ProgressListener.NONE);
		}
		return Files.readString(table);
	}

	@Test
	void someRegionsOnly() throws Exception {
		final CellPointsTask.Result result = CellPointsWords.of(key -> key == PointsKey.AS ? "arivis" : null).points(cells(list).set(
			OptionKey.REGIONS, "A,B")).run(ProgressListener.NONE);
		assertEquals(3, result.written());
		assertEquals(2, result.elsewhere());
		assertEquals(4, Files.readAllLines(folder.resolve("cells.arivis.csv")).size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "napari", "arivis", "qupath", "imagej", "precomputed" })
	void onlyWhatThisProgramMadeIsReplaced(final String as) throws Exception {
		final Path file = write(as);
		final Map<String, String> before = PlainN5.tree(folder);
		assertTrue(assertThrows(InvalidInputException.class, () -> write(as)).getMessage().contains("exists already"));
		CellPointsWords.of(key -> key == PointsKey.AS ? as : key == PointsKey.EXISTING ? "overwrite" : null).points(cells(list)).run(
			ProgressListener.NONE);
		assertEquals(before, PlainN5.tree(folder), "the same again, and nothing left behind");
		if (Files.isDirectory(file))
			Files.writeString(file.resolve("notes.txt"), "mine");
		else
			Files.writeString(file, "mine");
		assertTrue(assertThrows(InvalidInputException.class, () -> CellPointsWords.of(key -> key == PointsKey.AS ? as
			: key == PointsKey.EXISTING ? "overwrite" : null).points(cells(list))).getMessage().contains("is not what this program makes"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "napari", "arivis", "qupath", "imagej", "precomputed" })
	void ofADamagedListNothingIsWritten(final String as) throws Exception {
		Files.writeString(list, LIST + "1,2\n");
		final Map<String, String> before = PlainN5.tree(folder);
		assertThrows(InvalidInputException.class, () -> write(as));
		assertEquals(before, PlainN5.tree(folder));
	}

	@Test
	void stoppedInTheEndNothingIsLeft() throws Exception {
		final Map<String, String> before = PlainN5.tree(folder);
		final boolean[] read = { false };
		assertThrows(CancelledException.class, () -> CellPointsWords.of(key -> key == PointsKey.AS ? "precomputed" : null).points(cells(list)).run(
			new ProgressListener() {

				@Override
				public void progress(final Progress progress) {
					read[0] |= progress.text().startsWith("writing");
				}

				@Override
				public boolean cancelled() {
					return read[0];
				}
			}));
		assertEquals(before, PlainN5.tree(folder));
	}

	@Test
	void noCellsAreAnEmptyResult() throws Exception {
		Files.writeString(list, "x,y,z\n9,9,9\n");
		for (final CellPointsFormat format : CellPointsFormats.all()) {
			// NB: that goes into a file that is there.
			if (format.isPart())
				continue;
			final CellPointsTask task = CellPointsWords.of(key -> key == PointsKey.AS ? format.word() : null).points(cells(list));
			assertEquals(0, task.run(ProgressListener.NONE).written());
			assertTrue(format.isOwn(task.output()), format.word());
		}
	}

	@Test
	void theNameSaysTheProgramOrItIsAskedFor() {
		assertEquals("qupath", as(null, "x.geojson"));
		assertEquals("imagej", as(null, "x.ZIP"));
		assertEquals("napari", as(null, "x.napari.csv"));
		assertEquals("arivis", as("arivis", "x.csv"));
		assertEquals("precomputed", as("Precomputed", "x"));
		assertEquals("as: 'x.csv' can be for napari or arivis, whose numbers count from different places; say for which", as(null, "x.csv"));
		assertEquals("as: say for which program: napari, arivis, qupath, imagej, precomputed, imaris", as(null, null));
		assertEquals("as: say for which program: napari, arivis, qupath, imagej, precomputed, imaris", as(null, "x.xml"));
		assertEquals("as: 'excel' is not one of napari, arivis, qupath, imagej, precomputed, imaris", as("excel", null));
		assertEquals("output: 'x.txt' must end in .csv, or napari does not open it", as("napari", "x.txt"));
	}

	/** The program, or what is wrong. */
	private String as(final String as, final String output) {
		try {
			return CellPointsWords.of(key -> key == PointsKey.AS ? as : key == PointsKey.OUTPUT && output != null ? folder.resolve(output)
				.toString() : null).points(cells(list)).format().word();
		}
		catch (final InvalidInputException e) {
			return e.getMessage();
		}
	}

	@Test
	void lengthsNeedAUnit() throws Exception {
		labels = TestSources.write(folder.resolve("b.nrrd"), "NRRD0004\ntype: uint16\ndimension: 3\nsizes: 4 3 2\nendian: little\nencoding: raw\n\n",
			new byte[48]);
		assertTrue(assertThrows(InvalidInputException.class, () -> write("arivis")).getMessage().startsWith("unit: a table for arivis is in um"));
		assertFalse(Files.exists(folder.resolve("cells.arivis.csv")));
		final Path napari = write("napari");
		assertTrue(Files.readAllLines(napari).get(1).endsWith(",unknown"));
		assertTrue(assertThrows(InvalidInputException.class, () -> cells(napari).build()).getMessage().contains("the unit 'unknown' of column 'unit'"));
	}

	@Test
	void everyProgramIsAWordOfTheDialog() {
		final List<String> words = new ArrayList<>(List.of("auto"));
		CellPointsFormats.all().forEach(format -> words.add(format.word()));
		assertEquals(PointsKey.AS.choices(), words);
	}
}
