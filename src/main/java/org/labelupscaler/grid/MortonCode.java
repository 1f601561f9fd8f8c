package org.labelupscaler.grid;

import java.io.Serializable;

/**
 * Numbers of the cells of a grid that mix the bits of x, y and z, so that near cells have near numbers: lowest bits first, in turn
 * of x, y and z, an axis left out from where all its cells have 0 there. It is the "compressed Morton code" of Neuroglancer's
 * precomputed volumes. Cells whose numbers differ only in some lowest bits make a box. Immutable.
 */
public final class MortonCode implements Serializable {

	private static final long serialVersionUID = 1L;

	/** The axis of each bit of a number, lowest first. */
	private final byte[] axes;

	/**
	 * @param gridSize cells along x, y, z, each at least 1
	 * @throws IllegalArgumentException if numbers would have more than 63 bits
	 */
	public MortonCode(final long... gridSize) {
		int count = 0;
		for (final long n : gridSize)
			count += bits(n);
		if (count >= Long.SIZE)
			throw new IllegalArgumentException(BlockGrid.format(gridSize) + " cells have numbers of " + count + " bits");
		axes = new byte[count];
		int to = 0;
		for (int bit = 0; to < count; bit++)
			for (byte axis = 0; axis < gridSize.length; axis++)
				if (bit < bits(gridSize[axis]))
					axes[to++] = axis;
	}

	/** Bits of the largest index of so many. */
	private static int bits(final long n) {
		return Long.SIZE - Long.numberOfLeadingZeros(n - 1);
	}

	/** @return how many bits numbers have */
	public int bits() {
		return axes.length;
	}

	/**
	 * @param position a cell, x, y, z
	 * @return its number
	 */
	public long number(final long... position) {
		final int[] next = new int[3];
		long number = 0;
		for (int bit = 0; bit < axes.length; bit++)
			number |= (position[axes[bit]] >>> next[axes[bit]]++ & 1) << bit;
		return number;
	}

	/**
	 * @param number a number of no more bits than numbers have
	 * @return the cell, x, y, z; beyond the grid if none has that number
	 */
	public long[] position(final long number) {
		final int[] next = new int[3];
		final long[] position = new long[3];
		for (int bit = 0; bit < axes.length; bit++)
			position[axes[bit]] |= (number >>> bit & 1) << next[axes[bit]]++;
		return position;
	}

	/**
	 * @param lowest how many bits
	 * @return the cells along x, y, z of a box whose numbers differ only in so many lowest bits
	 */
	public long[] box(final int lowest) {
		final long[] box = { 1, 1, 1 };
		for (int bit = 0; bit < lowest; bit++)
			box[axes[bit]] *= 2;
		return box;
	}
}
