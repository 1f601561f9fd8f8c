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
 * The block is drawn as it is encoded: planes, rows and columns that no cell comes near are merged into one each, and all
 * empty rows are the same one. So of a sparse block little more than the cells is ever in memory. Owned by one thread.
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
	/** The cell that has each voxel, counted from 1; in the end its value. First an empty row, then those with cells. */
	private long[] voxels = new long[0];
	/** The first voxel of each row; 0 as long as it is empty. NB: most rows are, and to go over them would take longest. */
	private int[] rows = new int[0];
	/** Voxels in use. */
	private int used;
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
		Arrays.fill(voxels, 0, used, 0);
		used = 0;
		newRow();
		final int rowCount = runs[1] * runs[2];
		if (rows.length < rowCount)
			rows = new int[rowCount];
		Arrays.fill(rows, 0, rowCount, 0);
		cells.clear();
		limit = FIRST_LIMIT;
		anything = false;
		source.accept(this::draw);
		if (!anything)
			return Optional.empty();
		for (int i = runs[0]; i < used; i++)
			if (voxels[i] != 0)
				voxels[i] = cells.value((int) voxels[i] - 1);
		return Optional.of(RunBlock.ofRows(type, voxels, rows, lengths[0], lengths[1], lengths[2]));
	}

	/** Takes voxels for a row, which are 0. */
	private int newRow() {
		final int row = used;
		used += runs[0];
		if (used > voxels.length)
			voxels = Arrays.copyOf(voxels, (int) Math.max(used, Math.min(2L * used, (long) runs[0] * (runs[1] * runs[2] + 1))));
		return row;
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
				int at = row(j, k) + place[0][(int) (chord[0] - min[0])];
				for (long i = chord[0]; i <= chord[1]; i++, at++)
					claim(at, cell, i, j, k);
			}
		}
		final long ownX = balls.own(0, x);
		final long ownY = balls.own(1, y);
		final long ownZ = balls.own(2, z);
		if (isInside(0, ownX) && isInside(1, ownY) && isInside(2, ownZ)) {
			claim(row(ownY, ownZ) + place[0][(int) (ownX - min[0])], cell, ownX, ownY, ownZ);
		}
	}

	private boolean isInside(final int d, final long voxel) {
		return voxel >= min[d] && voxel < end[d];
	}

	/** The first voxel of a row that something is drawn into. */
	private int row(final long y, final long z) {
		final int row = place[2][(int) (z - min[2])] * runs[1] + place[1][(int) (y - min[1])];
		if (rows[row] == 0)
			rows[row] = newRow();
		return rows[row];
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
		for (int i = runs[0]; i < used; i++)
			newNumber[(int) voxels[i]] = 1;
		newNumber[0] = 0;
		int kept = 0;
		for (int cell = 1; cell < newNumber.length; cell++)
			if (newNumber[cell] != 0) {
				cells.move(cell - 1, kept);
				newNumber[cell] = ++kept;
			}
		for (int i = runs[0]; i < used; i++)
			voxels[i] = newNumber[(int) voxels[i]];
		cells.shorten(kept);
		limit = kept + Math.max(FIRST_LIMIT, kept / 4);
	}
}
