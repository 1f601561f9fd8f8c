package org.labelupscaler.cells.output.imaris;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cells.output.CellPointsTask;
import org.labelupscaler.cli.Main;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Lease;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellPointsWords;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.PointsKey;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;

/** Spots in an Imaris file, read by jhdf: places and colours by hand; the labels as they were; what is not this program's untouched. */
class ImarisSpotsTest {

	/** Voxels of 10 x 20 x 25 um, upscaled twice; the label of a voxel is 1 + x of its source. */
	private static final int[] SIZE = { 4, 3, 2 };
	private static final String TREE = "id,acronym,name,red,green,blue\n1,A,\"Area one, left\",255,0,51\n2,Bé,Area two,1,2,3\n3,B&<C,Third,0,0,0\n";
	/** By hand, in voxels of the upscaled labels; the third is outside, the last just before the border of two regions. */
	private static final String LIST = "x,y,z\n1,1,1\n6.5,5.5,2.25\n8,2,2\n2,0,0\n5,5,3\n" + Math.nextDown(2.0) + ",0,0\n";

	@TempDir
	Path folder;
	private Path tree;
	private Path list;
	private Path image;

	@BeforeEach
	void makeFiles() throws Exception {
		image = upscaled(SIZE, i -> 1 + i % SIZE[0], "um");
		tree = Files.writeString(folder.resolve("tree.csv"), TREE);
		list = Files.writeString(folder.resolve("cells.csv"), LIST);
	}

	private Path upscaled(final int[] size, final java.util.function.IntUnaryOperator label, final String unit) throws Exception {
		final long[] ids = new long[size[0] * size[1] * size[2]];
		Arrays.setAll(ids, label::applyAsInt);
		TestSources.write(folder.resolve("a.nrrd"), "NRRD0004\ntype: uint16\ndimension: 3\nsizes: " + size[0] + " " + size[1] + " " + size[2] +
			"\nendian: little\nencoding: raw\nspace dimension: 3\nspace directions: (10,0,0) (0,20,0) (0,0,25)\nspace units: \"" + unit + "\" \"" +
			unit + "\" \"" + unit + "\"\n\n", TestSources.bytes(new Volume(LabelType.UINT16, size, ids), false));
		final Path file = folder.resolve("labels.ims");
		assertEquals(0, Main.run("upscale", folder.resolve("a.nrrd").toString(), file.toString(), "--factors=2", "--block=4", "--existing=overwrite"));
		return file;
	}

	private CellPointsTask task(final Path output, final String... more) {
		final Map<String, String> words = new TreeMap<>(Map.of("output", output.toString()));
		for (int i = 0; i < more.length; i += 2)
			words.put(more[i], more[i + 1]);
		return CellPointsWords.of((final PointsKey key) -> words.get(key.key())).points(new CellWords().set(OptionKey.INPUT, image.toString()).set(
			OptionKey.ONTOLOGY, tree.toString()).set(CellKey.CELLS, list.toString()));
	}

	private String write(final String... more) throws Exception {
		return task(image, more).run(ProgressListener.NONE).message().say(org.labelupscaler.Remedy.Dialect.MACRO);
	}

	/** Names of objects, with their colour and spots, as both parts of the scene have them. */
	private Map<String, String> spots() {
		final Map<String, String> found = new TreeMap<>();
		try (HdfFile file = new HdfFile(image)) {
			final Group content = (Group) file.getByPath("/Scene8/Content");
			assertEquals((long) content.getChildren().size(), number(content, "NumberOfPoints"));
			for (final Node node : content) {
				final Map<?, ?> rows = (Map<?, ?>) ((Dataset) ((Group) node).getChild("Spot")).getData();
				final float[][] old = (float[][]) file.getDatasetByPath("/Scene/Content/" + node.getName() + "/CoordsXYZR").getData();
				final StringBuilder text = new StringBuilder(text(node, "Material").replaceAll("(?s).*mDiffusion=\"([^\"]*)\".*", "$1"));
				for (int i = 0; i < old.length; i++) {
					assertEquals(i, ((long[]) rows.get("ID"))[i]);
					final String[] fields = { "PositionX", "PositionY", "PositionZ", "Radius" };
					text.append(i == 0 ? ": " : "; ");
					for (int f = 0; f < 4; f++) {
						assertEquals(old[i][f], ((float[]) rows.get(fields[f]))[i]);
						text.append(f == 0 ? "" : " ").append(old[i][f]);
					}
				}
				assertEquals(number(node, "Id"), number(file.getByPath("/Scene/Content/" + node.getName()), "Id"));
				found.put(text(node, "Name"), text.toString());
			}
		}
		return found;
	}

	private static String text(final Node node, final String name) {
		return ((String[]) node.getAttribute(name).getData())[0];
	}

	private static long number(final Node node, final String name) {
		return ((Number) node.getAttribute(name).getData()).longValue();
	}

	@Test
	void objectsOfRegionsWithTheirColours() throws Exception {
		final Map<String, String> labels = labels();
		final String said = write("radius", "2.5");
		// Edges are 5, 10, 12.5 um; ids 1 + floor(x / 2). The float nearest to the end of a voxel is in the next one.
		assertEquals(Map.of("A", "1.0 0.0 0.2: 5.0 10.0 12.5 2.5; 9.999995 0.0 0.0 2.5", "Bé", (1 / 255f) + " " + (2 / 255f) + " " + (3 / 255f) +
			": 10.0 0.0 0.0 2.5", "B&<C", "0.0 0.0 0.0: 25.0 50.0 37.5 2.5", "4", "0.8 0.8 0.8: 32.5 55.0 28.125 2.5"), spots());
		assertTrue(said.contains("5 cells") && said.contains("1 outside of the volume"), said);
		assertEquals(labels, labels());
		try (HdfFile file = new HdfFile(image)) {
			final byte[] xml = bytes(file.getDatasetByPath("/Scene8/Data").getData());
			final String text = new String(xml, StandardCharsets.UTF_8);
			assertTrue(text.contains("<name>B&amp;&lt;C</name>") && text.contains("((1.000,0.000,0.200))") && text.contains(
				"<bpPointsId Value=\"200004\"/>"), text);
		}
	}

	/** NB: jhdf has a sequence as an array within one. */
	private static byte[] bytes(final Object sequences) {
		final Object first = ((Object[]) sequences)[0];
		return (byte[]) first;
	}

	/** All that there is but the scene. */
	private Map<String, String> labels() {
		final Map<String, String> found = new TreeMap<>();
		try (HdfFile file = new HdfFile(image)) {
			for (final Node node : file)
				if (!node.getName().startsWith("Scene"))
					walk(node, found);
			file.getAttributes().forEach((name, value) -> found.put("/@" + name, Arrays.deepToString(new Object[] { value.getData() })));
		}
		return found;
	}

	private static void walk(final Node node, final Map<String, String> found) {
		node.getAttributes().forEach((name, value) -> found.put(node.getPath() + "@" + name, Arrays.deepToString(new Object[] { value
			.getData() })));
		if (node instanceof Group group)
			group.forEach(child -> walk(child, found));
		else
			found.put(node.getPath(), Arrays.deepToString(new Object[] { ((Dataset) node).getData() }));
	}

	@Test
	void aResumedJobDoesNotTakeThemOut() throws Exception {
		final String[] again = { "upscale", folder.resolve("a.nrrd").toString(), image.toString(), "--factors=2", "--block=4",
			"--existing=resume" };
		assertEquals(0, Main.run(again));
		write();
		final Map<String, String> first = spots();
		assertEquals(2, Main.run(again));
		assertEquals(first, spots());
	}

	@Test
	void spotsAreReplacedAndTakenOut() throws Exception {
		final Map<String, String> labels = labels();
		write();
		final Map<String, String> first = spots();
		final long length = Files.size(image);
		assertTrue(assertThrows(InvalidInputException.class, () -> task(image)).getMessage().contains("has spots already"));
		final String said = write("existing", "overwrite", "radius", "0.003mm");
		assertTrue(said.contains("in the file stay unused"), said);
		assertEquals(first.toString().replace(" 5.0;", " 3.0;").replace(" 5.0,", " 3.0,").replace(" 5.0}", " 3.0}"), spots().toString());
		assertTrue(Files.size(image) > length);
		Files.writeString(list, "x,y,z\n9,9,9\n");
		write("existing", "overwrite");
		try (HdfFile file = new HdfFile(image)) {
			assertFalse(file.getChildren().containsKey("Scene") || file.getChildren().containsKey("Scene8"));
		}
		assertEquals(labels, labels());
		assertEquals(0, Main.run("verify", image.toString()));
		assertEquals(0, Main.run("upscale", folder.resolve("a.nrrd").toString(), image.toString(), "--factors=2", "--existing=overwrite"));
	}

	@Test
	void aKilledRunLeavesWhatWasThere() throws Exception {
		write();
		final Map<String, String> before = spots();
		try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
			file.seek(file.length());
			file.write(new byte[12_345]);
		}
		assertEquals(before, spots());
		assertEquals(0, Main.run("verify", image.toString()));
		write("existing", "overwrite");
		assertEquals(before, spots());
		final Map<String, String> whole = PlainN5.tree(folder);
		final boolean[] writing = { false };
		final CellPointsTask task = task(image, "existing", "overwrite", "radius", "9");
		assertThrows(CancelledException.class, () -> task.run(new ProgressListener() {

			@Override
			public void progress(final Progress progress) {
				writing[0] |= progress.text().startsWith("writing");
			}

			@Override
			public boolean cancelled() {
				return writing[0];
			}
		}));
		assertEquals(whole, PlainN5.tree(folder), "nothing is left behind, no lock and no byte");
	}

	@Test
	void whatIsNotOursIsNotTouched() throws Exception {
		final byte[] good = Files.readAllBytes(image);
		refused("is not there", folder.resolve("none.ims"));
		refused("was not written by this program", Files.writeString(folder.resolve("text.ims"), "mine"));
		refused("is no file", Files.createDirectory(folder.resolve("folder.ims")));
		final byte[] anew = good.clone();
		anew[96] ^= 1;
		refused("was not written by this program", Files.write(folder.resolve("anew.ims"), anew));
		final byte[] grown = good.clone();
		grown[40] ^= 8;
		refused("was written by this program, and is damaged or was changed by another program since", Files.write(folder.resolve("grown.ims"), grown));
		final byte[] attribute = good.clone();
		attribute[good.length - 100] ^= 1;
		refused("was changed by another program after", Files.write(folder.resolve("attribute.ims"), attribute));
		write();
		final byte[] scene = Files.readAllBytes(image);
		scene[scene.length - 100] ^= 1;
		refused("was changed by another program after", Files.write(folder.resolve("scene.ims"), scene));
	}

	private void refused(final String why, final Path file) throws Exception {
		final byte[] before = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
		final String message = assertThrows(InvalidInputException.class, () -> task(file, "existing", "overwrite")).getMessage();
		assertTrue(message.startsWith("output: " + file + " " + why) && !message.contains("\n"), message);
		assertArrayEquals(before, Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0]);
	}

	@Test
	void labelsOfAnotherExtentOrWithoutAUnitAreRefused() throws Exception {
		final Path other = Files.copy(image, folder.resolve("other.ims"));
		image = upscaled(new int[] { 4, 4, 2 }, i -> 1, "um");
		assertTrue(assertThrows(InvalidInputException.class, () -> task(other).run(ProgressListener.NONE)).getMessage().startsWith("output: along y, "));
		image = upscaled(SIZE, i -> 1, "foo");
		assertTrue(assertThrows(InvalidInputException.class, () -> task(image).run(ProgressListener.NONE)).getMessage().startsWith("unit: "));
	}

	@Test
	void oneRunAtATime() {
		try (Lease lease = FileStore.at(image).lease()) {
			assertTrue(assertThrows(InvalidInputException.class, () -> write()).getMessage().contains("is being written by another run"));
		}
	}

	/** NB: from 257 on a group of HDF5 has a tree of two levels, and its names are sorted as texts. */
	@ParameterizedTest
	@ValueSource(ints = { 8, 256, 257, 1200 })
	void manyRegions(final int regions) throws Exception {
		image = upscaled(new int[] { regions, 2, 1 }, i -> 5000 + i % regions, "um");
		final StringBuilder csv = new StringBuilder("x,y,z\n");
		final Map<String, Integer> expected = new TreeMap<>();
		final Random random = new Random(4);
		for (int r = 0; r < regions; r++)
			for (int c = random.nextInt(3); c >= 0; c--) {
				csv.append(2 * r + 1).append(",1,0.5\n");
				expected.merge(String.valueOf(5000 + r), 1, Integer::sum);
			}
		Files.writeString(list, csv);
		write();
		final Map<String, Integer> found = new TreeMap<>();
		spots().forEach((name, text) -> found.put(name, text.split(";").length));
		assertEquals(expected, found);
	}

	@Test
	void onlySpotsHaveARadius() {
		assertEquals("radius: points for qupath have no radius; leave it out", assertThrows(InvalidInputException.class,
			() -> task(folder.resolve("a.geojson"), "radius", "3")).getMessage());
		for (final String radius : new String[] { "0", "-1", "um", "1e9", "5 apples" })
			assertEquals("radius: '" + radius + "' is no length from 0.001 to 1000000 um, as 5 or 0.01mm", assertThrows(
				InvalidInputException.class, () -> task(image, "radius", radius)).getMessage());
	}
}
