package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.grid.VoxelSize;

/** HDF5 files made by h5py (src/test/python/make_hdf5.py), read as h5py reads them; and wrong ones. */
class Hdf5Test {

	@TempDir
	private static Path folder;

	@TempDir
	private Path own;

	@BeforeAll
	static void unpack() throws Exception {
		GoldenArrays.unpack("hdf5/files", folder);
	}

	static List<String> expected() throws Exception {
		return Hdf5Files.expected().filter(line -> !line.contains(".xml")).toList();
	}

	@ParameterizedTest
	@MethodSource("expected")
	void everyDatasetIsReadAsH5pyReadsIt(final String line) {
		final String[] fields = line.split("\\|");
		final Path path = folder.resolve(fields[0]);
		final long[] size = Stream.of(fields[2].split(",")).mapToLong(Long::parseLong).toArray();
		final VoxelSize voxelSize = Hdf5Files.voxelSize(fields[3]);
		final ImageSize measured = Sources.measure(path);
		assertArrayEquals(size, measured.size());
		assertVoxelSize(voxelSize, measured.voxelSize());
		final SourceFile file = Sources.describe(path);
		assertArrayEquals(size, file.size());
		assertVoxelSize(voxelSize, file.voxelSize());
		assertEquals(64, file.sha256().length());
		assertEquals(path.toString(), file.name());
		try (LabelSource source = file.open(new SourceOptions(own, false))) {
			assertEquals(fields[1], source.type().toString().toLowerCase(java.util.Locale.ROOT));
			assertArrayEquals(size, source.size());
			final long[] labels = MemorySource.all(source);
			assertEquals(Long.parseLong(fields[4]), Hdf5Files.crc(labels));
			checkBox(source, labels);
		}
	}

	private static void assertVoxelSize(final VoxelSize expected, final VoxelSize found) {
		assertEquals(expected.unit(), found.unit());
		assertArrayEquals(expected.toArray(), found.toArray(), 1e-9);
	}

	private static void checkBox(final LabelSource source, final long[] labels) {
		final long[] size = source.size();
		final long[] min = { size[0] / 3, size[1] / 3, size[2] / 3 };
		final int[] box = { (int) (size[0] - min[0] + 1) / 2, (int) (size[1] - min[1] + 1) / 2, (int) (size[2] - min[2] + 1) / 2 };
		final long[] found = new long[box[0] * box[1] * box[2]];
		source.read(min, box, found);
		int at = 0;
		for (long z = min[2]; z < min[2] + box[2]; z++)
			for (long y = min[1]; y < min[1] + box[1]; y++)
				for (long x = min[0]; x < min[0] + box[0]; x++)
					assertEquals(labels[(int) ((z * size[1] + y) * size[0] + x)], found[at++]);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"earliest.h5/half|5,4,3", "earliest.h5/channels|5,4,3", "earliest.h5/colours|8,7,6", //
		"bdvtwo.h5|17,14,9", "imaristwo.ims|19,26,9", "ilastik.h5/named|6,5,4", "earliest.h5/million|1000,1000,1000" })
	void imagesThatAreNoLabelsAreMeasured(final String path, final String size) {
		assertArrayEquals(Stream.of(size.split(",")).mapToLong(Long::parseLong).toArray(), Sources.measure(folder.resolve(path))
			.size());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"earliest.h5|several datasets", //
		"earliest.h5|/all, /bigchunk, /bitshuffle,", //
		"earliest.h5/nothing|has no /nothing", //
		"earliest.h5/gzip/more|/gzip is no group", //
		"earliest.h5/links/circle|circle", //
		"earliest.h5/links/nowhere|has no /not", //
		"earliest.h5/text|expected 2 to 5 axes", //
		"earliest.h5/compound|Compound", //
		"earliest.h5/half|floating-point numbers of 2 bytes", //
		"earliest.h5/channels|2 along axis 0", //
		"earliest.h5/colours|3 along axis 3", //
		"earliest.h5/filterother|4242", //
		"earliest.h5/unwritten|nothing was ever written", //
		"earliest.h5/huge|too large", //
		"earliest.h5/bigchunk|chunks", //
		"earliest.h5/nan|element_size_um", //
		"latest.h5/virtual|Virtual storage", //
		"latest.h5/absolute|link into another file", //
		"latest.h5/raw|External Data Files", //
		"ilastik.h5/named|('channel')", //
		"bdvtwo.h5|2 time points", //
		"bdvtwo.h5/t00000|2 setups", //
		"imaristwo.ims|2 channels", //
		"bdv.h5/s00|/s00/resolutions, /s00/subdivisions", //
		"one.h5/some/row|expected 2 to 5 axes" })
	void whatIsNoLabelImageIsRefusedByName(final String path, final String named) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(folder.resolve(path)))
			.getMessage();
		assertTrue(message.contains(named) && message.contains(path.replaceFirst("/.*", "")), message);
	}

	@Test
	void theSourceIsItsFileAndItsFormatNamesTheDataset() {
		final SourceFile file = Sources.describe(folder.resolve("one.h5"));
		assertEquals("HDF5, /some/where/labels", file.format());
		assertEquals(List.of(folder.resolve("one.h5")), file.files());
		final SourceFile inside = Sources.describe(folder.resolve("earliest.h5/links/soft"));
		assertEquals("HDF5, /gzip, gzip", inside.format());
		assertEquals(List.of(folder.resolve("earliest.h5")), inside.files());
		assertEquals(folder.resolve("earliest.h5"), inside.origin().orElseThrow());
		assertEquals(inside.sha256(), Sources.describe(folder.resolve("earliest.h5/gzip")).sha256());
	}

	/** The link was made by h5py; what it leads into is what h5py reads there. */
	@Test
	void aLinkIntoAFileBesideIsFollowed() throws Exception {
		final SourceFile linked = Sources.describe(folder.resolve("latest.h5/external"));
		final SourceFile direct = Sources.describe(folder.resolve("earliest.h5/gzip"));
		assertEquals(List.of(folder.resolve("latest.h5"), folder.resolve("earliest.h5")), linked.files());
		assertEquals(folder.resolve("latest.h5"), linked.origin().orElseThrow());
		assertEquals(direct.sha256(), linked.sha256());
		try (LabelSource a = linked.open(new SourceOptions(own, false)); LabelSource b = direct.open(new SourceOptions(own, false))) {
			assertArrayEquals(MemorySource.all(b), MemorySource.all(a));
		}
		final Path alone = Files.copy(folder.resolve("latest.h5"), own.resolve("alone.h5"));
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(alone.resolve("external")))
			.getMessage();
		assertTrue(message.contains("earliest.h5") && message.contains("no such file beside it"), message);
	}

	@Test
	void theHashIsThatOfTheDataset() throws Exception {
		final Path copy = Files.copy(folder.resolve("earliest.h5"), own.resolve("copy.h5"));
		for (final String name : new String[] { "shuffle", "um", "compact" }) {
			final String before = Sources.describe(copy.resolve(name)).sha256();
			assertEquals(Sources.describe(folder.resolve("earliest.h5/" + name)).sha256(), before);
			assertNotEquals(before, Sources.describe(copy.resolve("gzip")).sha256());
		}
		// A voxel of another dataset, found by its values, which are not compressed.
		final byte[] bytes = Files.readAllBytes(copy);
		final String um = Sources.describe(copy.resolve("um")).sha256();
		final String thin = Sources.describe(copy.resolve("thin")).sha256();
		final long[] labels;
		try (LabelSource source = Sources.describe(copy.resolve("um")).open(new SourceOptions(own, false))) {
			labels = MemorySource.all(source);
		}
		final ByteBuffer wanted = ByteBuffer.allocate(2 * labels.length).order(ByteOrder.LITTLE_ENDIAN);
		for (final long label : labels)
			wanted.putShort((short) label);
		final int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(wanted.array(),
			StandardCharsets.ISO_8859_1));
		bytes[at] ^= 1;
		Files.write(copy, bytes);
		assertNotEquals(um, Sources.describe(copy.resolve("um")).sha256());
		assertEquals(thin, Sources.describe(copy.resolve("thin")).sha256());
	}

	@Test
	void manyThreadsReadTheSame() {
		try (LabelSource source = Sources.describe(folder.resolve("earliest.h5/many")).open(new SourceOptions(own, false))) {
			final long[] labels = MemorySource.all(source);
			IntStream.range(0, 200).parallel().forEach(i -> {
				final long[] found = new long[10 * 10 * 10];
				final long[] min = { i % 30, i % 29, i % 23 };
				source.read(min, new int[] { 10, 10, 10 }, found);
				for (int k = 0; k < 1000; k++)
					assertEquals(labels[(int) (((min[2] + k / 100) * 40 + min[1] + k / 10 % 10) * 40 + min[0] + k % 10)], found[k]);
			});
		}
	}

	@Test
	void aThreadThatIsInterruptedDoesNotStopTheOthers() {
		try (LabelSource source = Sources.describe(folder.resolve("userblock.h5")).open(new SourceOptions(own, false))) {
			Thread.currentThread().interrupt();
			final String message = assertThrows(LabelUpscalerException.class, () -> MemorySource.all(source)).getMessage();
			assertTrue(message.contains("Stopped"), message);
			assertTrue(Thread.interrupted());
			assertEquals(5 * 6 * 7, MemorySource.all(source).length);
		}
	}

	@Test
	void filesThatAreNoHdf5AreRefused() throws Exception {
		final Path text = Files.writeString(own.resolve("text.h5"), "no signature");
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(text)).getMessage().contains("signature"));
		final byte[] good = Files.readAllBytes(folder.resolve("userblock.h5"));
		for (int length = 0; length < good.length; length += 97) {
			final Path cut = Files.write(own.resolve("cut.h5"), java.util.Arrays.copyOf(good, length));
			final String message = assertThrows(LabelUpscalerException.class, () -> readAll(cut)).getMessage();
			assertTrue(message.contains("cut.h5"), message);
		}
	}

	private void readAll(final Path path) {
		final SourceFile file = Sources.describe(path);
		file.sha256();
		try (LabelSource source = file.open(new SourceOptions(own, false))) {
			MemorySource.all(source);
		}
	}

	/** Whatever is changed in a file, it is read, or refused in one line; with a seed that is printed if not. */
	@Test
	void damagedFilesAreReadOrRefused() throws Exception {
		for (final String name : new String[] { "userblock.h5", "one.h5", "bdv.h5", "imaris.ims", "latest.h5/fixed",
			"latest.h5/extensible0gzip", "latest.h5/tree", "earliest.h5/lzf", "earliest.h5/bitshufflelz4", "latest.h5/dense" })
		{
			final Path original = folder.resolve(name.replaceFirst("/.*", ""));
			final byte[] good = Files.readAllBytes(original);
			final Path bad = own.resolve("bad.h5");
			for (int seed = 0; seed < 60; seed++) {
				final Random random = new Random(seed);
				final byte[] bytes = good.clone();
				for (int i = 0; i <= random.nextInt(4); i++)
					bytes[random.nextInt(random.nextBoolean() ? 3000 : bytes.length) % bytes.length] = (byte) (random.nextBoolean() ? -1
						: random.nextInt());
				Files.write(bad, bytes);
				try {
					readAll(name.contains("/") ? bad.resolve(name.replaceFirst("[^/]*/", "")) : bad);
				}
				catch (final LabelUpscalerException e) {
					assertTrue(e.getMessage().contains("bad.h5") && !e.getMessage().contains("\n"), e.getMessage());
				}
				catch (final Throwable e) {
					throw new AssertionError(name + ", seed " + seed, e);
				}
			}
		}
	}

	@Test
	void aChunkThatIsDamagedIsNamed() throws Exception {
		final Path copy = Files.copy(folder.resolve("earliest.h5"), own.resolve("sum.h5"));
		final Chunk chunk = chunkOfSum(copy);
		try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
			file.seek(chunk.at());
			file.write(chunk.old() ^ 1);
		}
		final String message = assertThrows(LabelUpscalerException.class, () -> readAllOf(copy.resolve("sum"))).getMessage();
		assertTrue(message.contains("sum.h5: /sum") && message.contains("chunk (0, 0, 0)") && message.contains("checksum"),
			message);
	}

	private void readAllOf(final Path path) {
		try (LabelSource source = Sources.describe(path).open(new SourceOptions(own, false))) {
			MemorySource.all(source);
		}
	}

	private record Chunk(int at, int old) {}

	/** The first voxel of the first chunk of /sum, found by its first row of five, which is not compressed. */
	private Chunk chunkOfSum(final Path path) throws Exception {
		final byte[] bytes = Files.readAllBytes(path);
		final long[] chunk = new long[3 * 4 * 5];
		try (LabelSource source = Sources.describe(path.resolve("sum")).open(new SourceOptions(own, false))) {
			source.read(new long[3], new int[] { 5, 4, 3 }, chunk);
		}
		final ByteBuffer wanted = ByteBuffer.allocate(2 * chunk.length).order(ByteOrder.LITTLE_ENDIAN);
		for (final long label : chunk)
			wanted.putShort((short) label);
		final int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(wanted.array(),
			StandardCharsets.ISO_8859_1));
		return new Chunk(at, bytes[at]);
	}
}
