package org.labelupscaler.grid;

import java.util.Arrays;

/**
 * The source voxels that a stretch of a level's axis stands for, cell by cell: the source voxels {@code from(i) … end(i)
 * − 1} become {@code runs(i)} voxels of the level. A cell is one source voxel, repeated, where the level is as fine as the
 * source or finer; it is one level voxel and all source voxels whose centres lie in it where the level is coarser. The
 * arrays are not copied.
 *
 * @param from first source voxel of each cell, ascending
 * @param ends the one after its last
 * @param runs how many voxels of the level it becomes
 * @param single whether each cell is one source voxel
 * @param contiguous whether, besides, none between them is left out
 */
public record Cells(long[] from, long[] ends, int[] runs, boolean single, boolean contiguous) {

	/**
	 * @param map an axis of a level
	 * @param min first voxel of the stretch
	 * @param length its voxels, at least 1
	 * @return its cells
	 */
	public static Cells of(final AxisMap map, final long min, final int length) {
		if (!map.coarserThanSource()) {
			final AxisMap.Runs runs = map.runs(min, length);
			final long[] ends = runs.indices().clone();
			for (int i = 0; i < ends.length; i++)
				ends[i]++;
			return new Cells(runs.indices(), ends, runs.lengths(), true, runs.contiguous());
		}
		final long[] from = new long[length];
		final long[] ends = new long[length];
		for (int i = 0; i < length; i++) {
			from[i] = map.coverStart(min + i);
			ends[i] = map.coverStart(min + i + 1);
			if (ends[i] <= from[i]) {
				// A last voxel that sticks out so far that no source voxel has its centre in it.
				from[i] = map.sourceIndex(min + i);
				ends[i] = from[i] + 1;
			}
		}
		final int[] ones = new int[length];
		Arrays.fill(ones, 1);
		return new Cells(from, ends, ones, false, false);
	}

	/** @return how many cells there are */
	public int count() {
		return from.length;
	}

	/**
	 * @param i a cell
	 * @return its first source voxel
	 */
	public long from(final int i) {
		return from[i];
	}

	/**
	 * @param i a cell
	 * @return the source voxel after its last
	 */
	public long end(final int i) {
		return ends[i];
	}

	/**
	 * @param i a cell
	 * @return its source voxels
	 */
	public long length(final int i) {
		return ends[i] - from[i];
	}

	/** @return the source voxels from the first cell's first to the last cell's last */
	public long span() {
		return ends[ends.length - 1] - from[0];
	}
}
