package org.labelupscaler.source.amira;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.GoldenFiles;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;

/** AmiraMesh files that another program reads, and wrong ones. */
class AmiraTest {

	@TempDir
	private Path folder;

	static Stream<String> expected() throws IOException {
		return GoldenFiles.expected("amira");
	}

	@ParameterizedTest
	@MethodSource("expected")
	void whatAhdsReadsIsRead(final String line) {
		GoldenFiles.check("amira", line, folder);
	}

	private static final String HEADER = "# AmiraMesh BINARY-LITTLE-ENDIAN 2.1\n\ndefine Lattice 7 5 3\n\nParameters {\n" +
		"    BoundingBox 0 12 0 4 0 10,\n    CoordType \"uniform\"\n}\n\nLattice { byte Labels } @1\n\n@1\n";

	private Path write(final String header, final int... data) throws IOException {
		final byte[] text = header.getBytes(StandardCharsets.UTF_8);
		final byte[] bytes = Arrays.copyOf(text, text.length + data.length);
		for (int i = 0; i < data.length; i++)
			bytes[text.length + i] = (byte) data[i];
		return Files.write(folder.resolve("w.am"), bytes);
	}

	private void refused(final Path file, final String part) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file).open(new SourceOptions(
			folder, false)).close()).getMessage();
		assertTrue(message.contains(part) && message.contains("w.am"), message);
		assertEquals(1, message.lines().count(), message);
		try (Stream<Path> files = Files.list(folder)) {
			assertTrue(files.noneMatch(f -> f.toString().endsWith("tmp")));
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	@Test
	void voxelSizesComeFromTheBox() throws Exception {
		check("", "", new VoxelSize(2, 1, 5, "pixel"), 0);
		check("0 12 0 4 0 10,", "-1.5 -0.9 1e-3 9e-3 0 10", new VoxelSize(0.1, 0.002, 5, "pixel"), 0);
		check("    CoordType", "    Units { Coordinates \"µm\" }\n    CoordType", new VoxelSize(2, 1, 5, "um"), 0);
		check("    CoordType", "    Units {\n        Coordinates \"microns\",\n    }\n    CoordType", new VoxelSize(2, 1, 5, "um"),
			0);
		check("    CoordType", "    Units {\n        Coordinates \"furlong\"\n    }\n    CoordType", new VoxelSize(2, 1, 5,
			"pixel"), 1);
		check("0 12 0 4 0 10", "0 12 0 4 0 0", new VoxelSize(2, 1, 2, "pixel"), 1);
		check("    CoordType", "    TransformationMatrix 1 0 0 0 0 1 0 0 0 0 1 0 5 6 7 1\n    CoordType", new VoxelSize(2, 1, 5,
			"pixel"), 1);
		check("    BoundingBox 0 12 0 4 0 10,\n", "", VoxelSize.UNKNOWN, 0);
	}

	private void check(final String right, final String said, final VoxelSize voxelSize, final int notes) throws IOException {
		assertTrue(HEADER.contains(right));
		final SourceFile file = Sources.describe(write(HEADER.replace(right, said.isEmpty() && right.isEmpty() ? "" : said),
			new int[105]));
		assertEquals(voxelSize, file.voxelSize());
		assertEquals(notes, file.notes().size(), file.notes().toString());
		assertArrayEquals(new long[] { 7, 5, 3 }, Sources.measure(file.location().orElseThrow()).size());
	}

	/** Worked out by hand: 3 times 9, then 7, 8, then 100 times 1. */
	@Test
	void runsAreDecoded() throws Exception {
		final int[] code = { 3, 9, 0x82, 7, 8, 0, 55, 0x80, 100, 1 };
		try (LabelSource source = Sources.describe(runs(code.length, code)).open(new SourceOptions(folder, false))) {
			final long[] labels = new long[105];
			source.read(new long[3], new int[] { 7, 5, 3 }, labels);
			final long[] expected = new long[105];
			Arrays.fill(expected, 1);
			System.arraycopy(new long[] { 9, 9, 9, 7, 8 }, 0, expected, 0, 5);
			assertArrayEquals(expected, labels);
		}
	}

	private Path runs(final int stored, final int... code) throws IOException {
		return write(HEADER.replace("Labels } @1", "Labels } @1(HxByteRLE," + stored + ")"), code);
	}

	@Test
	void wrongRunsAreRefused() throws Exception {
		refused(runs(2, 104, 1), "1 are missing");
		refused(runs(2, 106, 1), "damaged");
		refused(runs(4, 104, 1, 2, 1), "damaged");
		refused(runs(3, 105, 1, 7), "damaged");
		refused(runs(4, 104, 1, 0x82, 1), "damaged");
		refused(runs(4, 105, 1), "truncated");
		refused(runs(0), "105 are missing");
		refused(write(HEADER.replace("7 5 3", "70000 50000 3").replace("Labels } @1", "Labels } @1(HxByteRLE,2)"), 105, 1),
			"cannot hold");
		refused(write(HEADER.replace("byte Labels } @1", "ushort Labels } @1(HxByteRLE,2)"), 105, 1), "8-bit");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"define Lattice 7 5 3|define Lattice 7 5 0|7 x 5 x 0", //
		"define Lattice 7 5 3|define Lattice 7|define Lattice", //
		"define Lattice 7 5 3|define Lattice 7 5 ٣|define Lattice", //
		"define Lattice 7 5 3||define Lattice", //
		"define Lattice 7 5 3|define Lattice 7 5 4|truncated", //
		"BINARY-LITTLE-ENDIAN|ASCII|text", //
		"uniform|rectilinear|CoordType", //
		"Lattice { byte Labels } @1|Lattice { float[3] Labels } @1|float[3]", //
		"Lattice { byte Labels } @1|Lattice { byte Labels } @2|section", //
		"Lattice { byte Labels } @1|Lattice { byte A } @1~Lattice { byte B } @2|several", //
		"Lattice { byte Labels } @1|Lattice { byte Labels } @1(HxLzma,5)|HxLzma", //
		"Lattice { byte Labels } @1|Vertices { float[3] Coordinates } @1|no lattice", //
		"0 12 0 4 0 10|0 12 0 4 0|BoundingBox", //
		"0 12 0 4 0 10|0 12 0 4 0 1f|BoundingBox", //
		"~@1~|~|mark of a section" })
	void wrongHeadersAreRefusedByName(final String right, final String wrong, final String named) throws Exception {
		final String from = right.replace('~', '\n');
		assertTrue(HEADER.contains(from));
		refused(write(HEADER.replace(from, wrong == null ? "" : wrong.replace('~', '\n')), new int[105]), named);
	}

	@Test
	void whatFollowsPlainVoxelsIsSaid() throws Exception {
		final int[] longer = new int[108];
		assertEquals(List.of("3 bytes that follow the voxels in w.am are not read."), Sources.describe(write(HEADER, longer))
			.notes());
		refused(write(HEADER, new int[140]), "does not match");
	}

	@Test
	void longLinesEndAtOnce() throws Exception {
		for (final String line : new String[] { "BoundingBox" + " ".repeat(900_000) + "{", "Lattice { byte A }" + " ".repeat(900_000),
			"Units {".repeat(100_000), "x".repeat(2_000_000) })
		{
			final Path file = write(HEADER.replace("Lattice { byte Labels } @1", line), new int[105]);
			assertThrows(InvalidInputException.class, () -> Sources.describe(file));
		}
	}

	@Test
	void notesOfOrdinaryFilesAreNone() {
		for (final String name : List.of("raw.am", "runs.am", "zip.am", "probability.am"))
			assertEquals(List.of(), Sources.describe(GoldenFiles.folder("amira").resolve(name)).notes(), name);
	}
}
