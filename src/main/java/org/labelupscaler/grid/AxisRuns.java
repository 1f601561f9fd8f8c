package org.labelupscaler.grid;

import java.util.Arrays;

/**
 * The source voxels that a stretch of a level's axis takes its labels from, with their run lengths: the source voxels {@code
 * from(i) … end(i) − 1} become {@code runs()[i]} voxels of the level. Where the level is as fine as the source or finer, each
 * run is one source voxel, repeated; where it is coarser, a run is one level voxel and all source voxels whose centres lie in
 * it. Immutable.
 */
public final class AxisRuns {

	private final long[] from;
	/** Null if each run is one source voxel. */
	private final long[] ends;
	private final int[] runs;

	private AxisRuns(final long[] from, final long[] ends, final int[] runs) {
		this.from = from;
		this.ends = ends;
		this.runs = runs;
	}

	/**
	 * @param map an axis of a level
	 * @param min first voxel of the stretch
	 * @param length its voxels, at least 1; the stretch lies within {@code 0 … map.size()}
	 * @return its runs: one of each source voxel, or of each level voxel where the level is coarser than the source
	 */
	public static AxisRuns of(final AxisMap map, final long min, final int length) {
		return map.coarserThanSource() ? covered(map, min, length) : nearest(map, min, length);
	}

	/**
	 * @param map an axis of a level
	 * @param min first voxel of the stretch
	 * @param length its voxels, at least 1; the stretch lies within {@code 0 … map.size()}
	 * @return the distinct source voxels that are the nearest, however coarse the level is
	 */
	public static AxisRuns nearest(final AxisMap map, final long min, final int length) {
		final long end = min + length;
		final long span = map.sourceIndex(end - 1) - map.sourceIndex(min) + 1;
		final int most = (int) Math.min(length, span);
		final long[] from = new long[most];
		final int[] runs = new int[most];
		int n = 0;
		for (long i = min; i < end; n++) {
			from[n] = map.sourceIndex(i);
			final long next = Math.min(end, map.firstIndex(from[n] + 1));
			runs[n] = (int) (next - i);
			i = next;
		}
		return n == most ? new AxisRuns(from, null, runs) : new AxisRuns(Arrays.copyOf(from, n), null, Arrays.copyOf(runs, n));
	}

	private static AxisRuns covered(final AxisMap map, final long min, final int length) {
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
		return new AxisRuns(from, ends, ones);
	}

	/** @return how many runs there are */
	public int count() {
		return from.length;
	}

	/** @return whether each run is one source voxel */
	public boolean single() {
		return ends == null;
	}

	/** @return whether, besides, no source voxel between the first and the last is left out, as always when upscaling */
	public boolean contiguous() {
		return ends == null && span() == from.length;
	}

	/**
	 * @param i a run
	 * @return its first source voxel; they ascend
	 */
	public long from(final int i) {
		return from[i];
	}

	/**
	 * @param i a run
	 * @return the source voxel after its last
	 */
	public long end(final int i) {
		return ends == null ? from[i] + 1 : ends[i];
	}

	/**
	 * @param i a run
	 * @return its source voxels
	 */
	public long length(final int i) {
		return end(i) - from[i];
	}

	/** @return how many voxels of the level each run becomes, at least 1; they add up to the length of the stretch; a copy */
	public int[] runs() {
		return runs.clone();
	}

	/** @return the source voxels from the first run's first to the last run's last */
	public long span() {
		return end(from.length - 1) - from[0];
	}
}
