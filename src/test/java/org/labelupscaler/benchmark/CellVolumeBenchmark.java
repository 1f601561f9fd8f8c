package org.labelupscaler.benchmark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellPlacement;
import org.labelupscaler.cells.CellStream;
import org.labelupscaler.cells.volume.BallRadius;
import org.labelupscaler.cells.volume.CellOrigin;
import org.labelupscaler.cells.volume.CellValue;
import org.labelupscaler.cells.volume.CellVolumeJob;
import org.labelupscaler.cells.volume.CellVolumeOptions;
import org.labelupscaler.cells.volume.CellVolumePlan;
import org.labelupscaler.cells.volume.CellVolumeReport;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.PointAxis;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.volume.VolumeSpec;

import com.sun.management.OperatingSystemMXBean;

/**
 * Random cells as a volume on the grid that an annotation of 25 um has when it is 11 times as large. Arguments: container to
 * make, number of cells, radius, clusters (0: evenly), threads, compression.
 */
public final class CellVolumeBenchmark {

	private static final long[] SIZE = { 6000, 3636, 5182 };
	private static final double SPREAD = 120;

	private CellVolumeBenchmark() {}

	/** @param args see above */
	public static void main(final String[] args) throws Exception {
		final VoxelSize voxel = new VoxelSize(2.2, 2.2, 2.2, "um");
		final int[] block = { 128, 128, 128 };
		final VolumeSpec grid = new VolumeSpec(LabelType.UINT32, SIZE, voxel, new double[3], block, Compression.parse(args[5]), Pyramid
			.automatic(SIZE, voxel, block));
		final CellVolumePlan plan = new CellVolumePlan(grid, "cells", new CellOrigin("random", "", "none", "", ""), BallRadius
			.parse(args[2]), CellValue.ID, Optional.empty());
		final CellVolumeOptions options = new CellVolumeOptions(Path.of(args[0]), Existing.FAIL, false, Integer.parseInt(args[4]),
			Optional.empty());
		final CellVolumeReport report = CellVolumeJob.run(plan, options, new RandomCells(Long.parseLong(args[1]), Integer.parseInt(
			args[3])), progress -> System.out.printf("%5.1f s %s%n", progress.seconds(), progress.text()));
		final double cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
		System.out.printf("%s %.1f CPU s%n", report.text(), cpu);
	}

	private record RandomCells(long count, int clusters) implements CellStream {

		@Override
		public <R> void run(final Function<AssignedCells, R> work, final Consumer<R> take, final ProgressListener listener) {
			final SplittableRandom random = new SplittableRandom(1);
			final List<PointAxis> axes = List.of(PointAxis.ofVoxels(SIZE[0]), PointAxis.ofVoxels(SIZE[1]), PointAxis.ofVoxels(
				SIZE[2]));
			final double[][] centres = new double[clusters][3];
			for (final double[] centre : centres)
				for (int d = 0; d < 3; d++)
					centre[d] = random.nextDouble() * SIZE[d];
			for (long first = 0; first < count; first += PointBatch.MOST) {
				final int n = (int) Math.min(PointBatch.MOST, count - first);
				final double[][] at = new double[3][n];
				final long[] voxels = new long[3 * n];
				final long[] ids = new long[n];
				final boolean[] inside = new boolean[n];
				for (int c = 0; c < n; c++) {
					inside[c] = true;
					ids[c] = 1 + random.nextInt(700);
					final double[] centre = clusters == 0 ? null : centres[random.nextInt(clusters)];
					for (int d = 0; d < 3; d++) {
						at[d][c] = centre == null ? random.nextDouble() * SIZE[d] : centre[d] + random.nextGaussian() * SPREAD;
						voxels[3 * c + d] = axes.get(d).index(at[d][c]);
						inside[c] &= voxels[3 * c + d] >= 0 && voxels[3 * c + d] < SIZE[d];
					}
				}
				take.accept(work.apply(new AssignedCells(new PointBatch(first, at[0], at[1], at[2], row -> new String[0]),
					new CellPlacement(axes.get(0), axes.get(1), axes.get(2)), voxels, ids, inside)));
			}
		}
	}
}
