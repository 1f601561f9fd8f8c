package org.labelupscaler.source.metaimage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.GoldenFiles;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.Sources;

/** MetaImages that ITK wrote, and wrong ones. */
class MetaImageTest {

	private static final String FIELDS = "ObjectType = Image\nNDims = 3\nDimSize = 7 5 3\nElementType = MET_UCHAR\n";

	@TempDir
	private Path folder;

	static Stream<String> expected() throws IOException {
		return GoldenFiles.expected("metaimage");
	}

	@ParameterizedTest
	@MethodSource("expected")
	void whatItkWroteOrReadsIsRead(final String line) {
		GoldenFiles.check("metaimage", line, folder);
	}

	@Test
	void imagesThatAreNoLabelsAreMeasured() {
		final Path channels = GoldenFiles.folder("metaimage").resolve("channels.mha");
		assertArrayEquals(new long[] { 7, 5, 4 }, Sources.measure(channels).size());
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(channels)).getMessage().contains(
			"ElementNumberOfChannels"));
		final Path times = GoldenFiles.folder("metaimage").resolve("two_times.mha");
		final ImageSize size = Sources.measure(times);
		assertArrayEquals(new long[] { 7, 5, 4 }, size.size());
		assertTrue(size.name().endsWith("the first of 2 images"), size.name());
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(times)).getMessage().contains("DimSize"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = { //
		"ElementSpacing = 1 2 3|1|2|3|pixel", //
		"ElementSize = 1 2 3|1|2|3|pixel", //
		"ElementSpacing = 1 2 3~ElementSize = 4 5 6|1|2|3|pixel", //
		"ElementSpacing = 25 25 50~DistanceUnits = um|25|25|50|um", //
		"ElementSpacing = 1 2 3~DistanceUnits = ?|1|2|3|pixel", //
		"ElementSpacing = 1 -2 3~DistanceUnits = furlong|1|2|3|pixel", //
		"ElementSpacing = 1 nan 3|1|1|3|pixel", //
		"Comment = a~Comment = b|1|1|1|unknown" })
	void voxelSizesComeFromTheHeader(final String fields, final double x, final double y, final double z, final String unit)
		throws Exception
	{
		assertEquals(MemorySource.voxelSize(x, y, z, unit), Sources.describe(write(fields.replace('~', '\n') +
			"\nElementDataFile = LOCAL\n", new byte[105])).voxelSize());
	}

	@Test
	void aByteOrderThatIsNotSaidIsSaid() throws Exception {
		final String header = FIELDS.replace("UCHAR", "USHORT") + "%sElementDataFile = LOCAL\n";
		assertTrue(describe(header.replace("%s", ""), 210).notes().get(0).contains("byte order"));
		for (final String said : new String[] { "BinaryDataByteOrderMSB = True\n", "ElementByteOrderMSB = False\n" })
			assertEquals(java.util.List.of(), describe(header.replace("%s", said), 210).notes());
	}

	/** The digits of the text; a unit that is none of length is said. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"ElementSpacing = 0.1 0.30 2e-1~DistanceUnits = mm|0.1|0.3|0.2|mm|0", //
		"ElementSpacing = 1 2 3~DistanceUnits = cm|1|2|3|cm|0", //
		"ElementSpacing = 1 2 3~DistanceUnits = furlong|1|2|3|pixel|1", //
		"ElementSpacing = 1 2 nan~DistanceUnits = um|1|2|1|um|1", //
		"ElementSpacing = 1 1 1|1|1|1|pixel|0", //
		"ElementSpacing = 1 2 3~ElementToIntensityFunctionSlope = 1.0~ElementToIntensityFunctionOffset = 0|1|2|3|pixel|0", //
		"ElementSpacing = 1 2 3~Offset = 1 2 3~Offset = 4 5 6~TransformMatrix = 1 0 0 0 1 0 0 0 1|1|2|3|pixel|0" })
	void whatIsStatedIsTakenOrSaid(final String fields, final double x, final double y, final double z, final String unit,
		final int notes) throws Exception
	{
		final SourceFile file = Sources.describe(write(fields.replace('~', '\n') + "\nElementDataFile = LOCAL\n", new byte[105]));
		assertEquals(new VoxelSize(x, y, z, unit), file.voxelSize());
		assertEquals(notes, file.notes().size(), file.notes().toString());
		assertEquals(file.notes(), Sources.measure(folder.resolve("w.mha")).notes());
	}

	private Path write(final String fields, final byte[] data) throws IOException {
		return TestSources.write(folder.resolve("w.mha"), FIELDS + fields, data);
	}

	@Test
	void longsHave32BitsUnlessTheDataAreTwiceAsLong() throws Exception {
		for (final String type : new String[] { "LONG", "ULONG" }) {
			final String unsigned = type.equals("LONG") ? "" : "U";
			final String header = FIELDS.replace("UCHAR", type) + "ElementDataFile = LOCAL\n";
			assertEquals(SourceType.valueOf(unsigned + "INT32"), describe(header, 105 * 4).type());
			assertEquals(SourceType.valueOf(unsigned + "INT64"), describe(header, 105 * 8).type());
			assertThrows(InvalidInputException.class, () -> describe(header, 105 * 8 + 1));
			assertThrows(InvalidInputException.class, () -> describe(header.replace("LONG", "INT"), 105 * 8));
		}
	}

	private SourceFile describe(final String header, final int bytes) throws IOException {
		return Sources.describe(TestSources.write(folder.resolve("l.mha"), header, new byte[bytes]));
	}

	@Test
	void filesAreRecognisedByNameOrStart() throws Exception {
		final String rest = "ElementDataFile = LOCAL\n";
		assertEquals("MetaImage", Sources.describe(TestSources.write(folder.resolve("a.dat"), FIELDS + rest, new byte[105]))
			.format());
		assertEquals("MetaImage", Sources.describe(TestSources.write(folder.resolve("a.MHA"), FIELDS.substring(FIELDS.indexOf(
			"NDims")) + rest, new byte[105])).format());
		final Path windows = TestSources.write(folder.resolve("r.mhd"), (FIELDS + rest).replace("\n", "\r\n"), new byte[105]);
		assertEquals("MetaImage", Sources.describe(windows).format());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"ObjectType = Image|ObjectType = Scene|ObjectType", //
		"NDims = 3||NDims", //
		"NDims = 3|NDims = 1|NDims", //
		"NDims = 3|NDims = 2147483648|NDims", //
		"NDims = 3|NDims = 2|DimSize", //
		"NDims = 3|NDims = 2~NDims = 3|second time", //
		"DimSize = 7 5 3||DimSize", //
		"DimSize = 7 5 3|DimSize = 7 5|DimSize", //
		"DimSize = 7 5 3|DimSize = 7 5 0|DimSize", //
		"DimSize = 7 5 3|DimSize = 7 5 x|DimSize", //
		"DimSize = 7 5 3|DimSize = 7 5 4|truncated", //
		"DimSize = 7 5 3|DimSize = 7 5 2|does not match", //
		"DimSize = 7 5 3|DimSize = 4294967296 1 1|4294967296", //
		"DimSize = 7 5 3|DimSize = 1000000000 1000000000 1000000000|too large", //
		"ElementType = MET_UCHAR||ElementType", //
		"ElementType = MET_UCHAR|ElementType = MET_UCHAR_ARRAY|ElementType", //
		"ElementDataFile = LOCAL||no field", //
		"ElementDataFile = LOCAL|nonsense|nonsense", //
		"ElementDataFile = LOCAL|BinaryData = False~ElementDataFile = LOCAL|BinaryData", //
		"ElementDataFile = LOCAL|BinaryData = maybe~ElementDataFile = LOCAL|BinaryData", //
		"ElementDataFile = LOCAL|CompressedData = True~ElementDataFile = LOCAL|CompressedData", //
		"ElementDataFile = LOCAL|HeaderSize = -2~ElementDataFile = LOCAL|HeaderSize", //
		"ElementDataFile = LOCAL|HeaderSize = 5~ElementDataFile = LOCAL|HeaderSize", //
		"ElementDataFile = LOCAL|HeaderSize = 9223372036854775807~ElementDataFile = LOCAL|HeaderSize", //
		"ElementDataFile = LOCAL|HeaderSize = -1~CompressedData = True~ElementDataFile = LOCAL|HeaderSize", //
		"ElementDataFile = LOCAL|ElementSpacing = 1 0 1~ElementDataFile = LOCAL|ElementSpacing", //
		"ElementDataFile = LOCAL|ElementSpacing = 1 1f 1~ElementDataFile = LOCAL|ElementSpacing", //
		"ElementDataFile = LOCAL|ElementSpacing = 1 0x1p3 1~ElementDataFile = LOCAL|ElementSpacing", //
		"ElementDataFile = LOCAL|ElementSpacing = 1 ٢ 1~ElementDataFile = LOCAL|ElementSpacing", //
		"DimSize = 7 5 3|DimSize = 7 ٥ 3|DimSize", //
		"ElementDataFile = LOCAL|ElementToIntensityFunctionSlope = 0.5~ElementDataFile = LOCAL|Slope", //
		"ElementDataFile = LOCAL|ElementToIntensityFunctionOffset = -1~ElementDataFile = LOCAL|unscaled", //
		"ElementDataFile = LOCAL|ElementSpacing = 1 1 2~ElementSpacing = 1 1 3~ElementDataFile = LOCAL|second time", //
		"ElementDataFile = LOCAL|ElementSpacing = 1 1~ElementDataFile = LOCAL|ElementSpacing", //
		"ElementDataFile = LOCAL|ElementNumberOfChannels = 3~ElementDataFile = LOCAL|ElementNumberOfChannels", //
		"ElementDataFile = LOCAL|ElementDataFile = missing.raw|missing.raw", //
		"ElementDataFile = LOCAL|ElementDataFile = ../x.raw|in the folder", //
		"ElementDataFile = LOCAL|ElementDataFile = /etc/passwd|in the folder", //
		"ElementDataFile = LOCAL|ElementDataFile =|no file", //
		"ElementDataFile = LOCAL|ElementDataFile = .|no file", //
		"ElementDataFile = LOCAL|ElementDataFile = a%sb.raw 1 3 1|%d", //
		"ElementDataFile = LOCAL|ElementDataFile = a%n%d.raw 1 3 1|%d", //
		"ElementDataFile = LOCAL|ElementDataFile = s%d.raw 1 2 1|3 are needed", //
		"ElementDataFile = LOCAL|ElementDataFile = s%d.raw 1 2 0|steps of 0", //
		"ElementDataFile = LOCAL|ElementDataFile = s%d.raw 2 1 1|steps of 1", //
		"ElementDataFile = LOCAL|ElementDataFile = s%d.raw -1 1 1|from 0", //
		"ElementDataFile = LOCAL|ElementDataFile = s%d.raw 1 2147483647 1|most is", //
		"ElementDataFile = LOCAL|ElementDataFile = s%d.raw 1 3 1|s3.raw", //
		"ElementDataFile = LOCAL|ElementDataFile = LIST~s1.raw~s2.raw|3 are needed", //
		"ElementDataFile = LOCAL|ElementDataFile = LIST~s1.raw~s2.raw~../s3.raw|in the folder", //
		"ElementDataFile = LOCAL|ElementDataFile = LIST~s1.raw~s2.raw~long.raw|long.raw", //
		"ElementDataFile = LOCAL|ElementDataFile = LIST~s1.raw~s2.raw~short.raw|short.raw", //
		"ElementDataFile = LOCAL|ElementDataFile = LIST 0~s1.raw|dimension", //
		"ElementDataFile = LOCAL|ElementDataFile = LIST 3~s1.raw|dimension" })
	void wrongHeadersAreRefusedByName(final String right, final String wrong, final String named) throws Exception {
		for (final String file : new String[] { "s1.raw", "s2.raw" })
			Files.write(folder.resolve(file), new byte[35]);
		Files.write(folder.resolve("long.raw"), new byte[40]);
		Files.write(folder.resolve("short.raw"), new byte[34]);
		final String header = FIELDS + "ElementDataFile = LOCAL\n";
		assertTrue(header.contains(right));
		final String changed = header.replace(right + (wrong == null ? "\n" : ""), wrong == null ? "" : wrong.replace('~', '\n'));
		final Path file = TestSources.write(folder.resolve("w.mha"), changed, wrong != null && wrong.contains("LIST") ? new byte[0]
			: new byte[105]);
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file)).getMessage();
		assertTrue(message.contains(named), message);
		assertTrue(message.contains("w.mha") || message.contains(named + " "), message);
		assertEquals(1, message.lines().count(), message);
	}

	@Test
	void damagedStreamsAreRefused() throws Exception {
		final byte[] voxels = new byte[105];
		new Random(1).nextBytes(voxels);
		final Deflater deflater = new Deflater();
		deflater.setInput(voxels);
		deflater.finish();
		final byte[] good = new byte[500];
		final int length = deflater.deflate(good);
		final String header = FIELDS + "CompressedData = True\nElementDataFile = LOCAL\n";
		open(header, Arrays.copyOf(good, length));
		for (int cut = 0; cut < length; cut++) {
			final byte[] bad = Arrays.copyOf(good, cut);
			final String message = assertThrows(InvalidInputException.class, () -> open(header, bad)).getMessage();
			assertTrue(message.contains("w.mha"), message);
		}
		open(header, Arrays.copyOf(good, length + 1));
		for (final String size : new String[] { "7 5 4", "7 5 2", "70000 50000 30000" })
			assertThrows(InvalidInputException.class, () -> open(header.replace("7 5 3", size), Arrays.copyOf(good, length)));
	}

	private void open(final String header, final byte[] data) throws IOException {
		final Path file = TestSources.write(folder.resolve("w.mha"), header, data);
		try (LabelSource source = Sources.describe(file).open(new SourceOptions(folder, false))) {
			assertArrayEquals(new long[] { 7, 5, 3 }, source.size());
		}
	}

	@Test
	void whatIsNoHeaderIsRefusedAtOnce() throws Exception {
		final byte[] zeros = new byte[5 << 20];
		for (final byte[] content : new byte[][] { {}, zeros, "ObjectType = Image\n".repeat(3).getBytes(
			StandardCharsets.US_ASCII) }) {
			final Path file = Files.write(folder.resolve("n.mhd"), content);
			assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(file)).getMessage().contains("n.mhd"));
			assertThrows(InvalidInputException.class, () -> Sources.measure(file));
		}
		final Path lists = TestSources.write(folder.resolve("l.mhd"), FIELDS + "ElementDataFile = LIST\n" + "x\n".repeat(
			200_000), new byte[0]);
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(lists)).getMessage().contains("3 are needed"));
		final Path spaces = TestSources.write(folder.resolve("s.mhd"), FIELDS + "ElementDataFile = a" + " ".repeat(500_000) +
			"% 1 1 1\n", new byte[0]);
		assertThrows(InvalidInputException.class, () -> Sources.describe(spaces));
	}
}
