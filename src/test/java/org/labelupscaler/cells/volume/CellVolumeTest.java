package org.labelupscaler.cells.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.cells.MemoryCells.Cell;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeSpec;

/** Volumes of cells against a reference that looks at all cells for every voxel. */
class CellVolumeTest extends AbstractCellVolumeTest {

	private static final String[] COMPRESSIONS = { "gzip", "lz4", "zstd", "raw" };
	private static final double[] CUBE = { 1, 1, 1 };

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 })
	void everyVoxelOfEveryLevelFollowsTheRule(final int seed) throws Exception {
		final Random random = new Random(seed);
		final long[] size = { 1 + random.nextInt(50), 1 + random.nextInt(50), 1 + random.nextInt(30) };
		final int[] block = { 1 + random.nextInt(20), 1 + random.nextInt(20), 1 + random.nextInt(20) };
		final long[][][] levels = { {}, { { 2, 2, 1 }, { 4, 4, 2 } }, { { 1, 3, 2 }, { 7, 3, 5 } } };
		final double[] edges = seed % 3 == 0 ? CUBE : new double[] { 0.5 + random.nextDouble(), 1, 0.3 + 3 * random
			.nextDouble() };
		final boolean physical = seed % 3 > 0;
		final double radius = random.nextInt(4) == 0 ? random.nextDouble() : random.nextDouble() * 8;
		final VolumeSpec grid = grid(size, block, new VoxelSize(edges[0], edges[1], edges[2], "um"), COMPRESSIONS[seed % 4],
			Arrays.stream(levels[random.nextInt(3)]).filter(f -> f[0] <= size[0] && f[1] <= size[1] && f[2] <= size[2]).toArray(
				long[][]::new));
		final CellVolumePlan plan = plan(grid, radius + (physical ? "um" : ""), random.nextBoolean() ? CellValue.ID
			: CellValue.NUMBER, seed % 5 == 0 ? new Long[] { 1L, 4L } : new Long[0]);
		final List<Cell> cells = randomCells(random, random.nextInt(120), size);
		final String what = "seed " + seed + ": " + BlockGrid.format(size) + ", blocks " + Arrays.toString(block) + ", radius " +
			plan.radius() + ", " + cells.size() + " cells";
		final CellVolumeReport report = run(plan, options("v", Existing.FAIL, 1 + seed % 3), cells, seed % 2 == 0 ? TINY
			: DrawingLimits.USUAL, ProgressListener.NONE);
		assertTrue(report.complete());
		assertEquals(cells.size(), report.cells());
		assertEquals(cells.size(), report.drawn() + report.outside() + report.elsewhere() + report.background(), what);
		check(plan, folder.resolve("v.n5"), cells, radius, physical ? edges : CUBE, what);
	}

	@Test
	void voxelsExactlyAtTheRadiusBelongToTheBall() throws Exception {
		// NB: 11 um of voxels of 2.2 um are 5 voxels, and a voxel three to the right and four down is 5 away.
		final VolumeSpec grid = grid(new long[] { 40, 12, 12 }, new int[] { 8, 8, 8 }, new VoxelSize(2.2, 2.2, 2.2, "um"),
			"raw");
		final CellVolumePlan plan = plan(grid, "11um", CellValue.NUMBER);
		final List<Cell> cells = List.of(new Cell(6.5, 6.5, 6.5, 1), new Cell(16.5, 6.5, 6.5, 1), new Cell(27.5, 6.5, 6.5, 1));
		run(plan, options("v", Existing.FAIL, 1), cells, TINY, ProgressListener.NONE);
		final Volume found = PlainN5.read(folder.resolve("v.n5/setup0/timepoint0/s0"));
		assertEquals(LabelType.UINT32, found.type());
		assertEquals(1, found.at(1, 6, 6));
		assertEquals(0, found.at(0, 6, 6));
		assertEquals(1, found.at(3, 2, 6));
		assertEquals(0, found.at(3, 2, 5));
		assertEquals(1, found.at(11, 6, 6), "as near to both: the first");
		assertEquals(2, found.at(12, 6, 6));
		assertEquals(2, found.at(21, 6, 6));
		assertEquals(3, found.at(22, 6, 6));
		check(plan, folder.resolve("v.n5"), cells, 5, CUBE, "exact");
	}

	@Test
	void theOrderOfTheCellsAndTheirNumberAtATimeDoNotMatter() throws Exception {
		final long[] size = { 60, 50, 40 };
		final VolumeSpec grid = grid(size, new int[] { 16, 16, 16 }, VoxelSize.UNKNOWN, "gzip", new long[] { 2, 2, 2 });
		final List<Cell> cells = randomCells(new Random(9), 300, size);
		final CellVolumePlan plan = plan(grid, "4.5", CellValue.ID);
		run(plan, options("a", Existing.FAIL, 1), cells, DrawingLimits.USUAL, ProgressListener.NONE);
		run(plan, options("b", Existing.FAIL, 3), cells, TINY, ProgressListener.NONE);
		assertEquals(PlainN5.tree(folder.resolve("a.n5")), PlainN5.tree(folder.resolve("b.n5")));
		// NB: among equally near ones the first wins; so only without these the order may change.
		final List<Cell> turned = new ArrayList<>(cells.stream().distinct().toList());
		run(plan, options("c", Existing.FAIL, 2), turned, TINY, ProgressListener.NONE);
		Collections.reverse(turned);
		run(plan, options("d", Existing.FAIL, 2), turned, TINY, ProgressListener.NONE);
		final LabelType type = LabelType.UINT16;
		assertEquals(type, PlainN5.read(folder.resolve("d.n5/setup0/timepoint0/s1")).type());
		check(plan, folder.resolve("d.n5"), turned, 4.5, CUBE, "turned");
	}

	@Test
	void manyCellsInOneBlockNeedNotFitIntoMemory() throws Exception {
		final long[] size = { 9, 8, 7 };
		final Random random = new Random(3);
		final List<Cell> cells = new ArrayList<>();
		for (int c = 0; c < 50_000; c++)
			cells.add(new Cell(random.nextDouble() * 9, random.nextDouble() * 8, random.nextDouble() * 7, 1 + random.nextInt(
				60_000)));
		final VolumeSpec grid = grid(size, new int[] { 16, 16, 16 }, VoxelSize.UNKNOWN, "raw", new long[] { 3, 2, 2 });
		final CellVolumePlan plan = plan(grid, "0.4", CellValue.NUMBER);
		run(plan, options("v", Existing.FAIL, 2), cells, TINY, ProgressListener.NONE);
		check(plan, folder.resolve("v.n5"), cells, 0.4, CUBE, "50,000 cells");
	}

	@Test
	void anEmptyListMakesAnEmptyVolume() throws Exception {
		final VolumeSpec grid = grid(new long[] { 20, 20, 20 }, new int[] { 8, 8, 8 }, VoxelSize.UNKNOWN, "gzip");
		for (final List<Cell> cells : List.of(List.<Cell>of(), List.of(new Cell(-1, 3, 3, 1), new Cell(3, 20, 3, 1)))) {
			final CellVolumePlan plan = plan(grid, "3", CellValue.NUMBER);
			final CellVolumeReport report = run(plan, options("v" + cells.size(), Existing.FAIL, 2), cells,
				DrawingLimits.USUAL, ProgressListener.NONE);
			assertTrue(report.complete());
			assertEquals(0, report.drawn());
			check(plan, folder.resolve("v" + cells.size() + ".n5"), cells, 3, CUBE, "nothing");
		}
	}

	@Test
	void numbersThatNeedMoreThanThirtyTwoBitsGetThem() throws Exception {
		final VolumeSpec grid = grid(new long[] { 20, 20, 20 }, new int[] { 8, 8, 8 }, VoxelSize.UNKNOWN, "gzip");
		final List<Cell> cells = List.of(new Cell(3, 3, 3, 1), new Cell(12, 12, 12, 1));
		final CellVolumePlan plan = plan(grid, "0", CellValue.NUMBER);
		for (final long first : new long[] { 0xFFFFFFFDL, 0xFFFFFFFEL }) {
			final Path target = folder.resolve(first + ".n5");
			CellVolumeJob.run(plan, CellVolumeOptions.of(target), new MemoryCells(cells, grid.size(), first, 16),
				ProgressListener.NONE);
			final Volume found = PlainN5.read(target.resolve("setup0/timepoint0/s0"));
			assertEquals(first == 0xFFFFFFFDL ? LabelType.UINT32 : LabelType.UINT64, found.type());
			assertEquals(first + 2, found.at(12, 12, 12));
			assertEquals(2, Arrays.stream(found.labels()).filter(v -> v != 0).count());
		}
	}

	@Test
	void itOpensOverTheLabels() throws Exception {
		final long[] size = { 30, 20, 10 };
		final VolumeSpec grid = grid(size, new int[] { 8, 8, 8 }, new VoxelSize(2, 2, 3, "um"), "zstd", new long[] { 2, 2, 1 });
		final List<Cell> cells = randomCells(new Random(5), 30, size);
		final CellVolumePlan plan = plan(grid, "6um", CellValue.ID);
		run(plan, options("v", Existing.FAIL, 2), cells, DrawingLimits.USUAL, ProgressListener.NONE);
		final String xml = Files.readString(folder.resolve("v.xml"));
		assertTrue(xml.contains("<affine>2.0 0.0 0.0 1.5 0.0 2.0 0.0 0.0 0.0 0.0 3.0 -2.0</affine>"), xml);
		assertTrue(Files.readString(folder.resolve("v.settings.xml")).contains("<max>5.0</max>"));
		try (LabelPyramid pyramid = LabelPyramid.open(folder.resolve("v.n5"))) {
			assertEquals(2, pyramid.levels());
			assertEquals(new VoxelSize(2, 2, 3, "um"), pyramid.voxelSize());
			assertEquals(-2, pyramid.offset()[2]);
			assertTrue(pyramid.warning().isEmpty());
			final Volume found = PlainN5.read(folder.resolve("v.n5/setup0/timepoint0/s1"));
			assertTrue(Arrays.equals(found.labels(), MemorySource.all(pyramid.level(1))));
		}
		assertEquals(plan.json(grid), CellVolumePlan.read(OwnVolume.require(folder.resolve("v.n5"))).json(grid));
	}

	@Test
	void radiiAreReadAsPeopleWriteThem() {
		assertEquals("5", BallRadius.parse("5").toString());
		assertEquals("5", BallRadius.parse(" 5.0 voxels").toString());
		assertEquals("11um", BallRadius.parse("11 µm").toString());
		assertEquals("0.011mm", BallRadius.parse("1.1e-2mm").toString());
		for (final String wrong : new String[] { "", "-1", "um", "5 apples", "1e99", "1.2.3", "NaN", "5,5,5" })
			assertThrows(IllegalArgumentException.class, () -> BallRadius.parse(wrong), wrong);
		assertEquals(5, BallRadius.parse("0.011 mm").shape(new VoxelSize(2.2, 2.2, 2.2, "um")).radius());
		assertEquals(2, BallRadius.parse("11um").shape(new VoxelSize(5.5, 11, 22, "um")).radius());
		assertEquals("[1.0, 2.0, 4.0]", Arrays.toString(BallRadius.parse("11um").shape(new VoxelSize(5.5, 11, 22, "um")).scale()));
		final String message = assertThrows(InvalidInputException.class, () -> BallRadius.parse("3um").shape(VoxelSize.UNKNOWN))
			.getMessage();
		assertTrue(message.contains("radius: 3um"), message);
		assertFalse(message.contains("\n"));
	}

	@Test
	void theLastProgressIsTheWhole() throws Exception {
		final long[] size = { 60, 50, 40 };
		final VolumeSpec grid = grid(size, new int[] { 16, 16, 16 }, VoxelSize.UNKNOWN, "gzip", new long[] { 2, 2, 2 });
		final List<ProgressListener.Progress> heard = new ArrayList<>();
		run(plan(grid, "4", CellValue.ID), options("v", Existing.FAIL, 2), randomCells(new Random(2), 3000, size), TINY, heard::add);
		for (int i = 0; i < heard.size(); i++) {
			assertEquals(i == heard.size() - 1, heard.get(i).isLast(), heard.get(i).text());
			assertTrue(i == 0 || heard.get(i).done() >= heard.get(i - 1).done());
		}
	}
}
