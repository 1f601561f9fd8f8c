package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.Owned;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.n5.N5Format;
import org.labelupscaler.words.UpscaleWords;

/** Boxes of a dataset, against a reader that reads all of it and shares no code. */
class ChunkedSourceTest {

	private static final String[] COMPRESSIONS = { "gzip", "lz4", "zstd", "raw" };

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void anyBoxHasTheLabelsOfTheDataset(final LabelType type) throws Exception {
		for (int seed = 0; seed < 4; seed++) {
			final Random random = new Random(10 * type.ordinal() + seed);
			final Volume volume = TestSources.random(random, type, 1 + random.nextInt(25), 1 + random.nextInt(25), 1 + random
				.nextInt(25));
			final Path dataset = write(volume, "v" + seed, 3 + random.nextInt(9) + "," + (3 + random.nextInt(9)) + "," + (3 +
				random.nextInt(9)), COMPRESSIONS[seed % 4]);
			if (random.nextBoolean())
				deleteSomeBlocks(random, dataset);
			final Volume expected = PlainN5.read(dataset);
			final VoxelSize voxelSize = new VoxelSize(1, 2, 3, "um");
			try (ChunkedSource source = new ChunkedSource(Owned.of(N5Format.dataset(dataset).open()), voxelSize, new BlockCache(seed < 2 ? 1 << 20 : 1))) {
				assertEquals(type, source.type());
				assertEquals(voxelSize, source.voxelSize());
				assertEquals(dataset.toString(), source.name());
				assertArrayEquals(expected.labels(), MemorySource.all(source));
				for (int i = 0; i < 100; i++)
					checkBox(random, source, expected);
			}
		}
	}

	private static void checkBox(final Random random, final ChunkedSource source, final Volume expected) {
		final long[] min = new long[3];
		final int[] size = new int[3];
		for (int d = 0; d < 3; d++) {
			min[d] = random.nextInt(expected.size()[d]);
			size[d] = 1 + random.nextInt(expected.size()[d] - (int) min[d]);
		}
		final long[] labels = new long[size[0] * size[1] * size[2] + 2];
		final long[] found = new long[labels.length];
		// NB: what was in the array must not show through, where a block is missing neither; nor must more be written.
		java.util.Arrays.fill(labels, 77);
		java.util.Arrays.fill(found, 77);
		new MemorySource(expected).read(min, size, labels);
		source.read(min, size, found);
		assertArrayEquals(labels, found);
	}

	@Test
	void manyThreadsReadTheSame() throws Exception {
		final Volume volume = TestSources.random(new Random(3), LabelType.UINT32, 30, 30, 30);
		final Path dataset = write(volume, "threads", "7", "gzip");
		try (ChunkedSource source = new ChunkedSource(Owned.of(N5Format.dataset(dataset).open()), VoxelSize.UNKNOWN, new BlockCache(5000))) {
			IntStream.range(0, 400).parallel().forEach(i -> checkBox(new Random(i), source, volume));
		}
	}

	@Test
	void datasetsOfOneCacheDoNotMix() throws Exception {
		final Volume first = TestSources.random(new Random(5), LabelType.UINT16, 9, 8, 7);
		final Volume second = TestSources.random(new Random(6), LabelType.UINT16, 9, 8, 7);
		final BlockCache cache = new BlockCache(1 << 20);
		try (ChunkedSource a = new ChunkedSource(Owned.of(N5Format.dataset(write(first, "a", "4", "lz4")).open()), VoxelSize.UNKNOWN, cache);
				ChunkedSource b = new ChunkedSource(Owned.of(N5Format.dataset(write(second, "b", "4", "lz4")).open()), VoxelSize.UNKNOWN, cache))
		{
			for (int i = 0; i < 2; i++) {
				assertArrayEquals(first.labels(), MemorySource.all(a));
				assertArrayEquals(second.labels(), MemorySource.all(b));
			}
		}
	}

	@Test
	void aBlockIsReadOnceAsLongAsItIsKept() throws Exception {
		final Volume volume = TestSources.random(new Random(5), LabelType.UINT32, 9, 8, 7);
		final Path dataset = write(volume, "kept", "4", "raw");
		try (ChunkedSource source = new ChunkedSource(Owned.of(N5Format.dataset(dataset).open()), VoxelSize.UNKNOWN, new BlockCache(1 << 20))) {
			assertArrayEquals(volume.labels(), MemorySource.all(source));
			for (final String file : PlainN5.tree(dataset).keySet())
				Files.delete(dataset.resolve(file));
			assertArrayEquals(volume.labels(), MemorySource.all(source));
		}
	}

	@Test
	void aDamagedBlockIsNamedAndTheOthersAreRead() throws Exception {
		final Volume volume = new Volume(LabelType.UINT8, new int[] { 4, 1, 1 }, new long[] { 1, 2, 3, 4 });
		final Path dataset = write(volume, "damaged", "2", "gzip");
		Files.write(dataset.resolve("1/0/0"), new byte[] { 1, 2, 3 });
		try (ChunkedSource source = new ChunkedSource(Owned.of(N5Format.dataset(dataset).open()), VoxelSize.UNKNOWN, new BlockCache(5000))) {
			final String message = assertThrows(LabelUpscalerException.class, () -> MemorySource.all(source)).getMessage();
			assertTrue(message.contains(dataset.resolve("1/0/0").toString()), message);
			final long[] labels = new long[2];
			source.read(new long[3], new int[] { 2, 1, 1 }, labels);
			assertArrayEquals(new long[] { 1, 2 }, labels);
		}
	}

	private Path write(final Volume volume, final String name, final String block, final String compression)
		throws Exception
	{
		final UpscaleOptions options = UpscaleWords.builder().source(TestSources.writeNrrd(volume, folder.resolve(name +
			".nrrd")).toString()).factors("1").block(block).compression(compression).levels("none").threads("1").target(folder
				.resolve(name + ".n5").toString()).build();
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			assertTrue(job.run(ProgressListener.NONE).complete());
		}
		return options.target().resolve("setup0/timepoint0/s0");
	}

	private static void deleteSomeBlocks(final Random random, final Path dataset) throws Exception {
		for (final String file : PlainN5.tree(dataset).keySet())
			if (!file.endsWith(".json") && random.nextInt(4) == 0)
				Files.delete(dataset.resolve(file));
	}

	@Test
	void chunksThatHoldNoLabelsAreClosed() {
		final int[] closed = { 0 };
		final Chunks floats = new Chunks() {

			@Override
			public String name() {
				return "floats";
			}

			@Override
			public BlockGrid grid() {
				return new BlockGrid(new long[] { 1, 1, 1 }, new int[] { 1, 1, 1 });
			}

			@Override
			public SourceType type() {
				return SourceType.FLOAT64;
			}

			@Override
			public ByteOrder order() {
				return ByteOrder.BIG_ENDIAN;
			}

			@Override
			public Optional<byte[]> read(final long[] position) {
				return Optional.empty();
			}

			@Override
			public void close() {
				closed[0]++;
			}
		};
		try (Owned<Chunks> chunks = Owned.of(floats)) {
			assertThrows(RuntimeException.class, () -> new ChunkedSource(chunks, VoxelSize.UNKNOWN, new BlockCache(1)));
			assertEquals(0, closed[0]);
		}
		assertEquals(1, closed[0]);
	}
}
