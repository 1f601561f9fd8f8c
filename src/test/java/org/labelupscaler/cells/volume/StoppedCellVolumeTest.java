package org.labelupscaler.cells.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.labelupscaler.PlainN5;
import org.labelupscaler.cells.MemoryCells.Cell;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;

/** Runs that are stopped: never called complete, and resumed to the same bytes. */
class StoppedCellVolumeTest extends AbstractCellVolumeTest {

	private static final long[] SIZE = { 60, 50, 40 };
	private static final VolumeSpec GRID = grid(SIZE, new int[] { 8, 8, 8 }, new VoxelSize(2, 2, 2, "um"), "gzip",
		new long[] { 2, 2, 2 });
	private static final List<Cell> CELLS = randomCells(new Random(11), 200, SIZE);

	private CellVolumeReport run(final CellVolumePlan plan, final String name, final Existing existing,
		final ProgressListener listener) throws Exception
	{
		return run(plan, options(name, existing, 2), CELLS, TINY, listener);
	}

	private CellVolumeReport run(final CellVolumePlan plan, final String name, final Existing existing) throws Exception {
		return run(plan, name, existing, ProgressListener.NONE);
	}

	private static CellVolumePlan plan() {
		return plan(GRID, "3", CellValue.NUMBER);
	}

	/** Says stop when it has heard of blocks. */
	private static ProgressListener stopAtBlocks() {
		return new ProgressListener() {

			private boolean blocks;

			@Override
			public void progress(final Progress progress) {
				blocks |= progress.text().matches(".* cells?, [1-9].* blocks?.*");
			}

			@Override
			public boolean cancelled() {
				return blocks;
			}
		};
	}

	@Test
	void aStoppedRunIsResumedToTheSameBytes() throws Exception {
		final CellVolumeReport whole = run(plan(), "whole", Existing.FAIL);
		final Map<String, String> expected = PlainN5.tree(folder.resolve("whole.n5"));
		final CellVolumeReport stopped = run(plan(), "cut", Existing.FAIL, stopAtBlocks());
		assertFalse(stopped.complete());
		assertTrue(stopped.written() > 0);
		assertEquals(VolumeRecord.State.RUNNING, OwnVolume.require(folder.resolve("cut.n5")).record().state().orElseThrow());
		final CellVolumeReport resumed = run(plan(), "cut", Existing.RESUME);
		assertTrue(resumed.complete());
		assertEquals(stopped.written(), resumed.kept());
		assertEquals(whole.written(), resumed.kept() + resumed.written());
		assertEquals(expected, PlainN5.tree(folder.resolve("cut.n5")));
	}

	/** All work is in one range then, whoever stops it. */
	@Test
	void aRunThatIsStoppedInItsOnlyColumnIsNotComplete() throws Exception {
		final VolumeSpec grid = grid(new long[] { 64, 64, 8000 }, new int[] { 8, 8, 8 }, VoxelSize.UNKNOWN, "gzip");
		final CellVolumePlan plan = plan(grid, "3", CellValue.NUMBER);
		// As many ranges as columns.
		final DrawingLimits oneColumn = new DrawingLimits(64, 1 << 18, 1 << 20);
		final Random random = new Random(8);
		final List<Cell> cells = new ArrayList<>();
		for (int i = 0; i < 150_000; i++)
			cells.add(new Cell(4, 4, random.nextDouble() * 8000, 1));
		run(plan, options("whole", Existing.FAIL, 2), cells, oneColumn, ProgressListener.NONE);
		final Map<String, String> expected = PlainN5.tree(folder.resolve("whole.n5"));
		for (int n = 1; n <= 5; n++) {
			final int[] left = { n };
			final ProgressListener stop = new ProgressListener() {

				@Override
				public void progress(final Progress progress) {
					if (progress.text().contains(" cells, "))
						left[0]--;
				}

				@Override
				public boolean cancelled() {
					return left[0] <= 0;
				}
			};
			final CellVolumeReport report = run(plan, options("cut" + n, Existing.FAIL, 2), cells, oneColumn, stop);
			final Path cut = folder.resolve("cut" + n + ".n5");
			final boolean whole = PlainN5.tree(cut).equals(expected);
			assertEquals(whole, report.complete(), "stopped at tick " + n);
			assertEquals(whole ? VolumeRecord.State.COMPLETE : VolumeRecord.State.RUNNING, OwnVolume.require(cut).record().state().orElseThrow());
		}
	}
}
