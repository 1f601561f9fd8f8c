package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.cells.picture.ProjectionOptions.Mode;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.OntologyReader;

/** What is counted and outlined, against the slow and obvious way. */
class ProjectionTest {

	private static final int[] SOURCE = { 7, 5, 9 };
	private static final long[] TARGET = { 20, 11, 27 };
	private static final double[] EDGE = { 3, 4, 2.5 };
	/** Right and down of the picture, for each axis that is looked along. */
	private static final int[][] PLANES = { { 2, 1 }, { 0, 2 }, { 0, 1 } };

	@TempDir
	private Path folder;
	private Volume volume;
	private CellLabels labels;
	private double[] cells;

	@BeforeEach
	void makeRandomCells() throws Exception {
		final long seed = 20;
		System.out.println("seed " + seed);
		final Random random = new Random(seed);
		final long[] values = new long[SOURCE[0] * SOURCE[1] * SOURCE[2]];
		for (int i = 0; i < values.length; i++)
			values[i] = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
		volume = new Volume(LabelType.UINT16, SOURCE, values);
		final List<AxisMap> maps = new ArrayList<>();
		for (int d = 0; d < 3; d++)
			maps.add(AxisMap.nearest(SOURCE[d], TARGET[d]));
		final Path tree = Files.writeString(folder.resolve("tree.csv"),
			"id,acronym,name,parent_structure_id\n1,one,,\n2,two,,1\n3,three,,2\n4,four,,\n");
		labels = new CellLabels(new MemorySource(volume), maps, new VoxelSize(EDGE[0], EDGE[1], EDGE[2], "um"), new double[3], "",
			OntologyReader.read(tree));
		cells = new double[3 * 3000];
		for (int i = 0; i < cells.length; i++) {
			final long size = TARGET[i % 3];
			// many on faces, some outside
			cells[i] = random.nextInt(3) == 0 ? random.nextInt((int) size + 1) : -0.5 + (size + 1) * random.nextDouble();
		}
		cells[0] = Double.NaN;
	}

	private CellProjection project(final ProjectionOptions options) throws Exception {
		return CellProjection.of(new MemoryCells(labels, cells, 700), labels, options, ProgressListener.NONE);
	}

	private long label(final long x, final long y, final long z) {
		return SlowReference.label(volume, TARGET, new long[] { 1, 1, 1 }, x, y, z);
	}

	/** Cells by bin, across fastest, then down, then along the axis. */
	private int[] slowCounts(final int axis, final long from, final long to, final double bin, final List<Long> ids,
		final int[] size)
	{
		final int[] counts = new int[size[0] * size[1] * size[2]];
		for (int i = 0; i < cells.length; i += 3) {
			boolean inside = true;
			for (int d = 0; d < 3; d++)
				inside &= cells[i + d] >= 0 && cells[i + d] < TARGET[d];
			if (!inside || cells[i + axis] < from || cells[i + axis] >= to)
				continue;
			final long id = label((long) cells[i], (long) cells[i + 1], (long) cells[i + 2]);
			if (!ids.isEmpty() && !ids.contains(id))
				continue;
			final int across = PLANES[axis][0];
			final int down = PLANES[axis][1];
			final int u = (int) (cells[i + across] * EDGE[across] / bin);
			final int v = (int) (cells[i + down] * EDGE[down] / bin);
			final int w = size[2] == 1 ? 0 : (int) ((cells[i + axis] - from) * EDGE[axis] / bin);
			counts[(w * size[1] + v) * size[0] + u]++;
		}
		return counts;
	}

	@Test
	void sumsAndMaximaAreThoseOfTheSlowWay() throws Exception {
		for (int axis = 0; axis < 3; axis++)
			for (final double bin : new double[] { 3, 7.3, 60 })
				for (final boolean part : new boolean[] { false, true }) {
					final long from = part ? 3 : 0;
					final long to = part ? 9 : TARGET[axis];
					final List<Long> ids = part ? List.of(2L, 3L) : List.of();
					final ProjectionOptions options = ProjectionOptions.DEFAULT.bins(bin, 0).regions(part ? List.of("two") : List
						.of()).slab(from, part ? to : Long.MAX_VALUE);
					final int[] size = new int[3];
					final double[] lengths = { TARGET[PLANES[axis][0]] * EDGE[PLANES[axis][0]], TARGET[PLANES[axis][1]] *
						EDGE[PLANES[axis][1]], (to - from) * EDGE[axis] };
					for (int d = 0; d < 3; d++)
						size[d] = (int) Math.ceil(lengths[d] / bin);
					final int plane = size[0] * size[1];

					final CellProjection max = project(options.along(Mode.MAX, axis));
					final int[] cubes = slowCounts(axis, from, to, bin, ids, size);
					final double[] highest = new double[plane];
					int all = 0;
					for (int i = 0; i < cubes.length; i++) {
						highest[i % plane] = Math.max(highest[i % plane], cubes[i] / Math.pow(bin / 1000, 3));
						all += cubes[i];
					}
					assertTrue(all > 20, "there is something to count");
					final String background = part ? "" : " \\([\\d,]+ in background\\)";
					assertTrue(max.caption().matches("[\\d,]+ cells( in two)?" + background + ", highest.*"), max.caption());
					assertEquals(size[0], max.density().width());
					assertEquals(size[1], max.density().height());
					assertNear(highest, max.density().values());

					final CellProjection sum = project(options.along(Mode.SUM, axis));
					final int[] columns = slowCounts(axis, from, to, bin, ids, new int[] { size[0], size[1], 1 });
					final double[] sums = new double[plane];
					for (int i = 0; i < plane; i++)
						sums[i] = columns[i] / Math.pow(bin / 1000, 2);
					assertNear(sums, sum.density().values());
					assertTrue(sum.caption().startsWith(all + " cells") || sum.caption().startsWith("%,d cells".formatted(all)), sum
						.caption());
				}
	}

	@Test
	void captionSaysWhichCellsHaveNoLabel() throws Exception {
		int background = 0;
		int all = 0;
		for (int i = 0; i < cells.length; i += 3) {
			final boolean shown = cells[i] >= 0 && cells[i] < TARGET[0] && cells[i + 1] >= 0 && cells[i + 1] < TARGET[1] && cells[i + 2] >= 3 &&
				cells[i + 2] < 9;
			all += shown ? 1 : 0;
			background += shown && label((long) cells[i], (long) cells[i + 1], (long) cells[i + 2]) == 0 ? 1 : 0;
		}
		assertTrue(background > 20 && background < all - 20, background + " of " + all);
		final String caption = project(ProjectionOptions.DEFAULT.slab(3, 9)).caption();
		assertTrue(caption.startsWith(all + " cells (" + background + " in background), projected along z"), caption);
	}

	@Test
	void binsAreNoLargerThanThePicture() throws Exception {
		project(ProjectionOptions.DEFAULT.bins(60, 0));
		for (final double bin : new double[] { 60.1, 1e9 }) {
			final String message = assertThrows(InvalidInputException.class, () -> project(ProjectionOptions.DEFAULT.bins(bin, 0)))
				.getMessage();
			assertTrue(message.startsWith("bin: ") && message.contains("60 µm") && !message.contains("\n"), message);
		}
	}

	private static void assertNear(final double[] expected, final double[] actual) {
		assertEquals(expected.length, actual.length);
		for (int i = 0; i < expected.length; i++)
			assertEquals(expected[i], actual[i], 1e-9 * (1 + Math.abs(expected[i])), "bin " + i);
	}

	@Test
	void smoothingIsAWeightedMeanOfTheBinsThereAre() throws Exception {
		for (final Mode mode : Mode.values())
			for (int axis = 0; axis < 3; axis++) {
				final double bin = 6;
				final double sigma = 1.3;
				final boolean max = mode == Mode.MAX;
				final CellProjection plain = project(ProjectionOptions.DEFAULT.along(mode, axis).bins(bin, 0));
				final int[] size = { plain.grid().width(), plain.grid().height(), plain.grid().depth() };
				final int[] counts = slowCounts(axis, 0, TARGET[axis], bin, List.of(), size);
				final double[] expected = new double[size[0] * size[1]];
				for (int w = 0; w < size[2]; w++)
					for (int v = 0; v < size[1]; v++)
						for (int u = 0; u < size[0]; u++) {
							final double mean = slowMean(counts, size, new int[] { u, v, w }, sigma) / Math.pow(bin / 1000, max ? 3 : 2);
							expected[v * size[0] + u] = Math.max(expected[v * size[0] + u], mean);
						}
				assertNear(expected, project(ProjectionOptions.DEFAULT.along(mode, axis).bins(bin, sigma * bin)).density()
					.values());
			}
	}

	private static double slowMean(final int[] counts, final int[] size, final int[] at, final double sigma) {
		double sum = 0;
		double weights = 0;
		for (int i = 0; i < counts.length; i++) {
			final int[] other = { i % size[0], i / size[0] % size[1], i / size[0] / size[1] };
			double weight = 1;
			for (int d = 0; d < 3; d++) {
				final int far = other[d] - at[d];
				weight *= Math.abs(far) > Math.ceil(3 * sigma) ? 0 : Math.exp(-far * far / (2 * sigma * sigma));
			}
			sum += weight * counts[i];
			weights += weight;
		}
		return sum / weights;
	}

	@Test
	void outlinesAreThoseOfTheMiddleAndOfAll() throws Exception {
		for (int axis = 0; axis < 3; axis++) {
			final long from = 2;
			final long to = 9;
			final CellProjection projection = project(ProjectionOptions.DEFAULT.along(Mode.SUM, axis).slab(from, to).regions(List
				.of("one")));
			final LabelPlane middle = projection.borders();
			final int across = PLANES[axis][0];
			final int down = PLANES[axis][1];
			assertEquals(SOURCE[across], middle.width(), "a label for each voxel of the source");
			assertEquals(SOURCE[down], middle.height());
			assertEquals(2, projection.silhouettes().size());
			for (int v = 0; v < middle.height(); v++)
				for (int u = 0; u < middle.width(); u++) {
					boolean any = false;
					boolean shown = false;
					final long[] source = new long[3];
					source[across] = u;
					source[down] = v;
					for (long t = from; t < to; t++) {
						source[axis] = SlowReference.sourceIndex(SOURCE[axis], TARGET[axis], 1, t);
						final long id = volume.at(source[0], source[1], source[2]);
						any |= id != 0;
						shown |= id >= 1 && id <= 3;
					}
					source[axis] = SlowReference.sourceIndex(SOURCE[axis], TARGET[axis], 1, (from + to) / 2);
					final long id = volume.at(source[0], source[1], source[2]);
					assertEquals(id == 4 ? 0 : id, middle.at(u, v));
					assertEquals(any ? 1 : 0, projection.silhouettes().get(0).at(u, v));
					assertEquals(shown ? 1 : 0, projection.silhouettes().get(1).at(u, v));
				}
		}
	}

	@Test
	void binsAreRoundAndSoManyThatThePictureIsFine() throws Exception {
		final BinGrid sum = BinGrid.of(labels, ProjectionOptions.DEFAULT);
		assertEquals(0.2, sum.bin(), 1e-12, "60 um / 400, at a round number");
		assertEquals(300, sum.width());
		assertEquals(0.25, BinGrid.of(labels, ProjectionOptions.DEFAULT.along(Mode.MAX, 2)).bin(), 1e-12);
	}

	@Test
	void whatCannotBeDrawnIsSaid() {
		assertSays("bin: 1.0E-4 makes", ProjectionOptions.DEFAULT.bins(1e-4, 0));
		assertSays("thinner slab", ProjectionOptions.DEFAULT.along(Mode.MAX, 2).bins(0.05, 0));
		assertSays("the volume has 27 along z", ProjectionOptions.DEFAULT.slab(27, 28));
		assertSays("more than 50 bins", ProjectionOptions.DEFAULT.bins(3, 151));
		assertSays("'five' is no region", ProjectionOptions.DEFAULT.regions(List.of("five")));
		assertThrows(IllegalArgumentException.class, () -> ProjectionOptions.DEFAULT.slab(3, 3));
		assertThrows(IllegalArgumentException.class, () -> ProjectionOptions.DEFAULT.along(Mode.SUM, 3));
		assertThrows(IllegalArgumentException.class, () -> ProjectionOptions.DEFAULT.bins(Double.NaN, 0));
	}

	private void assertSays(final String expected, final ProjectionOptions options) {
		final String message = assertThrows(InvalidInputException.class, () -> project(options)).getMessage();
		assertTrue(message.contains(expected), message);
	}

	@Test
	void noCellsMakeAPictureToo() throws Exception {
		cells = new double[0];
		for (final Mode mode : Mode.values()) {
			final CellProjection projection = project(ProjectionOptions.DEFAULT.along(mode, 1));
			assertArrayEquals(new double[projection.density().values().length], projection.density().values());
			assertTrue(new SvgText(new ProjectionPicture(projection, ProjectionOptions.DEFAULT)).texts("colors").contains("1"));
		}
	}
}
