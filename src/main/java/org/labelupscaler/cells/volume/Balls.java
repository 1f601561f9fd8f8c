package org.labelupscaler.cells.volume;

import java.util.Arrays;

import org.labelupscaler.volume.Portions;

/**
 * Where balls lie in the voxels of a level. Positions are in voxels of full resolution from the corner of the volume, and
 * lie in it. A voxel belongs to a ball if its centre is no farther from the cell than the radius; besides, the voxel that
 * the cell lies in always does, so that no cell is lost, however coarse the level. Immutable.
 * <p>
 * Distances are computed by the same operations wherever they are needed, so that no voxel depends on the block, or the
 * order, in which it is drawn.
 */
final class Balls {

	private final Portions order;
	private final long[] size;
	private final int[] blockSize;
	private final long[] factor;
	private final double[] scale;
	private final double radius;
	private final double square;

	/** Hears of blocks with consecutive numbers. */
	interface Stretch {

		/** Blocks from a first to a last one, in ascending order from call to call. */
		void blocks(long first, long last);
	}

	Balls(final Portions order, final long[] factor, final BallRadius.Shape shape) {
		this.order = order;
		this.factor = factor;
		size = order.grid().size();
		blockSize = order.grid().blockSize();
		scale = shape.scale();
		radius = shape.radius();
		final double exact = radius + slack();
		square = exact * exact;
	}

	/**
	 * How much farther than the radius a centre may seem to be that is as far: positions are rounded, unless they are middles or
	 * corners of voxels, and so may edges be.
	 */
	private double slack() {
		double slack = 0;
		boolean whole = radius == Math.rint(radius);
		for (int d = 0; d < 3; d++) {
			final double farthest = Math.max(size[d] * factor[d], radius / scale[d]);
			slack = Math.max(slack, 8 * Math.ulp(farthest) * scale[d]);
			whole &= scale[d] == Math.rint(scale[d]);
		}
		// NB: of whole lengths the squares of distances from middles or corners are fourths; the next one is 1/4 more than the square.
		return !whole ? slack : radius == 0 ? 0 : Math.min(slack, 1 / (32 * radius));
	}

	/** The square of the radius. */
	double square() {
		return square;
	}

	/** What the square of the distance from a voxel's centre to a position has along an axis. */
	double term(final int axis, final long voxel, final double position) {
		final double distance = ((voxel + 0.5) * factor[axis] - position) * scale[axis];
		return distance * distance;
	}

	/** The square of the distance from a voxel's centre. */
	static double sum(final double x, final double y, final double z) {
		return x + (y + z);
	}

	/** The voxel that a position lies in. */
	long own(final int axis, final double position) {
		return (long) position / factor[axis];
	}

	/** The first voxel along an axis that a ball may have. */
	long first(final int axis, final double position) {
		return end(axis, position, -1);
	}

	/** The last voxel along an axis that a ball may have. */
	long last(final int axis, final double position) {
		return end(axis, position, 1);
	}

	private long end(final int axis, final double position, final int step) {
		final long own = own(axis, position);
		final double guess = Math.floor((position + step * radius / scale[axis]) / factor[axis]);
		// NB: not more than one off; the voxel at the guess and its neighbours are looked at.
		long end = Math.round(Math.max(0, Math.min(guess, size[axis] - 1)));
		end = step > 0 ? Math.max(own, end) : Math.min(own, end);
		while (end != own && term(axis, end, position) > square)
			end -= step;
		while (end + step >= 0 && end + step < size[axis] && term(axis, end + step, position) <= square)
			end += step;
		return end;
	}

	/**
	 * The voxels of a row that lie in a ball, given how far the row is.
	 *
	 * @param first the first voxel to look at
	 * @param last the last
	 * @param x where the cell lies along x
	 * @param other what the square of the distance has along y and z
	 * @param out takes the first and the last voxel of the ball; the last before the first if there is none
	 */
	void chord(final long first, final long last, final double x, final double other, final long[] out) {
		final double half = Math.sqrt(Math.max(0, square - other)) / scale[0];
		long from = Math.max(first, Math.min(last, (long) Math.floor((x - half) / factor[0])));
		long to = Math.min(last, Math.max(first, (long) Math.floor((x + half) / factor[0])));
		while (from <= to && term(0, from, x) + other > square)
			from++;
		while (to > from && term(0, to, x) + other > square)
			to--;
		out[0] = from;
		out[1] = to;
	}

	/** Tells in which blocks a ball may have voxels. */
	void blocks(final double x, final double y, final double z, final Stretch stretch) {
		final long y0 = first(1, y) / blockSize[1];
		final long y1 = last(1, y) / blockSize[1];
		final long z0 = first(2, z) / blockSize[2];
		final long z1 = last(2, z) / blockSize[2];
		final long x0 = first(0, x) / blockSize[0];
		final long x1 = last(0, x) / blockSize[0];
		if (order.areColumns()) {
			for (long i = x0; i <= x1; i++)
				for (long j = y0; j <= y1; j++) {
					final long first = order.number(i, j, z0);
					stretch.blocks(first, first + z1 - z0);
				}
			return;
		}
		final long[] numbers = new long[Math.toIntExact((x1 - x0 + 1) * (y1 - y0 + 1) * (z1 - z0 + 1))];
		int count = 0;
		for (long i = x0; i <= x1; i++)
			for (long j = y0; j <= y1; j++)
				for (long k = z0; k <= z1; k++)
					numbers[count++] = order.number(i, j, k);
		Arrays.sort(numbers);
		for (final long number : numbers)
			stretch.blocks(number, number);
	}
}
