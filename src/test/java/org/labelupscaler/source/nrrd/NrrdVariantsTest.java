package org.labelupscaler.source.nrrd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

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
import org.labelupscaler.source.Sources;

/** NRRDs that other programs wrote, volumes in several files, axes that are not of space. */
class NrrdVariantsTest {

	@TempDir
	private Path folder;

	static Stream<String> expected() throws IOException {
		return GoldenFiles.expected("nrrd");
	}

	@ParameterizedTest
	@MethodSource("expected")
	void whatOtherProgramsWroteIsRead(final String line) {
		GoldenFiles.check("nrrd", line, folder);
	}

	private Path write(final String fields, final int bytes) throws IOException {
		return TestSources.write(folder.resolve("w.nrrd"), "NRRD0005\ntype: uchar\nencoding: raw\n" + fields.replace('~',
			'\n') + "\n\n", new byte[bytes]);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"axis mins: 0 0 0~axis maxs: 14 10 6|2|2|2|pixel", //
		"axis mins: 0 5 0~axis maxs: 12 -5 2~centers: node cell node|2|2|1|pixel", //
		"axismins: 0 0 0~axismaxs: 12 8 4~centerings: node node node~units: \"um\" \"um\" \"mm\"|2|2|2000|um", //
		"axis mins: 0 0 nan~axis maxs: 14 10 6~centers: ??? none ???|2|2|2|pixel", //
		"axis mins: 0 0 0|1|1|1|unknown", //
		"spacings: nan 3 nan~axis mins: 0 0 0~axis maxs: 14 10 nan|2|3|2|pixel", //
		"spacings: 5 6 7~axis mins: 0 0 0~axis maxs: 14 10 6|5|6|7|pixel", //
		"spacings: nan nan nan~units: \"mm\" \"mm\" \"mm\"|1|1|1|unknown", //
		"space directions: (3,0,0) (0,4,3) (0,0,1)~space units: \"um\" \"um\" \"um\"|3|5|1|um", //
		"space directions: (0,0,3) (0,1,0) (1,0,0)~space units: \"mm\" \"mm\" \"um\"|3|1000|1000|um", //
		"space directions: (3,0,0) (0,4,0) (0,0,1)~units: \"um\" \"um\" \"um\"|3|4|1|um" })
	void voxelSizesComeFromTheHeader(final String fields, final double x, final double y, final double z, final String unit)
		throws Exception
	{
		assertEquals(MemorySource.voxelSize(x, y, z, unit), Sources.describe(write("dimension: 3~sizes: 7 5 3~" + fields, 105))
			.voxelSize());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"sizes: 7 5 3 1|7 5 3", //
		"sizes: 1 7 5 3|7 5 3", //
		"sizes: 7 1 5 3|7 5 3", //
		"sizes: 7 5 3 1~kinds: domain domain domain time|7 5 3", //
		"sizes: 1 7 5 3~kinds: vector domain domain domain|7 5 3", //
		"sizes: 1 7 5 3~kinds: ??? space space space|7 5 3", //
		"sizes: 1 7 5 3~space directions: none (1,0,0) (0,1,0) (0,0,1)|7 5 3", //
		"sizes: 1 1 35 3~kinds: list domain domain domain|1 35 3", //
		"sizes: 1 7 15 1~kinds: list domain domain stub|7 15 1", //
		"sizes: 7 5 1 3~kinds: domain domain domain list|kinds", //
		"sizes: 7 5 1 2~kinds: domain domain domain list|kinds", //
		"sizes: 7 5 1 3~space directions: (1,0) (0,1) none none|space directions", //
		"sizes: 7 5 3 2|sizes", //
		"sizes: 7 5 3 1~kinds: domain domain|kinds", //
		"sizes: 7 5 3 1~space directions: (1,0) (0,1)|space directions", //
		"sizes: 1 1 1 1~kinds: list list list list|kinds", //
		"sizes: 7 5 3 1~kinds: list domain domain domain|kinds" })
	void axesOfOneVoxelAreLeftOut(final String fields, final String result) throws Exception {
		final Path file = write("dimension: 4~" + fields, 105);
		if (Character.isDigit(result.charAt(0))) {
			final long[] size = Stream.of(result.split(" ")).mapToLong(Long::parseLong).toArray();
			assertArrayEquals(size, Sources.describe(file).size());
			assertArrayEquals(size, Sources.measure(file).size());
		}
		else {
			final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file)).getMessage();
			assertTrue(message.contains("field '" + result + "'") && message.contains("w.nrrd"), message);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"dimension: 4~sizes: 3 7 5 2~kinds: RGB-color domain domain domain~spacings: nan 1 2 3|7 5 2|1 2 3|3", //
		"dimension: 5~sizes: 7 5 2 3 9|7 5 2|1 1 1|3 x 9", //
		"dimension: 3~sizes: 7 5 9~kinds: domain domain time~spacings: 1 2 3|7 5 1|1 2 1|9", //
		"dimension: 4~sizes: 2 7 5 3~space directions: none (4,0,0) (0,5,0) (0,0,6)|7 5 3|4 5 6|2" })
	void imagesThatAreNoLabelsAreMeasured(final String fields, final String size, final String edges, final String images)
		throws Exception
	{
		final ImageSize measured = Sources.measure(write("block size: 7~" + fields.replace("dimension", "content: x~dimension"),
			0));
		assertArrayEquals(Stream.of(size.split(" ")).mapToLong(Long::parseLong).toArray(), measured.size());
		assertArrayEquals(Stream.of(edges.split(" ")).mapToDouble(Double::parseDouble).toArray(), measured.voxelSize()
			.toArray());
		assertTrue(measured.name().endsWith("the first of " + images + " images"), measured.name());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"LIST~a~b|3 are needed", //
		"LIST~a~b~c~d|3 are needed", //
		"LIST~a~b~d|no such file", //
		"LIST~a~b~long|long does not match", //
		"LIST~a~b~short|short is truncated", //
		"LIST~a~b~../c|put the data files beside the header", //
		"LIST~a~b~sub/../../c|put the data files beside the header", //
		"LIST~a~b~sub|is no file", //
		"LIST 0~a~b~c|dimension", //
		"LIST 4~a~b~c|dimension", //
		"LIST x~a~b~c|dimension", //
		"LIST 3~a~b|cannot share", //
		"LIST 3|cannot share", //
		"LIST 1~a~b~c|15 are needed", //
		"SKIPLIST~0 a~0 b~0 c|byte skip", //
		"s%d 1 2 1|2 files", //
		"s%d 1 3 0|steps of 0", //
		"s%d 3 1 1|steps of 1", //
		"s%d -1 1 1|0 to", //
		"s%d 1 1000000000 1|most is", //
		"s%d 1 999999999999999999 1|0 to", //
		"s%d 1 3 1|no such file", //
		"s%n 1 3 1|%d", //
		"s%s%d 1 3 1|%d", //
		"s%d%d 1 3 1|%d", //
		"s%1000000d 1 3 1|%d", //
		"s%3d 1 3 1|%d", //
		"../s%d 1 3 1|put the data files beside the header", //
		"s%d 1 3|no such file", //
		"|no file" })
	void wrongListsOfFilesAreRefused(final String files, final String named) throws Exception {
		for (final String name : new String[] { "a", "b", "c" })
			Files.write(folder.resolve(name), new byte[35]);
		Files.write(folder.resolve("long"), new byte[70]);
		Files.write(folder.resolve("short"), new byte[34]);
		Files.createDirectory(folder.resolve("sub"));
		final Path file = write("dimension: 3~sizes: 7 5 3~data file: " + (files == null ? "" : files), 0);
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file)).getMessage();
		assertTrue(message.contains(named), message);
		assertEquals(1, message.lines().count(), message);
		assertArrayEquals(new long[] { 7, 5, 3 }, Sources.measure(file).size(), "does not look at data files");
	}

	@Test
	void linksAndFoldersBelowAreFollowed() throws Exception {
		final Path below = Files.createDirectories(folder.resolve("header/data"));
		Files.write(below.resolve("b"), new byte[105]);
		Files.write(folder.resolve("outside"), new byte[105]);
		Files.createSymbolicLink(folder.resolve("header/link"), folder.resolve("outside"));
		for (final String name : new String[] { "data/b", "./data/b", "data/../link", "link" }) {
			final SourceFile file = Sources.describe(TestSources.write(folder.resolve("header/h.nhdr"),
				"NRRD0001\ntype: uchar\nencoding: raw\ndimension: 3\nsizes: 7 5 3\ndata file: " + name + "\n", new byte[0]));
			assertEquals(2, file.files().size());
			file.open(new SourceOptions(folder, false)).close();
		}
	}

	@Test
	void skippedBytesCountInTheDecodedStream() throws Exception {
		final byte[] decoded = new byte[3 + 105];
		decoded[2] = 1;
		decoded[3] = 2;
		final String header = "NRRD0005\ntype: uchar\nencoding: gzip\ndimension: 3\nsizes: 7 5 3\n";
		final Path file = TestSources.write(folder.resolve("s.nrrd"), header + "byte skip: 3\nline skip: 1\n\nxyz\n", TestSources
			.gzip(decoded));
		try (LabelSource source = Sources.describe(file).open(new SourceOptions(folder, false))) {
			final long[] first = new long[1];
			source.read(new long[3], new int[] { 1, 1, 1 }, first);
			assertEquals(2, first[0]);
		}
		for (final int skip : new int[] { 2, 4, 200 }) {
			final Path wrong = TestSources.write(folder.resolve("s.nrrd"), header + "byte skip: " + skip + "\n\n", TestSources
				.gzip(decoded));
			assertThrows(InvalidInputException.class, () -> Sources.describe(wrong).open(new SourceOptions(folder, false)));
		}
	}

	@ParameterizedTest
	@CsvSource({ "-1, 104", "-2, 105", "-106, 105", "-9223372036854775808, 105", "106, 105", "9223372036854775807, 105" })
	void voxelsAreNotInTheHeaderNorBehindTheEnd(final long skip, final int bytes) throws Exception {
		final Path file = write("dimension: 3~sizes: 7 5 3~byte skip: " + skip, bytes);
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file)).getMessage();
		assertTrue(message.contains("w.nrrd") && message.contains("field 'byte skip'"), message);
	}

	/** Headers that would take a careless program long. */
	@Test
	void longNonsenseIsRefusedAtOnce() throws Exception {
		for (final String fields : new String[] { "dimension: 3~sizes: 7 5 3~space directions: " + "(".repeat(900_000),
			"dimension: 3~sizes: 7 5 3~data file: a" + " ".repeat(500_000) + "% 1 1 1", "dimension: 3~sizes: " + "7 ".repeat(
				400_000), "dimension: 3~sizes: 7 5 3~byte skip: -9223372036854775808", "x".repeat(2_000_000),
			"dimension: 3~sizes: 7 5 3~data file: LIST~" + "a~".repeat(200_000), "dimension: 3~sizes: 2147483647 2147483647 1" })
			assertThrows(InvalidInputException.class, () -> Sources.describe(write(fields, 0)));
		final Path bomb = TestSources.write(folder.resolve("b.nrrd"),
			"NRRD0005\ntype: uchar\nencoding: bzip2\ndimension: 3\nsizes: 2000000 2000000 2000\n\n", new byte[100]);
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(bomb)).getMessage().contains("bzip2"));
	}
}
