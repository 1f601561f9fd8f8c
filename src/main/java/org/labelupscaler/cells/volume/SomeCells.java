package org.labelupscaler.cells.volume;

import java.util.Arrays;

/** Cells to draw, in memory. Used by one thread. */
final class SomeCells implements CellVisitor {

	/** The most bytes that a cell takes, arrays growing by half. */
	static final int BYTES = 60;

	private double[] position = new double[3 * 256];
	private long[] number = new long[256];
	private long[] value = new long[256];
	private int count;

	int count() {
		return count;
	}

	void clear() {
		count = 0;
	}

	@Override
	public void cell(final double x, final double y, final double z, final long cellNumber, final long cellValue) {
		if (count == number.length) {
			final int more = count + count / 2;
			position = Arrays.copyOf(position, 3 * more);
			number = Arrays.copyOf(number, more);
			value = Arrays.copyOf(value, more);
		}
		position[3 * count] = x;
		position[3 * count + 1] = y;
		position[3 * count + 2] = z;
		number[count] = cellNumber;
		value[count++] = cellValue;
	}

	/** Where a cell lies along an axis. */
	double position(final int cell, final int axis) {
		return position[3 * cell + axis];
	}

	long number(final int cell) {
		return number[cell];
	}

	long value(final int cell) {
		return value[cell];
	}

	void visit(final int cell, final CellVisitor visitor) {
		visitor.cell(position[3 * cell], position[3 * cell + 1], position[3 * cell + 2], number[cell], value[cell]);
	}

	/** Moves a cell to a place before it; what was there is forgotten. */
	void move(final int cell, final int to) {
		System.arraycopy(position, 3 * cell, position, 3 * to, 3);
		number[to] = number[cell];
		value[to] = value[cell];
	}

	/** Forgets all cells but the first ones. */
	void shorten(final int newCount) {
		count = newCount;
	}
}
