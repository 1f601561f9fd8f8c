package org.labelupscaler.cells.volume;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;

/**
 * Draws the cells of one block. A voxel that several cells claim goes to a cell that lies in it, if there is one, before
 * all others; among these, or else among all, to the one that is nearest to its centre; of equally near ones to that with
 * the smallest number. So no voxel depends on the order of the cells.
 * <p>
 * The block is drawn as it is encoded, with planes, rows and columns that no cell comes near merged into one each: of a
 * block with one cell little more than the cell is ever in memory. Owned by one thread.
 */
final class BlockPainter {

	private static final int FIRST_LIMIT = 1 << 16;

	private final Balls balls;
	private final LabelType type;
	private final long[] min = new long[3];
	private final long[] end = new long[3];
	/** The place of each voxel of the block along an axis among the runs. */
	private final int[][] place = new int[3][];
	private final int[] runs = new int[3];
	/** The cell that has each voxel, counted from 1; in the end its value. All 0 before a block is drawn. */
	private long[] voxels = new long[0];
	/** Where in each row of them cells have been drawn; NB: most rows are empty, and to go over them would take longest. */
	private int[] rowStart = new int[0];
	private int[] rowEnd = new int[0];
	private int rows;
	private RunBlock painted;
	private final SomeCells cells = new SomeCells();
	private int limit;
	private boolean anything;
	private final long[] chord = new long[2];

	BlockPainter(final Balls balls, final LabelType type) {
		this.balls = balls;
		this.type = type;
	}

	/**
	 * @param first the block's first voxel
	 * @param size its voxels
	 * @param source goes through all cells whose balls may have voxels in the block; asked twice
	 * @return the block, valid until the next call; nothing if no ball has a voxel in it
	 */
	Optional<RunBlock> paint(final long[] first, final int[] size, final Consumer<CellVisitor> source) {
		clear();
		final int[][] covered = new int[3][];
		for (int d = 0; d < 3; d++) {
			min[d] = first[d];
			end[d] = first[d] + size[d];
			covered[d] = new int[size[d] + 1];
		}
		source.accept((x, y, z, number, value) -> {
			cover(covered[0], 0, x);
			cover(covered[1], 1, y);
			cover(covered[2], 2, z);
		});
		final int[][] lengths = new int[3][];
		for (int d = 0; d < 3; d++)
			lengths[d] = merge(covered[d], d);
		final int n = runs[0] * runs[1] * runs[2];
		if (voxels.length < n)
			voxels = new long[n];
		rows = runs[1] * runs[2];
		if (rowStart.length < rows) {
			rowStart = new int[rows];
			rowEnd = new int[rows];
		}
		Arrays.fill(rowStart, 0, rows, runs[0]);
		Arrays.fill(rowEnd, 0, rows, 0);
		cells.clear();
		limit = FIRST_LIMIT;
		anything = false;
		source.accept(this::draw);
		if (!anything)
			return Optional.empty();
		for (int r = 0; r < rows; r++)
			for (int i = r * runs[0] + rowStart[r]; i < r * runs[0] + rowEnd[r]; i++)
				if (voxels[i] != 0)
					voxels[i] = cells.value((int) voxels[i] - 1);
		painted = RunBlock.of(type, voxels, lengths[0], lengths[1], lengths[2]);
		return Optional.of(painted);
	}

	/** Forgets the last block. NB: planes are in another order if equal ones were merged. */
	private void clear() {
		if (painted != null && painted.planes() < runs[2])
			Arrays.fill(voxels, 0, rows * runs[0], 0);
		else
			for (int r = 0; r < rows; r++)
				if (rowStart[r] < rowEnd[r])
					Arrays.fill(voxels, r * runs[0] + rowStart[r], r * runs[0] + rowEnd[r], 0);
		painted = null;
		rows = 0;
	}

	/** Marks where along an axis a ball begins and ends. */
	private void cover(final int[] covered, final int d, final double position) {
		final long from = Math.max(min[d], balls.first(d, position));
		final long to = Math.min(end[d] - 1, balls.last(d, position));
		if (from <= to) {
			covered[(int) (from - min[d])]++;
			covered[(int) (to + 1 - min[d])]--;
		}
	}

	/** Voxels that no ball covers become one run, others a run each. */
	private int[] merge(final int[] covered, final int d) {
		final int size = covered.length - 1;
		if (place[d] == null || place[d].length < size)
			place[d] = new int[size];
		final int[] lengths = new int[size];
		int count = 0;
		int balls = 0;
		boolean gap = false;
		for (int i = 0; i < size; i++) {
			balls += covered[i];
			if (balls > 0 || !gap)
				count++;
			gap = balls == 0;
			lengths[count - 1]++;
			place[d][i] = count - 1;
		}
		runs[d] = count;
		return Arrays.copyOf(lengths, count);
	}

	private void draw(final double x, final double y, final double z, final long number, final long value) {
		if (cells.count() == limit)
			forgetHidden();
		cells.cell(x, y, z, number, value);
		final long cell = cells.count();
		final long x0 = Math.max(min[0], balls.first(0, x));
		final long x1 = Math.min(end[0] - 1, balls.last(0, x));
		final long y0 = Math.max(min[1], balls.first(1, y));
		final long y1 = Math.min(end[1] - 1, balls.last(1, y));
		final long z1 = Math.min(end[2] - 1, balls.last(2, z));
		if (x0 > x1)
			return;
		for (long k = Math.max(min[2], balls.first(2, z)); k <= z1; k++) {
			final double dz = balls.term(2, k, z);
			for (long j = y0; j <= y1; j++) {
				final double other = balls.term(1, j, y) + dz;
				if (other > balls.square())
					continue;
				balls.chord(x0, x1, x, other, chord);
				if (chord[0] > chord[1])
					continue;
				int at = index(chord[0], j, k);
				touch(j, k, chord[0], chord[1]);
				for (long i = chord[0]; i <= chord[1]; i++, at++)
					claim(at, cell, i, j, k);
			}
		}
		final long ownX = balls.own(0, x);
		final long ownY = balls.own(1, y);
		final long ownZ = balls.own(2, z);
		if (isInside(0, ownX) && isInside(1, ownY) && isInside(2, ownZ)) {
			touch(ownY, ownZ, ownX, ownX);
			claim(index(ownX, ownY, ownZ), cell, ownX, ownY, ownZ);
		}
	}

	private void touch(final long y, final long z, final long from, final long to) {
		final int row = place[2][(int) (z - min[2])] * runs[1] + place[1][(int) (y - min[1])];
		rowStart[row] = Math.min(rowStart[row], place[0][(int) (from - min[0])]);
		rowEnd[row] = Math.max(rowEnd[row], place[0][(int) (to - min[0])] + 1);
	}

	private boolean isInside(final int d, final long voxel) {
		return voxel >= min[d] && voxel < end[d];
	}

	private int index(final long x, final long y, final long z) {
		return (place[2][(int) (z - min[2])] * runs[1] + place[1][(int) (y - min[1])]) * runs[0] + place[0][(int) (x - min[0])];
	}

	private void claim(final int at, final long cell, final long x, final long y, final long z) {
		final long other = voxels[at];
		if (other == 0 || other != cell && isBefore((int) cell - 1, (int) other - 1, x, y, z)) {
			voxels[at] = cell;
			anything = true;
		}
	}

	private boolean isBefore(final int cell, final int other, final long x, final long y, final long z) {
		final boolean own = isOwn(cell, x, y, z);
		if (own != isOwn(other, x, y, z))
			return own;
		final double distance = distance(cell, x, y, z);
		final double otherDistance = distance(other, x, y, z);
		return distance < otherDistance || distance == otherDistance && cells.number(cell) < cells.number(other);
	}

	private boolean isOwn(final int cell, final long x, final long y, final long z) {
		return balls.own(0, cells.position(cell, 0)) == x && balls.own(1, cells.position(cell, 1)) == y && balls.own(2, cells
			.position(cell, 2)) == z;
	}

	private double distance(final int cell, final long x, final long y, final long z) {
		return Balls.sum(balls.term(0, x, cells.position(cell, 0)), balls.term(1, y, cells.position(cell, 1)), balls.term(2, z,
			cells.position(cell, 2)));
	}

	/** Cells that have lost all their voxels to others will not come back; so memory is bounded by the block. */
	private void forgetHidden() {
		final int[] newNumber = new int[cells.count() + 1];
		final int n = runs[0] * runs[1] * runs[2];
		for (int i = 0; i < n; i++)
			newNumber[(int) voxels[i]] = 1;
		newNumber[0] = 0;
		int kept = 0;
		for (int cell = 1; cell < newNumber.length; cell++)
			if (newNumber[cell] != 0) {
				cells.move(cell - 1, kept);
				newNumber[cell] = ++kept;
			}
		for (int i = 0; i < n; i++)
			voxels[i] = newNumber[(int) voxels[i]];
		cells.shorten(kept);
		limit = kept + Math.max(FIRST_LIMIT, kept / 4);
	}
}
