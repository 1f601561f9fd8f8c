package org.labelupscaler.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.GoldenArrays;
import org.labelupscaler.source.LabelSource;

/** Volumes that other programs wrote, made here by hand, with the attributes in all the places where they are found. */
class ForeignVolumesTest {

	@TempDir
	private Path folder;

	@Test
	void factorsInEachLevel() throws Exception {
		levels("\"downsamplingFactors\":[2,2,1]", "\"downsamplingFactors\":[5,4,1.5]");
		check(folder, new double[] { 2, 2, 1 }, new double[] { 5, 4, 1.5 });
	}

	@ParameterizedTest
	@ValueSource(strings = { "scales", "downsamplingFactors" })
	void factorsInTheGroup(final String name) throws Exception {
		levels("", "");
		attributes(folder, "{\"" + name + "\":[[1,1,1],[2,3,1],[6,4,2.5]]}");
		check(folder, new double[] { 2, 3, 1 }, new double[] { 6, 4, 2.5 });
	}

	@Test
	void factorsOfTheLevelGoBeforeThoseOfTheGroup() throws Exception {
		levels("", "\"downsamplingFactors\":[6,6,6]");
		attributes(folder, "{\"scales\":[[1,1,1],[2,2,1],[5,4,2]]}");
		check(folder, new double[] { 2, 2, 1 }, new double[] { 6, 6, 6 });
	}

	@Test
	void withoutFactorsTheSizesTell() throws Exception {
		levels("", "");
		check(folder, new double[] { 2, 2, 1 }, new double[] { 5, 4, 2 });
		attributes(folder, "{\"scales\":[[1,1,1]]}");
		check(folder, new double[] { 2, 2, 1 }, new double[] { 5, 4, 2 });
	}

	@ParameterizedTest
	@ValueSource(strings = { "setup0/timepoint0", "timepoint0", "data" })
	void aVolumeInsideAContainerIsFound(final String where) throws Exception {
		final Path container = folder;
		folder = Files.createDirectories(container.resolve(where));
		levels("", "");
		attributes(container, "{\"n5\":\"4.0.0\"}");
		check(container, new double[] { 2, 2, 1 }, new double[] { 5, 4, 2 });
		check(folder, new double[] { 2, 2, 1 }, new double[] { 5, 4, 2 });
	}

	/** Written by zarr-python, see src/test/python/make_zarr.py. */
	@Test
	void imagesInZarrHaveLevelsToo() throws Exception {
		GoldenArrays.unpack("zarr/zarr2", folder);
		try (LabelPyramid pyramid = LabelPyramid.open(folder.resolve("turned.zarr"))) {
			assertEquals(2, pyramid.levels());
			assertArrayEquals(new double[] { 2, 2, 2 }, pyramid.factors(1));
			assertEquals(new VoxelSize(2, 4, 6, "mm"), pyramid.level(1).voxelSize());
			final LabelSource fine = pyramid.level(0);
			final LabelSource coarse = pyramid.level(1);
			assertArrayEquals(new long[] { 8, 4, 6 }, fine.size());
			final long[] all = MemorySource.all(fine);
			final long[] found = MemorySource.all(coarse);
			for (int i = 0; i < found.length; i++)
				assertEquals(all[(i / 8 * 2 * 4 + i / 4 % 2 * 2) * 8 + i % 4 * 2], found[i]);
		}
		assertThrows(InvalidInputException.class, () -> LabelPyramid.open(folder.resolve("image.zarr")));
		assertThrows(InvalidInputException.class, () -> LabelPyramid.open(folder.resolve("whole")));
	}

	@Test
	void levelsEndAtTheFirstGap() throws Exception {
		levels("", "");
		Files.delete(folder.resolve("s1/attributes.json"));
		try (LabelPyramid pyramid = LabelPyramid.open(folder)) {
			assertEquals(1, pyramid.levels());
		}
	}

	/** Three levels of 10 x 8 x 6, 5 x 4 x 6 and 2 x 2 x 3 voxels. */
	private void levels(final String s1, final String s2) throws Exception {
		write("s0", 0, "", 10, 8, 6);
		write("s1", 1, s1, 5, 4, 6);
		write("s2", 2, s2, 2, 2, 3);
	}

	private void check(final Path open, final double[] s1, final double[] s2) throws Exception {
		try (LabelPyramid pyramid = LabelPyramid.open(open)) {
			assertEquals(3, pyramid.levels());
			assertArrayEquals(new double[] { 1, 1, 1 }, pyramid.factors(0));
			assertArrayEquals(s1, pyramid.factors(1));
			assertArrayEquals(s2, pyramid.factors(2));
			assertEquals(VoxelSize.UNKNOWN, pyramid.voxelSize());
			assertEquals(new VoxelSize(s2[0], s2[1], s2[2], "pixel", false), pyramid.level(2).voxelSize());
			final int[][] sizes = { { 10, 8, 6 }, { 5, 4, 6 }, { 2, 2, 3 } };
			for (int l = 0; l < 3; l++)
				assertArrayEquals(volume(l, sizes[l]).labels(), MemorySource.all(pyramid.level(l)));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
		"{\"pixelResolution\":{\"unit\":\"um\",\"dimensions\":[1.5,2,3]}}|1.5 x 2 x 3 um",
		"{\"pixelResolution\":{\"unit\":\"micrometer\",\"dimensions\":[1,2,3]}}|1 x 2 x 3 um",
		"{\"pixelResolution\":{\"unit\":\"µm\",\"dimensions\":[1,2,3]}}|1 x 2 x 3 um",
		"{\"pixelResolution\":{\"unit\":\"furlong\",\"dimensions\":[1,2,3]}}|1 x 2 x 3, unit unknown",
		"{\"pixelResolution\":{\"dimensions\":[1,2,3]}}|1 x 2 x 3, unit unknown", //
		"{\"pixelResolution\":[4,5,6]}|4 x 5 x 6, unit unknown", //
		"{\"pixelResolution\":[4,5,6],\"unit\":\"nm\"}|4 x 5 x 6 nm",
		"{\"resolution\":[4,5,6],\"units\":[\"nm\",\"nm\",\"nm\"]}|4 x 5 x 6 nm",
		"{\"resolution\":[4,5,6],\"units\":[]}|4 x 5 x 6, unit unknown", //
		"{\"resolution\":[4,5,6],\"unit\":\"mm\"}|4 x 5 x 6 mm", //
		"{\"resolution\":[4,5,6],\"units\":[\"\",\"\",\"\"]}|4 x 5 x 6, unit unknown",
		"{\"resolution\":[4,5,6]}|4 x 5 x 6, unit unknown", "{\"resolution\":[4,5,6],\"unit\":null}|4 x 5 x 6, unit unknown", "{\"resolution\":null}|voxel size unknown", "{}|voxel size unknown" })
	void voxelSizesOfTheLevelOrOfTheGroup(final String attributes, final String expected) throws Exception {
		write("s0", 0, "", 2, 2, 2);
		attributes(folder, attributes);
		assertEquals(expected, LabelPyramid.open(folder).voxelSize().toString());

		final String inner = attributes.substring(1, attributes.length() - 1);
		write("s0", 0, inner, 2, 2, 2);
		assertEquals(expected, LabelPyramid.open(folder.resolve("s0")).voxelSize().toString());
		attributes(folder, "{\"resolution\":[7,7,7],\"units\":[\"cm\"]}");
		assertEquals(expected.startsWith("voxel size") ? "7 x 7 x 7 cm" : expected, LabelPyramid.open(folder).voxelSize()
			.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "7", "", "{\"pixelResolution\":7}", "{\"pixelResolution\":[1,2]}",
		"{\"pixelResolution\":[0,1,1]}", "{\"pixelResolution\":[1,1,null]}", "{\"pixelResolution\":[1,1,\"x\"]}",
		"{\"pixelResolution\":{\"dimensions\":{}}}", "{\"resolution\":[1,1,1],\"units\":7}",
		"{\"downsamplingFactors\":7}", "{\"downsamplingFactors\":[1,2]}", "{\"scales\":[[1,1,1],[2,2]]}",
		"{\"scales\":[[1,1,1],[0.5,1,1]]}", "{\"scales\":[[1,1,1],[2,2,\"x\"]]}", "{\"scales\":[[1,1,1],null]}" })
	void damagedAttributesOfTheGroupAreRefused(final String attributes) throws Exception {
		levels("", "");
		attributes(folder, attributes);
		final String message = assertThrows(InvalidInputException.class, () -> LabelPyramid.open(folder)).getMessage();
		assertTrue(message.contains(folder.toString()), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{}", "{\"dimensions\":[2,2,2]}",
		"{\"dimensions\":[2,2],\"blockSize\":[2,2],\"dataType\":\"uint8\",\"compression\":{\"type\":\"raw\"}}",
		"{\"dimensions\":[2,2,2],\"blockSize\":[2,2,2],\"dataType\":\"float32\",\"compression\":{\"type\":\"raw\"}}",
		"{\"dimensions\":[2,2,2],\"blockSize\":[2,2,2],\"dataType\":\"uint8\",\"compression\":{\"type\":\"jpeg\"}}",
		"{\"dimensions\":[2,2,0],\"blockSize\":[2,2,2],\"dataType\":\"uint8\",\"compression\":{\"type\":\"raw\"}}",
		"{\"dimensions\":[2,2,2],\"blockSize\":[2,2,-2],\"dataType\":\"uint8\",\"compression\":{\"type\":\"raw\"}}",
		"{\"dimensions\":\"large\",\"blockSize\":[2,2,2],\"dataType\":\"uint8\",\"compression\":{\"type\":\"raw\"}}",
		"{\"dimensions\":[2,2,2],\"blockSize\":[2,2,2],\"dataType\":\"uint8\",\"compression\":\"raw\"}" })
	void damagedAttributesOfALevelAreRefused(final String attributes) throws Exception {
		levels("", "");
		attributes(folder.resolve("s1"), attributes);
		final String message = assertThrows(InvalidInputException.class, () -> LabelPyramid.open(folder)).getMessage();
		assertTrue(message.contains("s1"), message);
		// NB: a level of two dimensions is wrong only among others of three.
		if (!attributes.contains("[2,2],"))
			assertThrows(InvalidInputException.class, () -> LabelPyramid.open(folder.resolve("s1")));
	}

	@Test
	void whatIsNoVolumeIsRefused() throws Exception {
		final Path file = Files.writeString(folder.resolve("file"), "");
		for (final Path path : new Path[] { folder.resolve("absent"), file, folder }) {
			final String message = assertThrows(InvalidInputException.class, () -> LabelPyramid.open(path)).getMessage();
			assertTrue(message.contains(path.toString()), message);
		}
	}

	@Test
	void aCoarseLevelAloneHasTheSizeOfItsOwnVoxels() throws Exception {
		write("s1", 1, "\"downsamplingFactors\":[2,4,1],\"pixelResolution\":{\"unit\":\"um\",\"dimensions\":[3,3,3]}", 4, 3, 2);
		try (LabelPyramid pyramid = LabelPyramid.open(folder.resolve("s1"))) {
			assertEquals(new VoxelSize(6, 12, 3, "um"), pyramid.voxelSize());
			assertArrayEquals(new double[] { 1, 1, 1 }, pyramid.factors(0));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"pixelResolution\":{\"unit\":\"um\"}", "\"downsamplingFactors\":[0,1,1]",
		"\"pixelResolution\":[1e30,1e30,1e30],\"downsamplingFactors\":[100,100,100]", "\"resolution\":[1,-1,1]" })
	void oddAttributesAreRefusedInWords(final String more) throws Exception {
		write("odd", 1, more, 4, 3, 2);
		final String message = assertThrows(InvalidInputException.class, () -> LabelPyramid.open(folder.resolve("odd")))
			.getMessage();
		assertTrue(message.contains(folder.resolve("odd").toString()), message);
	}

	@Test
	void factorsThatOnlyTheSetupNamesAreFound() throws Exception {
		write("setup0/timepoint0/s0", 0, "", 9, 2, 2);
		write("setup0/timepoint0/s1", 1, "", 3, 2, 2);
		attributes(folder.resolve("setup0"), "{\"downsamplingFactors\":[[1,1,1],[4,1,1]],\"dataType\":\"uint16\"}");
		assertArrayEquals(new double[] { 4, 1, 1 }, LabelPyramid.open(folder).factors(1));
	}

	@Test
	void anImageBelowLiesInTheSpaceOfTheLabels() throws Exception {
		write("labels", 0, "\"pixelResolution\":{\"unit\":\"um\",\"dimensions\":[2,2,4]}", 3, 2, 2);
		write("nanometres", 1, "\"pixelResolution\":{\"unit\":\"nm\",\"dimensions\":[500,500,1000]}", 4, 3, 2);
		write("unknown", 2, "", 3, 2, 2);
		write("other", 3, "", 4, 3, 2);
		try (LabelPyramid labels = LabelPyramid.open(folder.resolve("labels"))) {
			assertEquals(new VoxelSize(0.5, 0.5, 1, "um"), over("nanometres", labels).voxelSize());
			assertEquals(new VoxelSize(2, 2, 4, "um"), over("unknown", labels).voxelSize());
			assertEquals(VoxelSize.UNKNOWN, over("other", labels).voxelSize());
		}
	}

	private Space over(final String image, final LabelPyramid labels) {
		try (LabelPyramid below = LabelPyramid.open(folder.resolve(image))) {
			return below.over(labels);
		}
	}

	private static Volume volume(final int seed, final int... size) {
		return TestSources.random(new Random(seed), LabelType.UINT16, size);
	}

	/** One block, as the N5 specification says. */
	private void write(final String name, final int seed, final String more, final int... size) throws Exception {
		final ByteArrayOutputStream block = new ByteArrayOutputStream();
		final DataOutputStream out = new DataOutputStream(block);
		out.writeShort(0);
		out.writeShort(3);
		for (final int n : size)
			out.writeInt(n);
		out.write(TestSources.bytes(volume(seed, size), true));
		Files.createDirectories(folder.resolve(name + "/0/0"));
		Files.write(folder.resolve(name + "/0/0/0"), block.toByteArray());
		final String dimensions = "[" + size[0] + "," + size[1] + "," + size[2] + "]";
		attributes(folder.resolve(name), "{\"dimensions\":" + dimensions + ",\"blockSize\":" + dimensions +
			",\"dataType\":\"uint16\",\"compression\":{\"type\":\"raw\"}" + (more.isEmpty() ? "" : "," + more) + "}");
	}

	private static void attributes(final Path group, final String json) throws Exception {
		Files.writeString(group.resolve("attributes.json"), json);
	}
}
