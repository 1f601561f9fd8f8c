package org.labelupscaler.grid;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The downsampling factors of the levels of a multi-resolution volume. Immutable. Level 0 has the factors 1, 1, 1; level
 * voxel i of a factor f stands for the full-resolution voxels i·f … (i+1)·f − 1, and its centre lies at i·f + (f − 1)/2.
 */
public final class Pyramid implements Serializable {

	private static final long serialVersionUID = 1L;

	/** A level this small on every axis needs no coarser one. */
	private static final long SMALL = 64;

	private final List<long[]> factors;

	private Pyramid(final List<long[]> factors) {
		this.factors = factors;
	}

	/** @return full resolution only */
	public static Pyramid single() {
		return of(List.of());
	}

	/**
	 * @param coarser the factors of the levels below full resolution, each x, y, z; each must be at least those of the
	 *        level before, and larger in one axis
	 * @return full resolution and those levels
	 * @throws IllegalArgumentException if they do not grow
	 */
	public static Pyramid of(final List<long[]> coarser) {
		final List<long[]> all = new ArrayList<>();
		all.add(new long[] { 1, 1, 1 });
		for (final long[] next : coarser) {
			final long[] last = all.get(all.size() - 1);
			if (next.length != 3)
				throw new IllegalArgumentException("level factors " + Arrays.toString(next) + " are not three numbers");
			for (int d = 0; d < 3; d++)
				if (next[d] < last[d] || next[d] > AxisMap.MAX_SIZE)
					throw new IllegalArgumentException("level factors must grow from level to level, but "
						+ Arrays.toString(next) + " follows " + Arrays.toString(last));
			if (Arrays.equals(next, last))
				throw new IllegalArgumentException("level factors " + Arrays.toString(next) + " stand twice");
			all.add(next.clone());
		}
		return new Pyramid(all);
	}

	/**
	 * Levels whose voxels grow towards cubes: each halves the axes whose voxels are within a factor of the square root
	 * of 2 of the smallest, until a level fits into one block or has no axis longer than 64 voxels.
	 *
	 * @param size voxels at full resolution, x, y, z
	 * @param voxelSize edges of a voxel at full resolution
	 * @param blockSize voxels of a block
	 * @return the levels
	 */
	public static Pyramid automatic(final long[] size, final VoxelSize voxelSize, final int[] blockSize) {
		final List<long[]> coarser = new ArrayList<>();
		long[] factor = { 1, 1, 1 };
		while (!small(size, factor, blockSize)) {
			double smallest = Double.POSITIVE_INFINITY;
			for (int d = 0; d < 3; d++)
				if (levelSize(size[d], factor[d]) > 1)
					smallest = Math.min(smallest, voxelSize.get(d) * factor[d]);
			final long[] next = factor.clone();
			for (int d = 0; d < 3; d++)
				if (levelSize(size[d], factor[d]) > 1 && voxelSize.get(d) * factor[d] <= smallest * Math.sqrt(2))
					next[d] = Math.min(2 * next[d], AxisMap.MAX_SIZE);
			coarser.add(next);
			factor = next;
		}
		return of(coarser);
	}

	private static boolean small(final long[] size, final long[] factor, final int[] blockSize) {
		boolean oneBlock = true;
		boolean short64 = true;
		for (int d = 0; d < 3; d++) {
			final long n = levelSize(size[d], factor[d]);
			oneBlock &= n <= blockSize[d];
			short64 &= n <= SMALL;
		}
		return oneBlock || short64;
	}

	/** @return the number of levels, full resolution included */
	public int levels() {
		return factors.size();
	}

	/**
	 * @param level 0 … {@code levels() − 1}
	 * @return its downsampling factors, x, y, z; a copy
	 */
	public long[] factors(final int level) {
		return factors.get(level).clone();
	}

	/**
	 * @param level 0 … {@code levels() − 1}
	 * @param size voxels at full resolution, x, y, z
	 * @return voxels of the level, each axis {@code ceil(size / factor)}
	 */
	public long[] size(final int level, final long[] size) {
		final long[] result = new long[3];
		for (int d = 0; d < 3; d++)
			result[d] = levelSize(size[d], factors.get(level)[d]);
		return result;
	}

	private static long levelSize(final long size, final long factor) {
		return (size - 1) / factor + 1;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Pyramid o && Arrays.deepEquals(factors.toArray(), o.factors.toArray());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(factors.toArray());
	}

	@Override
	public String toString() {
		return Arrays.deepToString(factors.toArray());
	}
}
