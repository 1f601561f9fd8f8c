package org.labelupscaler.job;

import java.util.Arrays;

import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.AxisRuns;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.source.LabelSource;

/**
 * Reads the source voxels that a block of a level consists of. Nearest neighbour where the level is as fine as the source
 * or finer; where it is coarser, the mode of the source voxels whose centres lie in the level voxel, of equally frequent
 * labels that of the source voxel at its centre, else the smallest. Owned by one thread.
 */
public final class BlockSampler {

	/** Where one axis of a box takes its labels from. */
	private record Stretch(AxisMap map, long min, int length, AxisRuns runs) {

		boolean is(final AxisMap other, final long first, final int voxels) {
			return min == first && length == voxels && map.equals(other);
		}
	}

	/** Source voxels that are read but not needed cost less than single reads, up to this many for each needed one. */
	private static final int WASTE = 64;
	/** Source voxels that are read for one row of level voxels. */
	private static final int MOST_AT_ONCE = 1 << 20;

	private final LabelSource source;
	private long[] box = new long[0];
	private long[] row = new long[0];
	private long[] different = new long[0];
	private final long[] one = new long[1];
	private final ModeCounter counter = new ModeCounter();
	/** Of the last box, along x, y, z. NB: neighbouring blocks share two of the three. */
	private final Stretch[] stretches = new Stretch[3];

	/** @param source where the labels come from */
	public BlockSampler(final LabelSource source) {
		this.source = source;
	}

	/**
	 * @param level a level
	 * @param position grid position of one of its blocks
	 * @return the block; valid until the next call
	 */
	public RunBlock sample(final Level level, final long[] position) {
		final long[] min = new long[3];
		for (int d = 0; d < 3; d++)
			min[d] = level.grid().min(position, d);
		return sample(level, min, level.grid().blockSize(position));
	}

	/**
	 * @param level a level
	 * @param min first voxel of a box in it, x, y, z
	 * @param size voxels of the box, which lies within the level
	 * @return the box; valid until the next call
	 */
	public RunBlock sample(final Level level, final long[] min, final int[] size) {
		final AxisRuns[] axes = new AxisRuns[3];
		boolean nearest = true;
		boolean contiguous = true;
		for (int d = 0; d < 3; d++) {
			axes[d] = runs(d, level.maps().get(d), min[d], size[d]);
			nearest &= axes[d].single();
			contiguous &= axes[d].contiguous();
		}
		final int n = Math.toIntExact((long) axes[0].count() * axes[1].count() * axes[2].count());
		if (box.length < n)
			box = new long[n];
		if (!nearest)
			readModes(level, axes, min);
		else if (contiguous)
			source.read(new long[] { axes[0].from(0), axes[1].from(0), axes[2].from(0) }, new int[] { axes[0].count(),
				axes[1].count(), axes[2].count() }, box);
		else
			readPicked(axes);
		return RunBlock.of(source.type(), box, axes[0].runs(), axes[1].runs(), axes[2].runs());
	}

	private AxisRuns runs(final int axis, final AxisMap map, final long min, final int length) {
		if (stretches[axis] == null || !stretches[axis].is(map, min, length))
			stretches[axis] = new Stretch(map, min, length, AxisRuns.of(map, min, length));
		return stretches[axis].runs;
	}

	/** Nearest neighbour with source voxels left out, as in a target smaller than the source. */
	private void readPicked(final AxisRuns[] axes) {
		final int nx = axes[0].count();
		final long span = axes[0].span();
		final boolean wholeRow = span <= Math.min(MOST_AT_ONCE, (long) WASTE * nx);
		reserveRow(wholeRow ? (int) span : 1);
		int at = 0;
		for (int k = 0; k < axes[2].count(); k++)
			for (int j = 0; j < axes[1].count(); j++) {
				final long y = axes[1].from(j);
				final long z = axes[2].from(k);
				if (wholeRow)
					source.read(new long[] { axes[0].from(0), y, z }, new int[] { (int) span, 1, 1 }, row);
				for (int i = 0; i < nx; i++) {
					final long x = axes[0].from(i);
					box[at++] = wholeRow ? row[(int) (x - axes[0].from(0))] : readOne(x, y, z);
				}
			}
	}

	/** One row of level voxels after the other. */
	private void readModes(final Level level, final AxisRuns[] axes, final long[] min) {
		final int nx = axes[0].count();
		final long width = axes[0].span();
		int at = 0;
		for (int k = 0; k < axes[2].count(); k++)
			for (int j = 0; j < axes[1].count(); j++) {
				final long rows = axes[1].length(j) * axes[2].length(k);
				final boolean fits = width * rows <= MOST_AT_ONCE;
				if (fits)
					readRow(axes, j, k, (int) width, (int) rows);
				for (int i = 0; i < nx; i++, at++) {
					if (fits && isUniform(axes[0], i)) {
						box[at] = row[(int) (axes[0].from(i) - axes[0].from(0))];
						continue;
					}
					counter.clear();
					if (fits)
						countHere(axes[0], i, (int) width, (int) rows);
					else
						countInPieces(axes, i, j, k);
					box[at] = counter.isUniform() ? counter.label() : counter.mode(source.type(), central(level, axes,
						min, i, j, k));
				}
			}
	}

	/**
	 * Reads all source rows that a row of level voxels covers, and finds where along x they differ. NB: most level voxels are of
	 * one label; with the differences of whole rows, found by a plain loop, telling so costs next to nothing.
	 */
	private void readRow(final AxisRuns[] axes, final int j, final int k, final int width, final int rows) {
		reserveRow(width * rows);
		final int[] size = { width, (int) axes[1].length(j), (int) axes[2].length(k) };
		source.read(new long[] { axes[0].from(0), axes[1].from(j), axes[2].from(k) }, size, row);
		if (different.length < width)
			different = new long[width];
		Arrays.fill(different, 0, width, 0);
		for (int r = 1; r < rows; r++)
			for (int x = 0; x < width; x++)
				different[x] |= row[x] ^ row[r * width + x];
	}

	private boolean isUniform(final AxisRuns x, final int i) {
		final int from = (int) (x.from(i) - x.from(0));
		final int to = (int) (x.end(i) - x.from(0));
		long difference = 0;
		for (int at = from; at < to; at++)
			difference |= different[at] | row[at] ^ row[from];
		return difference == 0;
	}

	/** Counts a level voxel of the row that has been read. */
	private void countHere(final AxisRuns x, final int i, final int width, final int rows) {
		for (int r = 0; r < rows; r++)
			count(r * width + (int) (x.from(i) - x.from(0)), r * width + (int) (x.end(i) - x.from(0)));
	}

	/** Counts a level voxel that covers more source voxels than should be in memory. */
	private void countInPieces(final AxisRuns[] axes, final int i, final int j, final int k) {
		for (long z = axes[2].from(k); z < axes[2].end(k); z++)
			for (long y = axes[1].from(j); y < axes[1].end(j); y++)
				for (long x = axes[0].from(i); x < axes[0].end(i); x += MOST_AT_ONCE) {
					final int length = (int) Math.min(MOST_AT_ONCE, axes[0].end(i) - x);
					reserveRow(length);
					source.read(new long[] { x, y, z }, new int[] { length, 1, 1 }, row);
					count(0, length);
				}
	}

	private void count(final int from, final int to) {
		for (int i = from; i < to;) {
			final long label = row[i];
			int end = i + 1;
			while (end < to && row[end] == label)
				end++;
			counter.add(label, end - i);
			i = end;
		}
	}

	/** The label of the source voxel at the centre of a level voxel. */
	private long central(final Level level, final AxisRuns[] axes, final long[] min, final int... run) {
		final long[] voxel = new long[3];
		for (int d = 0; d < 3; d++)
			voxel[d] = axes[d].single() ? axes[d].from(run[d]) : level.maps().get(d).sourceIndex(min[d] + run[d]);
		return readOne(voxel[0], voxel[1], voxel[2]);
	}

	private long readOne(final long x, final long y, final long z) {
		source.read(new long[] { x, y, z }, new int[] { 1, 1, 1 }, one);
		return one[0];
	}

	private void reserveRow(final int length) {
		if (row.length < length)
			row = new long[length];
	}
}
