package org.labelupscaler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.UpscaleWords;

/** Cells against the voxels of the N5 that was written, read by a reader of its own, point by point. */
class AssignTest {

	private static final int[] SIZE = { 13, 9, 11 };
	private static final long[] TARGET = { 57, 9, 23 };
	private static final int POINTS = 100_000;
	/** The source's voxels are 25 x 25 x 50 um. */
	private static final double MM3 = 0.025 * 13 / 57 * 0.025 * 0.05 * 11 / 23;

	@TempDir
	private Path folder;

	private Volume source;
	private Path annotation;
	private Path container;

	private void upscale(final LabelType type) throws Exception {
		source = TestSources.random(new Random(6), type, SIZE);
		annotation = TestSources.writeNrrd(source, folder.resolve("annotation.nrrd"));
		container = folder.resolve("labels.n5");
		UpscaleJob.run(UpscaleWords.builder().source(annotation.toString()).target(container.toString()).size("57,9,23").block(
			"16").build(), ProgressListener.NONE);
	}

	/** Random points in and around the volume, many of them on borders of voxels, on faces and in corners; and what is nowhere. */
	private static double[][] points(final Random random) {
		final double[] nowhere = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1e300, 1e300 };
		final double[][] points = new double[POINTS][3];
		for (final double[] point : points)
			for (int d = 0; d < 3; d++)
				point[d] = switch (random.nextInt(20)) {
					case 0 -> 0;
					case 1 -> TARGET[d];
					case 2 -> Math.nextDown((double) TARGET[d]);
					case 3 -> Math.nextDown(0.0);
					case 4 -> random.nextInt(100) == 0 ? nowhere[random.nextInt(nowhere.length)] : 1;
					case 5, 6, 7, 8 -> random.nextInt((int) TARGET[d] + 1);
					case 9 -> Math.nextDown((double) random.nextInt((int) TARGET[d] + 1));
					case 10 -> -random.nextInt(3);
					default -> random.nextDouble() * (TARGET[d] + 0.4) - 0.2;
				};
		return points;
	}

	private static String csv(final double[][] points) {
		final StringBuilder csv = new StringBuilder("cell,x,y,z\n");
		for (int i = 0; i < points.length; i++)
			csv.append('c').append(i).append(',').append(points[i][0]).append(',').append(points[i][1]).append(',').append(
				points[i][2]).append('\n');
		return csv.toString();
	}

	/** The voxel by the decimals of the number; null outside. */
	private static long[] voxel(final double[] point) {
		final long[] voxel = new long[3];
		for (int d = 0; d < 3; d++) {
			if (Double.isNaN(point[d]) || Double.isInfinite(point[d]))
				return null;
			final BigDecimal index = new BigDecimal(point[d]).setScale(0, RoundingMode.FLOOR);
			if (index.signum() < 0 || index.compareTo(BigDecimal.valueOf(TARGET[d])) >= 0)
				return null;
			voxel[d] = index.longValueExact();
		}
		return voxel;
	}

	private AssignReport assign(final CellWords cells, final String midline) throws Exception {
		final AssignOptions options = new AssignWords().set(AssignKey.OUTPUT, folder.resolve("out.csv").toString()).set(AssignKey.TABLE, folder.resolve("table.csv")
			.toString()).set(AssignKey.EXISTING, "overwrite").set(AssignKey.MIDLINE, midline).assign(cells);
		try (AssignJob job = AssignJob.open(options, ProgressListener.NONE)) {
			return job.run(ProgressListener.NONE);
		}
	}

	private CellWords cells(final Path labels, final Path points) {
		return new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, points.toString());
	}

	/** Compares every row with the volume that was written. */
	private void check(final AssignReport report, final Volume written, final double[][] points) throws Exception {
		final List<String> rows = Files.readAllLines(folder.resolve("out.csv"));
		assertEquals("cell,x,y,z,region_id,region_acronym,region_name,inside", rows.get(0));
		assertEquals(points.length + 1, rows.size());
		final Map<String, Integer> counts = new HashMap<>();
		for (int i = 0; i < points.length; i++) {
			final String input = "c" + i + "," + points[i][0] + "," + points[i][1] + "," + points[i][2];
			final long[] voxel = voxel(points[i]);
			final String id = voxel == null ? "" : written.type().format(written.at(voxel[0], voxel[1], voxel[2]));
			final String name = id.equals("0") ? "background" : "";
			assertEquals(input + "," + id + ",," + name + "," + (voxel == null ? "no" : "yes"), rows.get(i + 1));
			counts.merge(id, 1, Integer::sum);
		}
		assertEquals(points.length, report.cells());
		assertEquals(counts.get(""), (int) report.outside());
		assertEquals(counts.getOrDefault("0", 0), (int) report.background());
		for (final String row : Files.readAllLines(folder.resolve("table.csv")).stream().skip(1).toList()) {
			final String[] fields = row.replace("\"\"", "").split(",", -1);
			assertEquals(counts.getOrDefault(fields[0], 0).toString(), fields[1], row);
			counts.remove(fields[0]);
		}
		assertTrue(counts.isEmpty(), () -> "not in the table: " + counts);
	}

	@Test
	void agreesWithTheContainerToTheVoxel() throws Exception {
		for (final LabelType type : List.of(LabelType.UINT32, LabelType.UINT64, LabelType.INT16)) {
			upscale(type);
			final double[][] points = points(new Random(type.bytes()));
			final Path file = Files.writeString(folder.resolve("points.csv"), csv(points));
			final Volume written = PlainN5.read(container.resolve("setup0/timepoint0/s0"));
			check(assign(cells(container, file), ""), written, points);
			check(assign(cells(annotation, file).set(CellKey.POINTS_IN, "57,9,23"), ""), written, points);
			Files.delete(annotation);
			try (AssignJob job = AssignJob.open(new AssignWords().set(AssignKey.OUTPUT, folder.resolve("out.csv").toString()).set(AssignKey.TABLE, folder
				.resolve("table.csv").toString()).set(AssignKey.EXISTING, "overwrite").assign(cells(container, file)), ProgressListener.NONE))
			{
				assertTrue(job.cells().target().origin().contains("its own blocks"), job.cells().target().origin());
				check(job.run(ProgressListener.NONE), written, points);
			}
			PlainN5.delete(container);
			Files.delete(folder.resolve("labels.xml"));
			Files.delete(folder.resolve("labels.settings.xml"));
			Files.delete(folder.resolve("labels.n5.labels.csv"));
		}
	}

	@Test
	void resultsDoNotLieInTheContainer() throws Exception {
		upscale(LabelType.UINT8);
		final Path points = Files.writeString(folder.resolve("points.csv"), "x,y,z\n1,2,3\n");
		final String beside = folder.resolve("out.csv").toString();
		final String inside = container.resolve("out.csv").toString();
		for (final Path labels : List.of(container, container.resolve("setup0/timepoint0/s0"), annotation)) {
			final String output = assertThrows(InvalidInputException.class, () -> new AssignWords().set(AssignKey.OUTPUT, inside).set(AssignKey.TABLE, beside).assign(cells(labels, points))).getMessage();
			assertTrue(output.startsWith("output: " + inside + " would lie inside the container"), output);
			final String table = assertThrows(InvalidInputException.class, () -> new AssignWords().set(AssignKey.OUTPUT, beside).set(AssignKey.TABLE, inside).set(AssignKey.EXISTING, "overwrite").assign(cells(labels, points))).getMessage();
			assertTrue(table.startsWith("table: " + inside + " would lie inside the container"), table);
		}
	}

	@Test
	void placesPointsOfAnotherImageAndLengths() throws Exception {
		upscale(LabelType.UINT8);
		final Volume written = PlainN5.read(container.resolve("setup0/timepoint0/s0"));
		final Path half = TestSources.writeNrrd(TestSources.random(new Random(1), LabelType.UINT8, 29, 9, 12), folder.resolve(
			"half.nrrd"));
		final Random random = new Random(3);
		final StringBuilder csv = new StringBuilder("x,y,z\n");
		final long[][] voxels = new long[2000][];
		for (int i = 0; i < voxels.length; i++) {
			final int[] p = { random.nextInt(29), random.nextInt(9), random.nextInt(12) };
			csv.append(p[0]).append(',').append(p[1]).append(',').append(p[2]).append('\n');
			// The centre of voxel p of s, in voxels of t: (2p + 1)·t / 2s.
			voxels[i] = new long[] { (2 * p[0] + 1) * 57L / 58, p[1], (2 * p[2] + 1) * 23L / 24 };
		}
		final Path file = Files.writeString(folder.resolve("points.csv"), csv.toString());
		assign(cells(container, file).set(CellKey.POINTS_IN, half.toString()).set(CellKey.ZERO, "centre"), "");
		final List<String> rows = Files.readAllLines(folder.resolve("out.csv"));
		for (int i = 0; i < voxels.length; i++)
			assertEquals(written.type().format(written.at(voxels[i][0], voxels[i][1], voxels[i][2])), rows.get(i + 1).split(",")[3]);
	}

	@Test
	void countsVolumesAndSidesLikeALoopOverTheVoxels() throws Exception {
		upscale(LabelType.UINT8);
		final Volume written = PlainN5.read(container.resolve("setup0/timepoint0/s0"));
		final double[][] points = points(new Random(9));
		final Path file = Files.writeString(folder.resolve("points.csv"), csv(points));
		for (final String midline : List.of("x", "-x", "y:3", "-z:11", "z:0", "z:23")) {
			assign(cells(container, file), midline);
			final int axis = "xyz".indexOf(midline.replace("-", "").charAt(0));
			final double plane = midline.contains(":") ? Double.parseDouble(midline.split(":")[1]) : TARGET[axis] / 2;
			final Map<String, long[]> expected = new HashMap<>();
			for (int z = 0; z < TARGET[2]; z++)
				for (int y = 0; y < TARGET[1]; y++)
					for (int x = 0; x < TARGET[0]; x++)
						count(expected, written, new long[] { x, y, z }, axis, plane, midline, 2);
			for (final double[] point : points)
				if (voxel(point) != null)
					count(expected, written, voxel(point), axis, plane, midline, 0);
			final List<String> rows = Files.readAllLines(folder.resolve("table.csv"));
			assertEquals("id,cells,cells_left,cells_right,volume_mm3,volume_mm3_left,volume_mm3_right,density_per_mm3," +
				"density_per_mm3_left,density_per_mm3_right", rows.get(0));
			for (final String row : rows.subList(1, rows.size() - 1)) {
				final String[] fields = row.split(",", -1);
				final long[] e = expected.remove(fields[0]);
				final long[] cells = { e[0] + e[1], e[0], e[1] };
				final long[] voxels = { e[2] + e[3], e[2], e[3] };
				for (int side = 0; side < 3; side++) {
					assertEquals(Long.toString(cells[side]), fields[1 + side], row);
					final double volume = voxels[side] * MM3;
					assertEquals(volume, Double.parseDouble(fields[4 + side]), 1e-13 * volume, row);
					if (voxels[side] == 0)
						assertEquals("", fields[7 + side], row);
					else
						assertEquals(cells[side] / volume, Double.parseDouble(fields[7 + side]), 1e-13 * cells[side] / volume, row);
				}
			}
			assertTrue(expected.isEmpty());
		}
	}

	private static void count(final Map<String, long[]> counts, final Volume written, final long[] voxel, final int axis,
		final double plane, final String midline, final int at)
	{
		final boolean left = voxel[axis] + 0.5 < plane != midline.startsWith("-");
		counts.computeIfAbsent(written.type().format(written.at(voxel[0], voxel[1], voxel[2])), id -> new long[4])[left ? at : at +
			1]++;
	}

	@Test
	void sourceIndicesAreThoseOfTheReference() throws Exception {
		upscale(LabelType.UINT8);
		final Volume written = PlainN5.read(container.resolve("setup0/timepoint0/s0"));
		for (int x = 0; x < TARGET[0]; x++)
			assertEquals(source.at(SlowReference.sourceIndex(SIZE[0], TARGET[0], 1, x), 4, 5), written.at(x, 4, 11));
		assertFalse(Files.exists(folder.resolve("out.csv")));
	}
}
