package org.labelupscaler.encode;

import java.util.function.IntUnaryOperator;

/**
 * Which source voxels of an axis of a block are in which cube of {@value CompressedSegmentation#CUBE} voxels, and how long their runs
 * are there. The last cube goes on with the last voxel.
 *
 * @param starts where the run of each source voxel starts, and, last, where the cubes end
 * @param firsts the first source voxel of each cube
 * @param lasts the last one of each
 */
record SourceRanges(int[] starts, int[] firsts, int[] lasts) {

	/**
	 * @param voxels of the block along the axis
	 * @param runs how many source voxels there are
	 * @param run how often each repeats
	 */
	static SourceRanges of(final int voxels, final int runs, final IntUnaryOperator run) {
		final int cubes = (voxels - 1) / CompressedSegmentation.CUBE + 1;
		final SourceRanges ranges = new SourceRanges(new int[runs + 1], new int[cubes], new int[cubes]);
		for (int i = 0; i < runs; i++)
			ranges.starts[i + 1] = ranges.starts[i] + run.applyAsInt(i);
		ranges.starts[runs] = cubes * CompressedSegmentation.CUBE;
		int i = 0;
		for (int c = 0; c < cubes; c++) {
			while (ranges.starts[i + 1] <= c * CompressedSegmentation.CUBE)
				i++;
			ranges.firsts[c] = i;
			while (ranges.starts[i + 1] < (c + 1) * CompressedSegmentation.CUBE)
				i++;
			ranges.lasts[c] = i;
		}
		return ranges;
	}

	int count() {
		return firsts.length;
	}

	int first(final int cube) {
		return firsts[cube];
	}

	int last(final int cube) {
		return lasts[cube];
	}

	/** Whether a cube is of the same single source voxel as the one before. */
	boolean repeats(final int cube) {
		return cube > 0 && firsts[cube - 1] == lasts[cube];
	}

	/** How many voxels of a cube a source voxel becomes. */
	int voxels(final int cube, final int source) {
		final int start = Math.max(starts[source], cube * CompressedSegmentation.CUBE);
		return Math.min(starts[source + 1], (cube + 1) * CompressedSegmentation.CUBE) - start;
	}
}
