package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.labelupscaler.grid.VoxelSize;

/** Files that other programs wrote, and what they say is in them: expected.csv, made by the scripts in src/test/python. */
public final class GoldenFiles {

	private static final Path RESOURCES = Path.of("src/test/resources");

	private GoldenFiles() {}

	/** Where the files of a format are. */
	public static Path folder(final String format) {
		return RESOURCES.resolve(format);
	}

	/** The lines of expected.csv but the first. */
	public static Stream<String> expected(final String format) throws IOException {
		return Files.readAllLines(folder(format).resolve("expected.csv")).stream().skip(1);
	}

	/** Checks type, size, voxel size and all labels against a line of expected.csv. */
	public static void check(final String format, final String line, final Path temporary) {
		final String[] cells = line.split(",");
		final SourceFile file = Sources.describe(folder(format).resolve(cells[0]));
		assertEquals(cells[1], file.type().toString());
		final long[] size = Arrays.stream(cells[2].split(" ")).mapToLong(Long::parseLong).toArray();
		assertArrayEquals(size, file.size());
		final double[] edges = Arrays.stream(cells[3].split(" ")).mapToDouble(Double::parseDouble).toArray();
		assertEquals(new VoxelSize(edges[0], edges[1], edges[2], cells[4]), file.voxelSize());
		final ImageSize measured = Sources.measure(folder(format).resolve(cells[0]));
		assertArrayEquals(size, measured.size());
		assertEquals(file.voxelSize(), measured.voxelSize());
		try (LabelSource source = file.open(new SourceOptions(temporary, false))) {
			final long[] labels = new long[(int) (size[0] * size[1] * size[2])];
			source.read(new long[3], new int[] { (int) size[0], (int) size[1], (int) size[2] }, labels);
			long sum = 0;
			for (int i = 0; i < labels.length; i++)
				sum += (i + 1) * labels[i];
			assertEquals(Long.parseUnsignedLong(cells[5]), sum);
			for (final String voxel : cells[6].split(";")) {
				final String[] at = voxel.split(" ");
				final long[] label = new long[1];
				source.read(new long[] { Long.parseLong(at[0]), Long.parseLong(at[1]), Long.parseLong(at[2]) }, new int[] { 1, 1,
					1 }, label);
				assertEquals(at[3].startsWith("-") ? Long.parseLong(at[3]) : Long.parseUnsignedLong(at[3]), label[0]);
			}
		}
	}
}
