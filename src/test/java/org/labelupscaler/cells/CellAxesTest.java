package org.labelupscaler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.Remedy;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;

/** Cells whose axes are not those of the labels: placed as the user says, and noticed if nobody says anything. */
class CellAxesTest {

	private static final int[] SIZE = { 30, 24, 20 };

	@TempDir
	private Path folder;
	private Path labels;
	private Volume volume;

	/** A body in one corner, without any symmetry. */
	@BeforeEach
	void makeLabels() throws Exception {
		final long[] voxels = new long[SIZE[0] * SIZE[1] * SIZE[2]];
		for (int i = 0; i < voxels.length; i++) {
			final int x = i % SIZE[0];
			final int y = i / SIZE[0] % SIZE[1];
			final int z = i / SIZE[0] / SIZE[1];
			voxels[i] = x < 13 && y < 8 + x / 3 && z < 5 + x ? 1 + x + 100 * y + 10_000 * z : 0;
		}
		volume = new Volume(LabelType.UINT32, SIZE, voxels);
		labels = TestSources.writeNrrd(volume, folder.resolve("labels.nrrd"));
	}

	/** Cells in labelled voxels, written as if their axes were in that order: what is said undoes it. */
	private AssignReport assign(final AxisOrder order, final String said, final int astray, final String midline) throws Exception {
		final Random random = new Random(7);
		final StringBuilder csv = new StringBuilder("label,x,y,z\n");
		for (int i = 0; i < 400; i++) {
			final int[] voxel = new int[3];
			long label;
			do {
				for (int d = 0; d < 3; d++)
					voxel[d] = random.nextInt(SIZE[d]);
				label = volume.at(voxel[0], voxel[1], voxel[2]);
			}
			while ((label == 0) != (i % 100 < astray));
			final double[] written = new double[3];
			for (int d = 0; d < 3; d++)
				written[order.get(d).number()] = order.get(d).reversed() ? SIZE[d] - voxel[d] - 0.25 : voxel[d] + 0.25;
			csv.append(label).append(',').append(written[0]).append(',').append(written[1]).append(',').append(written[2]).append(
				'\n');
		}
		final Path cells = Files.writeString(folder.resolve("cells.csv"), csv);
		final CellWords builder = new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, cells
			.toString()).set(CellKey.AXES, said);
		final AssignOptions options = new AssignWords().set(AssignKey.OUTPUT, folder.resolve("out.csv").toString()).set(AssignKey.TABLE, folder.resolve("table.csv")
			.toString()).set(AssignKey.EXISTING, "overwrite").set(AssignKey.MIDLINE, midline).assign(builder);
		try (AssignJob job = AssignJob.open(options, ProgressListener.NONE)) {
			final AssignReport report = job.run(ProgressListener.NONE);
			if (midline != null)
				assertTrue(job.text(report, Remedy.Dialect.MACRO).contains("Sides:   left is z >= 12, right is z < 12, in voxels of the labels; the other way " +
					"round with z:12"), job.text(report, Remedy.Dialect.MACRO));
			return report;
		}
	}

	private List<String> astray() throws Exception {
		final List<String> astray = new ArrayList<>();
		for (final String line : Files.readAllLines(folder.resolve("out.csv")).subList(1, 401)) {
			final String[] fields = line.split(",", -1);
			if (!fields[4].equals(fields[0]))
				astray.add(line);
		}
		return astray;
	}

	@ParameterizedTest
	@ValueSource(strings = { "x,y,z", "z,y,x", "y,x,z", "-x,y,z", "x,-y,-z", "-z,y,x", "y,z,x", "-z,-x,-y" })
	void cellsLieWhereTheUserSays(final String words) throws Exception {
		final AssignReport report = assign(AxisOrder.parse(words), words, 0, "-z:12");
		assertEquals(List.of(), astray());
		assertEquals(List.of(), report.warnings().stream().filter(w -> w.contains("axes")).toList());
	}

	/**
	 * The cells were found in an image whose axes are in that order, and whose voxels are no multiple of those of the labels: each has the
	 * label of its voxel, had the labels been scaled along the axis it belongs to.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "x,y,z", "y,x,z", "-z,y,x", "y,-z,x", "-z,-x,-y" })
	void theImageOfTheCellsHasTheirAxes(final String words) throws Exception {
		final AxisOrder order = AxisOrder.parse(words);
		final int[] image = { 41, 67, 53 };
		final Random random = new Random(8);
		final StringBuilder csv = new StringBuilder("label,x,y,z\n");
		for (int i = 0; i < 400; i++) {
			final int[] found = new int[3];
			for (int d = 0; d < 3; d++)
				found[d] = random.nextInt(image[d]);
			final int[] voxel = new int[3];
			for (int d = 0; d < 3; d++) {
				final int size = image[order.get(d).number()];
				final int at = order.get(d).reversed() ? size - 1 - found[order.get(d).number()] : found[order.get(d).number()];
				voxel[d] = (2 * at + 1) * SIZE[d] / (2 * size);
			}
			csv.append(volume.at(voxel[0], voxel[1], voxel[2])).append(',').append(found[0] + 0.75).append(',').append(found[1] + 0.25).append(',')
				.append(found[2] + 0.5).append('\n');
		}
		final Path cells = Files.writeString(folder.resolve("cells.csv"), csv);
		final Path file = TestSources.writeNrrd(new Volume(LabelType.UINT8, image, new long[image[0] * image[1] * image[2]]), folder.resolve("image.nrrd"));
		for (final String pointsIn : new String[] { "41,67,53", file.toString() }) {
			final CellWords builder = new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, cells.toString()).set(
				CellKey.AXES, words).set(CellKey.POINTS_IN, pointsIn);
			try (AssignJob job = AssignJob.open(new AssignWords().set(AssignKey.OUTPUT, folder.resolve("out.csv").toString()).set(
				AssignKey.TABLE, folder.resolve("table.csv").toString()).set(AssignKey.EXISTING, "overwrite").assign(builder), ProgressListener.NONE))
			{
				job.run(ProgressListener.NONE);
				for (int d = 0; d < 3; d++)
					assertEquals(image[order.get(d).number()], job.cells().labels().size()[d]);
			}
			assertEquals(List.of(), astray());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "z,y,x", "y,x,z", "-x,y,z", "x,-y,z", "x,y,-z", "-z,y,x" })
	void otherAxesAreNoticed(final String words) throws Exception {
		final AssignReport report = assign(AxisOrder.parse(words), null, 3, null);
		assertTrue(astray().size() > 40, "the order matters: " + astray().size());
		assertEquals(1, report.warnings().stream().filter(w -> w.matches("With axes " + words + " \\(axes\\) 97 % of 400 cells would " +
			"be in regions, instead of \\d+ %; .*")).count(), report.warnings().toString());
	}

	@Test
	void rightAxesAreNotDoubted() throws Exception {
		for (final int astray : new int[] { 0, 10, 30, 60 })
			assertFalse(assign(AxisOrder.SAME, null, astray, null).warnings().stream().anyMatch(w -> w.contains("axes")));
	}

	/** What is looked up tile by tile is what is looked up cell by cell. */
	@Test
	void sharesAreTheSameByBlocks() throws Exception {
		final Path cells = Files.writeString(folder.resolve("cells.csv"), "x,y,z\n1,1,1\n");
		final CellOptions options = new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, cells.toString()).build();
		final Random random = new Random(5);
		final double[][] places = new double[3][300];
		for (final double[] axis : places)
			for (int i = 0; i < axis.length; i++)
				axis[i] = i == 7 ? Double.NaN : random.nextDouble() * 18 - 1;
		try (OpenCells open = OpenCells.open(options, ProgressListener.NONE)) {
			final AxisTrials trials = new AxisTrials(options, open.labels());
			final PointBatch batch = new PointBatch(0, places[0], places[1], places[2], row -> new String[0]);
			final double[] one = trials.shares(batch, AxisTrials.orders(), false);
			assertArrayEquals(one, trials.shares(batch, AxisTrials.orders(), true));
			assertEquals(48, one.length);
			assertTrue(Arrays.stream(one).distinct().count() > 5, Arrays.toString(one));
		}
	}
}
