package org.labelupscaler.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.Owned;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.store.Stores;
import org.labelupscaler.store.http.FileServer;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

/** What is previewed is what would be written, and what was written is what is opened. */
class LabelPyramidTest {

	private static final String[] LEVELS = { "auto", "none", "2,1,1;4,3,1;9,9,2", "2,2,2", "3,3,3;6,6,6", "1,1,2" };

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void anyBoxOfAnyLevelOfAPreviewFollowsTheRule(final LabelType type) throws Exception {
		for (int seed = 0; seed < 6; seed++) {
			final Random random = new Random(100 * type.ordinal() + seed);
			final Volume source = TestSources.random(random, type, 1 + random.nextInt(20), 1 + random.nextInt(20), 1 + random
				.nextInt(20));
			// From a tenth of the source to ten times as much: levels finer and coarser than it.
			final long[] target = new long[3];
			for (int d = 0; d < 3; d++)
				target[d] = 9 + random.nextInt(60);
			final UpscaleOptions options = options(source, "p" + seed).size(target[0] + "," + target[1] + "," + target[2])
				.levels(LEVELS[seed % LEVELS.length]).block("8").build();
			try (LabelPyramid pyramid = LabelPyramid.preview(options, ProgressListener.NONE)) {
				assertEquals("p" + seed + ".nrrd upscaled", pyramid.name());
				for (int l = 0; l < pyramid.levels(); l++)
					for (int i = 0; i < 12; i++)
						checkBox(random, source, target, pyramid, l);
			}
		}
	}

	private static void checkBox(final Random random, final Volume source, final long[] target,
		final LabelPyramid pyramid, final int number)
	{
		final LabelSource level = pyramid.level(number);
		final long[] factor = new long[3];
		final long[] min = new long[3];
		final int[] size = new int[3];
		for (int d = 0; d < 3; d++) {
			factor[d] = (long) pyramid.factors(number)[d];
			final int n = (int) level.size()[d];
			assertEquals((target[d] + factor[d] - 1) / factor[d], n);
			min[d] = random.nextInt(n);
			size[d] = 1 + random.nextInt(Math.min(9, n - (int) min[d]));
		}
		final long[] found = new long[size[0] * size[1] * size[2]];
		level.read(min, size, found);
		int at = 0;
		for (long z = min[2]; z < min[2] + size[2]; z++)
			for (long y = min[1]; y < min[1] + size[1]; y++)
				for (long x = min[0]; x < min[0] + size[0]; x++)
					assertEquals(SlowReference.label(source, target, factor, x, y, z), found[at++], "level " + number + ", voxel " + x +
						"," + y + "," + z);
	}

	@ParameterizedTest
	@ValueSource(strings = { "n5", "ome.zarr", "precomputed" })
	void whatIsInAStoreIsOpenedBlockByBlock(final String ending) throws Exception {
		final Volume source = TestSources.random(new Random(3), LabelType.UINT32, 19, 14, 11);
		final String target = "memory:" + folder.getFileName() + "." + ending;
		UpscaleJob.run(options(source, "s").target(target).size("50,41,33").levels("2,2,2;6,4,4").block("8").unit("um").build(),
			ProgressListener.NONE);
		try (LabelPyramid pyramid = LabelPyramid.open(Path.of(target))) {
			assertEquals(3, pyramid.levels());
			final Random random = new Random(4);
			for (int i = 0; i < 60; i++)
				checkBox(random, source, new long[] { 50, 41, 33 }, pyramid, i % 3);
		}
		finally {
			// NB: beside such a store nothing can stand, so that the table is in the current folder.
			Files.deleteIfExists(Path.of(folder.getFileName() + "." + ending + ".labels.csv"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.n5", "a.n5/setup0/timepoint0", "a.ome.zarr", "a.precomputed" })
	void whatIsOnAWebServerIsOpenedBlockByBlock(final String name) throws Exception {
		final Volume source = TestSources.random(new Random(3), LabelType.UINT32, 19, 14, 11);
		UpscaleJob.run(options(source, "s").target(folder.resolve(name.replaceAll("/.*", "")).toString()).size("50,41,33").levels("2,2,2;6,4,4").block(
			"8").unit("um").build(), ProgressListener.NONE);
		try (FileServer server = new FileServer(folder, true); LabelPyramid pyramid = LabelPyramid.open(Stores.path(server.address() + "/" + name))) {
			assertEquals(3, pyramid.levels());
			final Random random = new Random(4);
			for (int i = 0; i < 60; i++)
				checkBox(random, source, new long[] { 50, 41, 33 }, pyramid, i % 3);
		}
	}

	@Test
	void manyThreadsSeeTheSame() throws Exception {
		final Volume source = TestSources.random(new Random(8), LabelType.UINT16, 20, 20, 20);
		final UpscaleOptions options = options(source, "t").factors("2.5").levels("2,2,2;7,7,7").build();
		try (LabelPyramid pyramid = LabelPyramid.preview(options, ProgressListener.NONE)) {
			IntStream.range(0, 200).parallel().forEach(i -> checkBox(new Random(i), source, new long[] { 50, 50, 50 }, pyramid,
				i % 3));
		}
	}

	@Test
	void aPreviewAndTheContainerOpenedAreTheSame() throws Exception {
		for (int seed = 0; seed < 6; seed++) {
			final Random random = new Random(seed);
			final Volume source = TestSources.random(random, LabelType.UINT32, 19, 14, 11);
			final UpscaleOptions options = options(source, "c" + seed).factors(seed % 2 == 0 ? "3.3,2,4" : "0.7,2.1,1").levels(
				LEVELS[seed]).block("16,8,8").build();
			write(options);
			try (LabelPyramid preview = LabelPyramid.preview(options, ProgressListener.NONE);
					LabelPyramid opened = LabelPyramid.open(options.target());
					LabelPyramid group = LabelPyramid.open(options.target().resolve("setup0/timepoint0")))
			{
				assertEquals("c" + seed + "-upscaled.n5", opened.name());
				for (final LabelPyramid pyramid : new LabelPyramid[] { opened, group }) {
					assertEquals(preview.levels(), pyramid.levels());
					assertEquals(preview.voxelSize(), pyramid.voxelSize());
					for (int l = 0; l < preview.levels(); l++) {
						final Volume plain = PlainN5.read(options.target().resolve("setup0/timepoint0/s" + l));
						assertArrayEquals(preview.factors(l), pyramid.factors(l));
						assertArrayEquals(plain.labels(), MemorySource.all(preview.level(l)));
						assertArrayEquals(plain.labels(), MemorySource.all(pyramid.level(l)));
						assertEquals(preview.level(l).type(), pyramid.level(l).type());
						assertEquals(preview.level(l).voxelSize(), pyramid.level(l).voxelSize());
					}
				}
			}
		}
	}

	@Test
	void voxelSizesFollowFromTheSourceAndTheFactors() throws Exception {
		final Volume source = TestSources.random(new Random(1), LabelType.UINT8, 8, 8, 8);
		final UpscaleOptions options = options(source, "v").factors("4,4,2").levels("2,4,1").build();
		try (LabelPyramid pyramid = LabelPyramid.preview(options, ProgressListener.NONE)) {
			assertEquals(new VoxelSize(6.25, 6.25, 25, "um"), pyramid.voxelSize());
			assertEquals(pyramid.voxelSize(), pyramid.level(0).voxelSize());
			assertEquals(new VoxelSize(12.5, 25, 25, "um"), pyramid.level(1).voxelSize());
			assertArrayEquals(new double[] { 2, 4, 1 }, pyramid.factors(1));
			pyramid.factors(1)[0] = 99;
			assertArrayEquals(new double[] { 2, 4, 1 }, pyramid.factors(1));
		}
	}

	@Test
	void anUncalibratedVolumeStaysUncalibrated() throws Exception {
		final Volume source = TestSources.random(new Random(1), LabelType.UINT8, 8, 8, 8);
		final Path file = Files.write(folder.resolve("u.raw"), TestSources.bytes(source, false));
		final UpscaleOptions options = UpscaleWords.builder().source(file.toString()).raw("8,8,8 uint8").factors("2,4,1")
			.levels("2,2,1").build();
		write(options);
		for (final LabelPyramid pyramid : new LabelPyramid[] { LabelPyramid.preview(options, ProgressListener.NONE),
			LabelPyramid.open(options.target()) })
		{
			assertEquals(new VoxelSize(0.5, 0.25, 1, VoxelSize.PIXEL, false), pyramid.voxelSize());
			assertEquals(new VoxelSize(1, 0.5, 1, VoxelSize.PIXEL, false), pyramid.level(1).voxelSize());
			pyramid.close();
		}
	}

	@Test
	void oneLevelAloneIsAVolume() throws Exception {
		final Volume source = TestSources.random(new Random(1), LabelType.INT16, 8, 8, 8);
		final UpscaleOptions options = options(source, "d").factors("4,4,2").levels("2,2,2").build();
		write(options);
		for (int l = 0; l < 2; l++) {
			final Path dataset = options.target().resolve("setup0/timepoint0/s" + l);
			try (LabelPyramid pyramid = LabelPyramid.open(dataset)) {
				assertEquals("s" + l, pyramid.name());
				assertEquals(1, pyramid.levels());
				assertArrayEquals(new double[] { 1, 1, 1 }, pyramid.factors(0));
				assertArrayEquals(PlainN5.read(dataset).labels(), MemorySource.all(pyramid.level(0)));
			}
		}
		assertEquals(new VoxelSize(6.25, 6.25, 25, "um"), LabelPyramid.open(options.target().resolve(
			"setup0/timepoint0/s0")).voxelSize());
	}

	@Test
	void floatsArePreviewedAsTheWholeNumbersTheyAre() throws Exception {
		final float[] values = { 0, -3, 16777216, 7 };
		final ByteBuffer bytes = ByteBuffer.allocate(16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(values);
		final Path file = TestSources.write(folder.resolve("f.nrrd"),
			"NRRD0004\ntype: float\ndimension: 3\nsizes: 4 1 1\nencoding: raw\nendian: little\n\n", bytes.array());
		final UpscaleOptions options = UpscaleWords.builder().source(file.toString()).factors("2,1,1").buildForReading();
		try (LabelPyramid pyramid = LabelPyramid.preview(options, ProgressListener.NONE)) {
			assertEquals(LabelType.INT32, pyramid.level(0).type());
			assertArrayEquals(new long[] { 0, 0, -3, -3, 16777216, 16777216, 7, 7 }, MemorySource.all(pyramid.level(0)));
		}
	}

	@Test
	void thePyramidClosesItsSource() throws Exception {
		final Volume volume = TestSources.random(new Random(1), LabelType.UINT8, 4, 4, 4);
		final UpscaleOptions options = options(volume, "x").factors("2").build();
		final MemorySource source = new MemorySource(volume);
		final LabelPyramid pyramid = LabelPyramid.preview(UpscalePlan.draft(options, options.describeSource()), Owned.of(source));
		MemorySource.all(pyramid.level(0));
		assertFalse(source.closed());
		pyramid.close();
		assertTrue(source.closed());
	}

	@Test
	void aPreviewWritesNothing() throws Exception {
		final Volume volume = TestSources.random(new Random(1), LabelType.UINT8, 4, 4, 4);
		final Path temporary = Files.createDirectory(folder.resolve("temporary"));
		final UpscaleOptions options = options(volume, "n").factors("2").temporaryFolder(temporary.toString()).build();
		try (LabelPyramid pyramid = LabelPyramid.preview(options, ProgressListener.NONE)) {
			MemorySource.all(pyramid.level(0));
		}
		assertEquals(java.util.Set.of("n.nrrd"), PlainN5.tree(folder).keySet());
	}

	@Test
	void anImpossiblePreviewIsRefused() throws Exception {
		final Volume volume = TestSources.random(new Random(1), LabelType.UINT8, 4, 4, 4);
		final UpscaleOptions large = options(volume, "l").factors("1e9").build();
		assertThrows(InvalidInputException.class, () -> LabelPyramid.preview(large, ProgressListener.NONE));
		final UpscaleOptions levels = options(volume, "l").factors("2").levels("2,2,2;100,100,100").build();
		assertThrows(InvalidInputException.class, () -> LabelPyramid.preview(levels, ProgressListener.NONE));
	}

	private OptionsBuilder options(final Volume source, final String name) throws Exception {
		final Path file = TestSources.writeNrrd(source, folder.resolve(name + ".nrrd"));
		return UpscaleWords.builder().source(file.toString()).threads("2");
	}

	private static void write(final UpscaleOptions options) throws Exception {
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			assertTrue(job.run(ProgressListener.NONE).complete());
		}
	}

	@Test
	void knowsWhetherAnOntologyCanNameWhatItHolds() throws Exception {
		final Path source = TestSources.writeNrrd(TestSources.random(new Random(12), LabelType.UINT16, 5, 4, 3), folder.resolve("a.nrrd"));
		for (final String values : List.of("ids", "mask", "compact")) {
			final Path container = folder.resolve(values + ".n5");
			UpscaleJob.run(UpscaleWords.builder().source(source.toString()).target(container.toString()).factors("1").set(OptionKey.VALUES,
				values).build(), ProgressListener.NONE);
			try (LabelPyramid pyramid = LabelPyramid.open(container)) {
				assertEquals(values.equals("ids"), pyramid.holdsIds());
			}
		}
	}

	@Test
	void aSourceIsClosedIfNoVolumeIsMadeOfIt() {
		final MemorySource closed = new MemorySource(TestSources.random(new Random(2), LabelType.UINT8, 6, 5, 2));
		try (Owned<LabelSource> source = Owned.of(closed)) {
			assertThrows(NullPointerException.class, () -> LabelPyramid.preview(null, source).close());
			assertFalse(closed.closed());
		}
		assertTrue(closed.closed());
	}
}
