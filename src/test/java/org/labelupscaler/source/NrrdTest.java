package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.raw.RawLayout;

/** NRRD and raw files, right and wrong. */
class NrrdTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void allTypesOrdersAndEncodingsAreRead(final LabelType type) throws Exception {
		final Volume volume = TestSources.random(new Random(1), type, 7, 5, 3);
		for (final boolean big : new boolean[] { false, true }) {
			final byte[] raw = TestSources.bytes(volume, big);
			for (final String encoding : new String[] { "raw", "gzip", "gz" }) {
				final byte[] data = encoding.equals("raw") ? raw : TestSources.gzip(raw);
				final String header = TestSources.header(volume, big, encoding);
				check(volume, TestSources.write(folder.resolve("a.nrrd"), header + "\n", data));
				Files.write(folder.resolve("b.dat"), data);
				check(volume, TestSources.write(folder.resolve("b.nhdr"), header + "data file: b.dat\n", new byte[0]));
				check(volume, TestSources.write(folder.resolve("c.nrrd"), (header + "\n").replace("\n", "\r\n"), data));
			}
			final Path file = Files.write(folder.resolve("d.raw"), raw);
			final SourceFile described = new RawLayout(new long[] { 7, 5, 3 }, SourceType.valueOf(type.name()), big
				? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN).describe(file);
			assertEquals(VoxelSize.UNKNOWN, described.voxelSize());
			checkLabels(volume, described);
		}
	}

	private void check(final Volume volume, final Path path) {
		final SourceFile file = Sources.describe(path);
		assertArrayEquals(new long[] { 7, 5, 3 }, file.size());
		assertEquals(new VoxelSize(25, 25, 50, "um"), file.voxelSize());
		checkLabels(volume, file);
	}

	private void checkLabels(final Volume volume, final SourceFile file) {
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			assertEquals(volume.type(), source.type());
			final long[] all = new long[7 * 5 * 3];
			source.read(new long[3], new int[] { 7, 5, 3 }, all);
			assertArrayEquals(volume.labels(), all);
			final long[] box = new long[2 * 3 * 2];
			source.read(new long[] { 4, 1, 1 }, new int[] { 2, 3, 2 }, box);
			int at = 0;
			for (int z = 1; z < 3; z++)
				for (int y = 1; y < 4; y++)
					for (int x = 4; x < 6; x++)
						assertEquals(volume.at(x, y, z), box[at++]);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "sizes: 7 5|dimension: 2|1", "sizes: 7 5 3|dimension: 3|3" })
	void flatImagesHaveOnePlane(final String sizes, final String dimension, final long planes) throws Exception {
		final Path file = TestSources.write(folder.resolve("f.nrrd"), "NRRD0001\ntype: uchar\n" + dimension + "\n" + sizes +
			"\nencoding: raw\n\n", new byte[(int) (35 * planes)]);
		assertArrayEquals(new long[] { 7, 5, planes }, Sources.describe(file).size());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"space directions: (0,25,0) (-30,0,0) (0,3,4)|25.0|30.0|5.0|pixel", //
		"spacings: 0.5 0.5 2|0.5|0.5|2.0|pixel", //
		"spacings: 0.5 nan 2~units: \"mm\" \"mm\" \"mm\"|0.5|0.5|2.0|mm", //
		"space directions: (1,0,0) (0,1,0) (0,0,1)~space units: \"mm\" \"mm\" \"microns\"|1.0|1.0|0.001|mm", //
		"kinds: domain domain domain|1.0|1.0|1.0|unknown" })
	void voxelSizesComeFromTheHeader(final String fields, final double x, final double y, final double z,
		final String unit) throws Exception
	{
		final Path file = TestSources.write(folder.resolve("v.nrrd"),
			"NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 2 2\nencoding: raw\n" + fields.replace('~', '\n') + "\n\n",
			new byte[8]);
		assertEquals(MemorySource.voxelSize(x, y, z, unit), Sources.describe(file).voxelSize());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"type: uint32|type: block|type", //
		"type: uint32||type", //
		"sizes: 7 5 3|sizes: 7 5|sizes", //
		"sizes: 7 5 3|sizes: 7 5 0|7 x 5 x 0", //
		"sizes: 7 5 3|sizes: 7 5 -3|7 x 5 x -3", //
		"sizes: 7 5 3|sizes: 7 5 x|sizes", //
		"sizes: 7 5 3|sizes: 2147483647 2147483647 2147483647|too large", //
		"sizes: 7 5 3|sizes: 9999999999999999999 5 3|sizes", //
		"sizes: 7 5 3|sizes: 4294967296 1 1|4294967296", //
		"sizes: 7 5 3|sizes: 7 5 4|truncated", //
		"sizes: 7 5 3|sizes: 7 5 2|does not match", //
		"sizes: 7 5 3|sizes: 100000 100000 100000|truncated", //
		"dimension: 3|dimension: 4|dimension", //
		"dimension: 3|dimension: 1|dimension", //
		"dimension: 3|dimension: 17|dimension", //
		"dimension: 3||dimension", //
		"encoding: gzip|encoding: hex|encoding", //
		"encoding: gzip|encoding: ascii|encoding", //
		"encoding: gzip|encoding: zstd|encoding", //
		"encoding: gzip|encoding: bzip2|bzip2", //
		"encoding: gzip||encoding", //
		"endian: little||endian", //
		"endian: little|endian: middle|endian", //
		"endian: little|endian: little~byte skip: 5|truncated", //
		"endian: little|endian: little~byte skip: -1|byte skip", //
		"endian: little|endian: little~line skip: -1|line skip", //
		"endian: little|endian: little~line skip: 1000|line skip", //
		"endian: little|endian: little~byte skip: 9999999999|byte skip", //
		"endian: little|endian: little~data file: missing.gz|missing.gz", //
		"endian: little|endian: little~data file: LIST|data file", //
		"endian: little|endian: little~data file: ../d.gz|put the data files beside the header", //
		"endian: little|endian: little~data file: /d.gz|put the data files beside the header", //
		"endian: little|endian: little~nonsense|nonsense", //
		"endian: little|endian: little~endian: little|twice", //
		"endian: little|endian: little~kinds: RGB-color domain domain|kinds", //
		"endian: little|endian: little~data file: .|data file", //
		"(25,0,0)|none|space directions", //
		"(0,0,50)|(0,0,0)|space directions", //
		"(0,0,50)|(0,0,x)|space directions", //
		"NRRD0004|NRRX0004|no label file" })
	void wrongHeadersAreRefusedByName(final String right, final String wrong, final String named) throws Exception {
		final Volume volume = TestSources.random(new Random(1), LabelType.UINT32, 7, 5, 3);
		final String header = TestSources.header(volume, false, "gzip");
		assertTrue(header.contains(right));
		final String changed = header.replace(right + (wrong == null ? "\n" : ""), wrong == null ? "" : wrong.replace('~',
			'\n'));
		final Path file = TestSources.write(folder.resolve("w.nrrd"), changed + "\n", TestSources.gzip(TestSources.bytes(
			volume, false)));
		final String message = assertThrows(InvalidInputException.class, () -> open(file)).getMessage();
		assertTrue(message.contains(named) && message.contains("w.nrrd"), message);
		assertNoTemporaryFiles();
	}

	private void open(final Path file) {
		Sources.describe(file).open(new SourceOptions(folder, false)).close();
	}

	private void assertNoTemporaryFiles() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			assertFalse(files.anyMatch(f -> f.getFileName().toString().contains("tmp")));
		}
	}

	@Test
	void damagedDataIsRefused() throws Exception {
		final Volume volume = TestSources.random(new Random(1), LabelType.UINT32, 70, 50, 30);
		final String header = TestSources.header(volume, false, "gzip") + "\n";
		final byte[] good = TestSources.gzip(TestSources.bytes(volume, false));
		for (int cut : new int[] { 0, 1, 9, 10, 11, good.length / 2, good.length - 9, good.length - 8, good.length - 1 }) {
			final Path file = TestSources.write(folder.resolve("cut.nrrd"), header, Arrays.copyOf(good, cut));
			assertTrue(assertThrows(InvalidInputException.class, () -> open(file), "cut at " + cut).getMessage().contains(
				"cut.nrrd"));
		}
		final Random random = new Random(3);
		for (int i = 0; i < 50; i++) {
			final byte[] bad = good.clone();
			// NB: in the deflate data or the trailer; the gzip header has bytes without meaning.
			bad[10 + random.nextInt(bad.length - 10)] ^= 1 << random.nextInt(8);
			final Path file = TestSources.write(folder.resolve("bad.nrrd"), header, bad);
			assertThrows(InvalidInputException.class, () -> open(file));
		}
		assertNoTemporaryFiles();
		final Path headerOnly = TestSources.write(folder.resolve("h.nrrd"), "NRRD0004\ntype: uchar", new byte[0]);
		assertThrows(InvalidInputException.class, () -> open(headerOnly));
		final Path empty = Files.createFile(folder.resolve("empty"));
		assertThrows(InvalidInputException.class, () -> open(empty));
		assertThrows(InvalidInputException.class, () -> open(folder));
		assertThrows(InvalidInputException.class, () -> open(folder.resolve("missing.nrrd")));
	}

	/** The end of the stream on both sides of every place where a buffer could end, whole and with a zero behind it. */
	@Test
	void gzipStreamsOfAnyLengthAreReadToTheirEnd() throws Exception {
		final Random random = new Random(1);
		for (int size = 65536 - 40; size <= 65536 + 16; size++) {
			// Bytes without pattern, so that the stream is about as long as they are.
			final byte[] voxels = new byte[size];
			random.nextBytes(voxels);
			final String header = "NRRD0004\ntype: uchar\ndimension: 3\nsizes: " + size + " 1 1\nencoding: gzip\n\n";
			final byte[] gzip = TestSources.gzip(voxels);
			open(TestSources.write(folder.resolve("g.nrrd"), header, gzip));
			open(TestSources.write(folder.resolve("t.nrrd"), header, Arrays.copyOf(gzip, gzip.length + 1)));
			final java.io.ByteArrayOutputStream members = new java.io.ByteArrayOutputStream();
			members.write(TestSources.gzip(Arrays.copyOf(voxels, size - 100)));
			members.write(TestSources.gzip(Arrays.copyOfRange(voxels, size - 100, size)));
			open(TestSources.write(folder.resolve("m.nrrd"), header, members.toByteArray()));
		}
	}

	@Test
	void floatsAreLabelsOnlyIfTheyAreWhole() throws Exception {
		assertEquals(LabelType.UINT32, floatType(false, 0, 1, 16777216));
		assertEquals(LabelType.INT32, floatType(false, -1, 1, 5));
		assertEquals(LabelType.UINT32, floatType(true, 0, 4294967295.0));
		assertEquals(LabelType.UINT64, floatType(true, 0, 4294967296.0));
		assertEquals(LabelType.INT64, floatType(true, -1, 4294967296.0));
		final double[][] wrong = { { 1, 0.5 }, { 1, Double.NaN }, { 1, Double.POSITIVE_INFINITY }, { 1, 16777218 } };
		for (final double[] values : wrong) {
			final String message = assertThrows(InvalidInputException.class, () -> floatType(false, values)).getMessage();
			assertTrue(message.contains("(1, 0, 0)"), message);
		}
		assertThrows(InvalidInputException.class, () -> floatType(true, 1, 0x1p53 + 2));
		assertThrows(InvalidInputException.class, () -> floatType(true, 1e300));
		final Path file = floats(false, 3, 16777218);
		try (LabelSource source = Sources.describe(file).open(new SourceOptions(folder, true))) {
			final long[] labels = new long[2];
			source.read(new long[3], new int[] { 2, 1, 1 }, labels);
			assertArrayEquals(new long[] { 3, 16777218 }, labels);
		}
	}

	private LabelType floatType(final boolean wide, final double... values) throws Exception {
		try (LabelSource source = Sources.describe(floats(wide, values)).open(new SourceOptions(folder, false))) {
			final long[] labels = new long[values.length];
			source.read(new long[3], new int[] { values.length, 1, 1 }, labels);
			for (int i = 0; i < values.length; i++)
				assertEquals(values[i], labels[i]);
			return source.type();
		}
	}

	private Path floats(final boolean wide, final double... values) throws Exception {
		final ByteBuffer bytes = ByteBuffer.allocate(values.length * (wide ? 8 : 4)).order(ByteOrder.LITTLE_ENDIAN);
		for (final double value : values)
			if (wide)
				bytes.putDouble(value);
			else
				bytes.putFloat((float) value);
		return TestSources.write(folder.resolve("float.nrrd"), "NRRD0004\ntype: " + (wide ? "double" : "float") +
			"\ndimension: 3\nsizes: " + values.length + " 1 1\nencoding: raw\nendian: little\n\n", bytes.array());
	}

	@Test
	void theHashIsThatOfTheFile() throws Exception {
		final Path file = Files.writeString(folder.resolve("x.raw"), "abc");
		assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", new RawLayout(new long[] { 3, 1,
			1 }, SourceType.UINT8, ByteOrder.LITTLE_ENDIAN).describe(file).sha256(), "the test vector of FIPS 180");
	}
}
