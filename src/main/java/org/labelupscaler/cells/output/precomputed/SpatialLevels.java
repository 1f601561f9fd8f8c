package org.labelupscaler.cells.output.precomputed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which level of the spatial index has which annotation, and in which chunk. Level 0 is one chunk; each further one halves the chunks
 * along their longest axes. By the specification each level has a random choice of those that are left, so many that the fullest chunk
 * has about a limit; the last one has the rest. The choice depends on the number of the annotation only. Used by one thread.
 */
final class SpatialLevels {

	/** Annotations of a chunk that a viewer loads at once. */
	static final int LIMIT = 5000;
	/** Bits of the numbers of chunks. */
	private static final int MOST_BITS = 18;
	/** 1/√2, above which an axis is more nearly as long as the longest one if it is halved. */
	private static final double LONG = Math.sqrt(0.5);

	private final long[] size;
	private final int limit;
	/** Halvings along x, y, z of each level. */
	private final List<int[]> halvings = new ArrayList<>();
	/** How many annotations are in each chunk of the finest level. */
	private final int[] counts;
	/** Up to which share of all annotations those of a level and those before it go. */
	private double[] shares = new double[0];
	/** How many annotations each chunk of each level has. */
	private int[][] emitted = new int[0][];

	/** For chunks that are as long along all axes as can be; edges of a voxel in any unit. */
	SpatialLevels(final long[] size, final double[] edges, final int limit) {
		this.size = size.clone();
		this.limit = limit;
		int[] halved = new int[3];
		halvings.add(halved);
		while (true) {
			final double[] lengths = new double[3];
			for (int d = 0; d < 3; d++)
				lengths[d] = size[d] >> halved[d] > 1 ? edges[d] * size[d] / (1L << halved[d]) : 0;
			final double longest = Arrays.stream(lengths).max().getAsDouble();
			if (longest == 0)
				break;
			halved = halved.clone();
			for (int d = 0; d < 3; d++)
				if (lengths[d] > LONG * longest)
					halved[d]++;
			if (Arrays.stream(halved).sum() > MOST_BITS)
				break;
			halvings.add(halved);
		}
		counts = new int[chunks(halvings.size() - 1)];
	}

	private int chunks(final int level) {
		return 1 << Arrays.stream(halvings.get(level)).sum();
	}

	/** Counts an annotation; positions count from the corner of the volume. */
	void count(final double x, final double y, final double z) {
		counts[chunk(halvings.size() - 1, x, y, z)]++;
	}

	/** To be called when all are counted: says which level has how many. */
	void share() {
		final List<Double> upTo = new ArrayList<>();
		double before = 0;
		for (int l = 0; l < halvings.size(); l++) {
			final double most = Arrays.stream(counts(l)).max().getAsInt() * (1 - before);
			final boolean last = most <= limit || l == halvings.size() - 1;
			before = last ? 1 : before + (1 - before) * limit / most;
			upTo.add(before);
			if (last)
				break;
		}
		shares = upTo.stream().mapToDouble(Double::doubleValue).toArray();
		emitted = new int[shares.length][];
		for (int l = 0; l < shares.length; l++)
			emitted[l] = new int[chunks(l)];
	}

	/** Numbers of a level's chunks sum those of the finest one. */
	private int[] counts(final int level) {
		final int[] sums = new int[chunks(level)];
		final int[] fine = halvings.get(halvings.size() - 1);
		final int[] coarse = halvings.get(level);
		final int[] at = new int[3];
		for (at[2] = 0; at[2] < 1 << fine[2]; at[2]++)
			for (at[1] = 0; at[1] < 1 << fine[1]; at[1]++)
				for (at[0] = 0; at[0] < 1 << fine[0]; at[0]++)
					sums[(int) morton(new int[] { at[0] >> fine[0] - coarse[0], at[1] >> fine[1] - coarse[1], at[2] >> fine[2] - coarse[2] },
						coarse)] += counts[(int) morton(at, fine)];
		return sums;
	}

	/** The level of an annotation. */
	int level(final long number) {
		// NB: the upper 53 bits are a random number from 0 to 1.
		final double random = (mixed(number) >>> 11) * 0x1p-53;
		int level = 0;
		while (level < shares.length - 1 && random >= shares[level])
			level++;
		return level;
	}

	/** A random number that depends on this one; no two numbers have the same. The last step of SplittableRandom. */
	static long mixed(final long number) {
		long z = number * 0x9E3779B97F4A7C15L;
		z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
		z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
		return z ^ z >>> 31;
	}

	/** The number of the chunk of a level that a position lies in: its compressed Morton code. */
	int chunk(final int level, final double x, final double y, final double z) {
		final int[] halved = halvings.get(level);
		return (int) morton(new int[] { place(0, x, halved), place(1, y, halved), place(2, z, halved) }, halved);
	}

	private int place(final int axis, final double position, final int[] halved) {
		final int chunks = 1 << halved[axis];
		return Math.max(0, Math.min(chunks - 1, (int) Math.floor(position * chunks / size[axis])));
	}

	/** Bits of x, y and z in turn, as far as the axis has any. */
	private static long morton(final int[] at, final int[] bits) {
		long code = 0;
		int out = 0;
		for (int bit = 0; bit < MOST_BITS; bit++)
			for (int d = 0; d < 3; d++)
				if (bit < bits[d])
					code |= (at[d] >> bit & 1L) << out++;
		return code;
	}

	/** Says that an annotation is in a chunk of a level. */
	void emit(final int level, final int chunk) {
		emitted[level][chunk]++;
	}

	int count(final int level, final int chunk) {
		return emitted[level][chunk];
	}

	/** The most annotations of a chunk of a level. */
	int most(final int level) {
		return Arrays.stream(emitted[level]).max().getAsInt();
	}

	int levels() {
		return shares.length;
	}

	int bits(final int level) {
		return Arrays.stream(halvings.get(level)).sum();
	}

	/** Chunks along x, y, z. */
	long[] grid(final int level) {
		return Arrays.stream(halvings.get(level)).mapToLong(bits -> 1L << bits).toArray();
	}
}
