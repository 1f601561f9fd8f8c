package org.labelupscaler.encode;

import java.nio.ByteOrder;
import java.util.Arrays;

import org.labelupscaler.label.RunBlock;

/**
 * Finds the repetitions in one plane of a block from its run lengths, without expanding it. Only two distances are ever
 * used: one voxel back (a run goes on) and one row back (a row, or part of it, is repeated), which is all the repetition
 * that upscaling makes within a plane. A plane never refers to bytes before its own first, so that its encoded form can
 * be repeated along z.
 */
final class PlaneParser {

	/** Voxels that are compared one by one, as most runs of an upscaled block are short. */
	private static final int FEW = 16;

	private final ByteOrder order;
	private final int minMatch;
	private final int window;

	private RunBlock block;
	private SequenceList out;
	private int voxelBytes;

	/**
	 * @param order byte order of the literals
	 * @param minMatch the shortest match of the format, in bytes
	 * @param window the farthest distance of the format, in bytes
	 */
	PlaneParser(final ByteOrder order, final int minMatch, final int window) {
		this.order = order;
		this.minMatch = minMatch;
		this.window = window;
	}

	/**
	 * @param runs the block
	 * @param k one of its source planes
	 * @param into takes the sequences; cleared first
	 */
	void parse(final RunBlock runs, final int k, final SequenceList into) {
		block = runs;
		out = into;
		voxelBytes = runs.type().bytes();
		out.clear();
		final boolean rowInWindow = runs.rowBytes() <= window;
		for (int j = 0; j < runs.rows(); j++) {
			final boolean first = j == 0;
			parseRow(j, k, first, rowInWindow && !first);
			if (runs.runY(j) > 1)
				repeatRow(j, k, runs.runY(j) - 1, rowInWindow);
		}
		out.finish();
	}

	/** One expanded row, from the row before it (if that can be reached) and from itself. */
	private void parseRow(final int j, final int k, final boolean firstOfPlane, final boolean above) {
		final long[] labels = block.labels();
		final int row = block.index(j, k);
		final int nx = block.voxelsX();
		final int rowAbove = firstOfPlane ? row : block.index(j - 1, k);
		final int rowBytes = above ? (int) block.rowBytes() : 0;
		// The voxel before the row's first is the last one of the row above, if there is one.
		boolean hasLeft = !firstOfPlane;
		long left = firstOfPlane ? 0 : labels[rowAbove + nx - 1];
		int i = 0;
		while (i < nx) {
			final int runEnd = hasLeft ? runEnd(labels, row, nx, i, left) : i;
			// NB: a run to the end of the row is not shorter than what is the same as above.
			final int sameEnd = above && runEnd < nx ? firstDifference(labels, row, rowAbove, nx, i) : i;
			if (runEnd > i && runEnd >= sameEnd) {
				match(voxelBytes, (block.startX(runEnd) - block.startX(i)) * voxelBytes, row, i, runEnd);
				i = runEnd;
			}
			else if (sameEnd > i) {
				match(rowBytes, (block.startX(sameEnd) - block.startX(i)) * voxelBytes, row, i, sameEnd);
				i = sameEnd;
			}
			else {
				final long label = labels[row + i];
				literal(label, 1);
				final int rest = block.runX(i) - 1;
				if (rest > 0)
					match(voxelBytes, rest * voxelBytes, row, i, i + 1);
				i++;
			}
			hasLeft = true;
			left = labels[row + i - 1];
		}
	}

	/** The first source voxel from {@code i} on that differs from the one before it. */
	private static int runEnd(final long[] labels, final int row, final int nx, final int i, final long left) {
		final int few = Math.min(nx, i + FEW);
		int end = i;
		while (end < few && labels[row + end] == left)
			end++;
		if (end < few || end == nx)
			return end;
		// NB: of the rest each equals the one before it; for long runs that is several times faster to find out.
		final int mismatch = Arrays.mismatch(labels, row + end - 1, row + nx - 1, labels, row + end, row + nx);
		return mismatch < 0 ? nx : end + mismatch;
	}

	/** The first source voxel from {@code i} on that differs from the one in the row before. */
	private static int firstDifference(final long[] labels, final int row, final int above, final int nx, final int i) {
		final int mismatch = row == above ? -1 : Arrays.mismatch(labels, row + i, row + nx, labels, above + i, above + nx);
		return mismatch < 0 ? nx : i + mismatch;
	}

	/** The further copies of a row that has just been written. */
	private void repeatRow(final int j, final int k, final int times, final boolean rowInWindow) {
		final long[] labels = block.labels();
		final int row = block.index(j, k);
		final int nx = block.voxelsX();
		final long bytes = block.rowBytes() * times;
		boolean uniform = true;
		for (int i = 1; i < nx && uniform; i++)
			uniform = labels[row + i] == labels[row];
		if (uniform && (bytes >= minMatch || out.endsWithMatch(voxelBytes)))
			match(voxelBytes, (int) bytes, row, 0, nx);
		else if (uniform)
			literal(labels[row], (int) bytes / voxelBytes);
		else if (rowInWindow && bytes >= minMatch)
			match((int) block.rowBytes(), (int) bytes, row, 0, nx);
		else
			for (int t = 0; t < times; t++)
				parseRepeat(row, nx);
	}

	/** A row written out from itself only. Its predecessor is the same row, so that it ends in the row's last voxel. */
	private void parseRepeat(final int row, final int nx) {
		final long[] labels = block.labels();
		long left = labels[row + nx - 1];
		for (int i = 0; i < nx; i++) {
			final long label = labels[row + i];
			int voxels = block.runX(i);
			if (label != left) {
				literal(label, 1);
				voxels--;
			}
			if (voxels > 0)
				match(voxelBytes, voxels * voxelBytes, row, i, i + 1);
			left = label;
		}
	}

	/**
	 * Adds a match, or literals if it is too short to be one.
	 *
	 * @param from first source voxel that the bytes stand for, counted from {@code row}
	 * @param to the one after the last
	 */
	private void match(final int distance, final int bytes, final int row, final int from, final int to) {
		if (out.endsWithMatch(distance))
			out.growMatch(bytes);
		else if (bytes >= minMatch)
			out.addMatch(bytes, distance);
		else {
			final long[] labels = block.labels();
			int left = bytes / voxelBytes;
			for (int i = from; i < to; i++) {
				final int voxels = Math.min(left, block.runX(i));
				literal(labels[row + i], voxels);
				left -= voxels;
			}
		}
	}

	private void literal(final long label, final int voxels) {
		final int at = out.addLiterals(voxels * voxelBytes);
		for (int v = 0; v < voxels; v++)
			block.type().put(label, order, out.literalBytes(), at + v * voxelBytes);
	}
}
