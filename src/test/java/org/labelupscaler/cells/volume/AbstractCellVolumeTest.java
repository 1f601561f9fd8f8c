package org.labelupscaler.cells.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.cells.MemoryCells.Cell;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.LocalExecutor;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.volume.VolumeSpec;

/** Writes small volumes of cells into a folder of its own, and says of every voxel what should be there. */
abstract class AbstractCellVolumeTest {

	static final DrawingLimits TINY = new DrawingLimits(3, 5, 7);

	@TempDir
	Path folder;

	static VolumeSpec grid(final long[] size, final int[] block, final VoxelSize voxelSize, final String compression,
		final long[]... levels)
	{
		return new VolumeSpec(LabelType.UINT16, size, voxelSize, new double[] { 1.5, 0, -2 }, block, Compression.parse(
			compression), Pyramid.of(List.of(levels)));
	}

	static CellVolumePlan plan(final VolumeSpec grid, final String radius, final CellValue value, final Long... regions) {
		final Optional<SortedSet<Long>> ids = regions.length == 0 ? Optional.empty() : Optional.of(new TreeSet<>(List.of(
			regions)));
		return new CellVolumePlan(grid, "cells", new CellOrigin("/data/cells.csv", "c1", "/data/labels.nrrd", "l1", "voxels"),
			BallRadius.parse(radius), value, ids);
	}

	CellVolumeOptions options(final String name, final Existing existing, final int threads) {
		return new CellVolumeOptions(folder.resolve(name + ".n5"), existing, false, threads, Optional.empty());
	}

	static CellVolumeReport run(final CellVolumePlan plan, final CellVolumeOptions options, final List<Cell> cells,
		final DrawingLimits limits, final ProgressListener listener) throws Exception
	{
		return CellVolumeJob.run(plan, options, limits, new LocalExecutor(options.threads()), new MemoryCells(cells, plan.grid().size(), 0, 16), listener);
	}

	/** Random cells; some outside, on faces and corners, twice, or without a region. */
	static List<Cell> randomCells(final Random random, final int count, final long[] size) {
		final List<Cell> cells = new ArrayList<>();
		for (int c = 0; c < count; c++) {
			final double[] at = new double[3];
			for (int d = 0; d < 3; d++)
				at[d] = switch (random.nextInt(12)) {
					case 0 -> 0;
					case 1 -> Math.nextDown((double) size[d]);
					case 2 -> random.nextInt((int) size[d] + 1);
					case 3 -> random.nextInt(40) == 0 ? Double.NaN : (random.nextDouble() * 1.2 - 0.1) * size[d];
					default -> random.nextDouble() * size[d];
				};
			cells.add(c > 0 && random.nextInt(10) == 0 ? cells.get(random.nextInt(c)) : new Cell(at[0], at[1], at[2], random
				.nextInt(6)));
		}
		return cells;
	}

	/**
	 * The rule of docs/format.md, one voxel at a time, over all cells: of the cells that lie in a voxel, else of those that are
	 * no farther from its centre than the radius, the nearest, of equally near ones the first.
	 */
	static long expected(final CellVolumePlan plan, final List<Cell> cells, final double radius, final double[] edges,
		final long[] factor, final long... voxel)
	{
		int best = -1;
		boolean bestInside = false;
		double bestDistance = 0;
		for (int c = 0; c < cells.size(); c++) {
			final Cell cell = cells.get(c);
			boolean drawn = plan.value() == CellValue.NUMBER || cell.id() != 0;
			drawn &= plan.regions().isEmpty() || plan.regions().get().contains(cell.id());
			boolean inside = true;
			double square = 0;
			for (int d = 0; d < 3; d++) {
				final double p = cell.position(d);
				drawn &= p >= 0 && p < plan.grid().size()[d];
				inside &= Math.floor(p / factor[d]) == voxel[d];
				final double distance = (factor[d] * voxel[d] + factor[d] / 2.0 - p) * edges[d];
				square += distance * distance;
			}
			if (!drawn || !inside && Math.sqrt(square) > radius)
				continue;
			if (best < 0 || inside && !bestInside || inside == bestInside && square < bestDistance) {
				best = c;
				bestInside = inside;
				bestDistance = square;
			}
		}
		return best < 0 ? 0 : plan.value() == CellValue.ID ? cells.get(best).id() : best + 1;
	}

	/** Compares every voxel of every level, and that there is no block without one. */
	static void check(final CellVolumePlan plan, final Path container, final List<Cell> cells, final double radius,
		final double[] edges, final String what) throws Exception
	{
		final Pyramid pyramid = plan.grid().pyramid();
		for (int l = 0; l < pyramid.levels(); l++) {
			final Path dataset = container.resolve("setup0/timepoint0/s" + l);
			final Volume found = PlainN5.read(dataset);
			final TreeSet<String> blocks = new TreeSet<>();
			for (int z = 0; z < found.size()[2]; z++)
				for (int y = 0; y < found.size()[1]; y++)
					for (int x = 0; x < found.size()[0]; x++) {
						final long value = expected(plan, cells, radius, edges, pyramid.factors(l), x, y, z);
						if (value != found.at(x, y, z))
							assertEquals(value, found.at(x, y, z), what + ", level " + l + ", voxel " + x + "," + y + "," + z);
						final int[] block = plan.grid().blockSize();
						if (value != 0)
							blocks.add(x / block[0] + "/" + y / block[1] + "/" + z / block[2]);
					}
			final TreeSet<String> files = new TreeSet<>(PlainN5.tree(dataset).keySet());
			assertTrue(files.remove("attributes.json"));
			assertEquals(blocks, files, what + ", level " + l);
		}
		try (var entries = Files.list(container.getParent())) {
			assertTrue(entries.noneMatch(p -> p.getFileName().toString().contains("label-upscaler")), "a file is left");
		}
	}
}
