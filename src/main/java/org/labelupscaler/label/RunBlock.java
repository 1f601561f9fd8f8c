package org.labelupscaler.label;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One block of an upscaled volume, described instead of expanded: a small box of source voxels and three lists of run
 * lengths. Along x each source voxel repeats {@code runX[i]} times, along y each row {@code runY[j]} times, along z each
 * plane {@code runZ[k]} times. Equal neighbouring planes are merged, and a block of one label is one voxel.
 * <p>
 * The block shares the label array it was made from: it is valid until the owner of that array changes it. It is read
 * by one thread at a time.
 */
public final class RunBlock {

	private final LabelType type;
	private final long[] labels;
	private final int offset;
	/** Where in {@link #labels} each row starts, plane by plane; null if they follow each other from the offset on. */
	private final int[] rows;
	private final int[] runX;
	private final int[] runY;
	private final int[] runZ;
	private final int[] size;
	/** Where each source voxel starts along x, and where the last one ends. */
	private final int[] startX;

	private RunBlock(final LabelType type, final long[] labels, final int offset, final int[] rows, final int[] runX,
		final int[] runY, final int[] runZ, final int[] size)
	{
		this.type = type;
		this.labels = labels;
		this.offset = offset;
		this.rows = rows;
		this.runX = runX;
		this.runY = runY;
		this.runZ = runZ;
		this.size = size;
		startX = new int[runX.length + 1];
		for (int i = 0; i < runX.length; i++)
			startX[i + 1] = startX[i] + runX[i];
	}

	/**
	 * Describes a block, merging what is equal.
	 *
	 * @param type type of the labels
	 * @param labels the source voxels, x fastest, at least {@code runX.length · runY.length · runZ.length}; kept, not
	 *          copied, and reordered where equal planes merge
	 * @param runX how often each source voxel repeats along x, each at least 1; kept
	 * @param runY the same along y; kept
	 * @param runZ the same along z; kept
	 * @return the block
	 */
	public static RunBlock of(final LabelType type, final long[] labels, final int[] runX, final int[] runY,
		final int[] runZ)
	{
		final int[] size = { sum(runX), sum(runY), sum(runZ) };
		final int plane = runX.length * runY.length;
		if (allEqual(labels, plane * runZ.length))
			return uniform(type, labels[0], size);
		int kept = 0;
		final int[] mergedZ = new int[runZ.length];
		mergedZ[0] = runZ[0];
		for (int k = 1; k < runZ.length; k++) {
			if (Arrays.equals(labels, k * plane, (k + 1) * plane, labels, kept * plane, (kept + 1) * plane)) {
				mergedZ[kept] += runZ[k];
				continue;
			}
			if (++kept != k)
				System.arraycopy(labels, k * plane, labels, kept * plane, plane);
			mergedZ[kept] = runZ[k];
		}
		return new RunBlock(type, labels, 0, null, runX, runY, Arrays.copyOf(mergedZ, kept + 1), size);
	}

	/**
	 * Describes a block whose rows may be shared, merging what is equal: of a block that is mostly empty only one empty row
	 * need be there.
	 *
	 * @param type type of the labels
	 * @param labels rows of source voxels, in any order; kept, not copied
	 * @param rows where in {@code labels} each row starts, at least {@code runY.length · runZ.length}, y first; kept, and
	 *          reordered where equal planes merge
	 * @param runX how often each source voxel repeats along x, each at least 1; kept
	 * @param runY the same along y; kept
	 * @param runZ the same along z; kept
	 * @return the block
	 */
	public static RunBlock ofRows(final LabelType type, final long[] labels, final int[] rows, final int[] runX,
		final int[] runY, final int[] runZ)
	{
		final int[] size = { sum(runX), sum(runY), sum(runZ) };
		final int nx = runX.length;
		final int ny = runY.length;
		boolean uniform = true;
		for (int r = 0; r < ny * runZ.length && uniform; r++)
			for (int i = 0; i < nx && uniform; i++)
				uniform = labels[rows[r] + i] == labels[rows[0]];
		if (uniform)
			return uniform(type, labels[rows[0]], size);
		int kept = 0;
		final int[] mergedZ = new int[runZ.length];
		mergedZ[0] = runZ[0];
		for (int k = 1; k < runZ.length; k++) {
			boolean equal = true;
			for (int j = 0; j < ny && equal; j++)
				equal = equalRows(labels, rows[k * ny + j], rows[kept * ny + j], nx);
			if (equal) {
				mergedZ[kept] += runZ[k];
				continue;
			}
			if (++kept != k)
				System.arraycopy(rows, k * ny, rows, kept * ny, ny);
			mergedZ[kept] = runZ[k];
		}
		return new RunBlock(type, labels, 0, rows, runX, runY, Arrays.copyOf(mergedZ, kept + 1), size);
	}

	private static boolean equalRows(final long[] labels, final int a, final int b, final int nx) {
		return a == b || Arrays.equals(labels, a, a + nx, labels, b, b + nx);
	}

	/**
	 * @param type type of the label
	 * @param label the label of every voxel
	 * @param size voxels of the block, x, y, z; kept
	 * @return a block of one label
	 */
	public static RunBlock uniform(final LabelType type, final long label, final int[] size) {
		return new RunBlock(type, new long[] { label }, 0, null, new int[] { size[0] }, new int[] { size[1] },
			new int[] { size[2] }, size);
	}

	/** @return the type of the labels */
	public LabelType type() {
		return type;
	}

	/**
	 * @param axis 0, 1 or 2
	 * @return voxels of the block along that axis
	 */
	public int size(final int axis) {
		return size[axis];
	}

	/** @return bytes of the expanded block */
	public long bytes() {
		return planeBytes() * size[2];
	}

	/** @return bytes of one expanded row */
	public long rowBytes() {
		return (long) size[0] * type.bytes();
	}

	/** @return bytes of one expanded plane */
	public long planeBytes() {
		return rowBytes() * size[1];
	}

	/** @return whether all voxels have the same label; {@code label(0, 0, 0)} is it */
	public boolean isUniform() {
		return runX.length == 1 && runY.length == 1 && runZ.length == 1;
	}

	/** @return source voxels along x */
	public int voxelsX() {
		return runX.length;
	}

	/** @return distinct source rows along y, neighbours may be equal */
	public int rows() {
		return runY.length;
	}

	/** @return source planes along z; neighbours differ */
	public int planes() {
		return runZ.length;
	}

	/**
	 * @param i source voxel along x
	 * @return how many voxels of the block it becomes
	 */
	public int runX(final int i) {
		return runX[i];
	}

	/**
	 * @param i source voxel along x, 0 … {@code voxelsX()}
	 * @return the first voxel of the row that it becomes
	 */
	public int startX(final int i) {
		return startX[i];
	}

	/**
	 * @param j source row
	 * @return how many rows of the block it becomes
	 */
	public int runY(final int j) {
		return runY[j];
	}

	/**
	 * @param k source plane
	 * @return how many planes of the block it becomes
	 */
	public int runZ(final int k) {
		return runZ[k];
	}

	/**
	 * @param i source voxel along x
	 * @param j source row
	 * @param k source plane
	 * @return its label
	 */
	public long label(final int i, final int j, final int k) {
		return labels[index(j, k) + i];
	}

	/** @return the array that {@link #index} points into; not a copy, not to be changed */
	public long[] labels() {
		return labels;
	}

	/**
	 * @param j source row
	 * @param k source plane
	 * @return where in {@link #labels} the row starts
	 */
	public int index(final int j, final int k) {
		final int row = k * runY.length + j;
		return rows == null ? offset + row * runX.length : rows[row];
	}

	/**
	 * @param j source row, above 0
	 * @param k source plane
	 * @return whether the row equals the one before it
	 */
	public boolean repeatsRow(final int j, final int k) {
		return equalRows(labels, index(j, k), index(j - 1, k), runX.length);
	}

	/**
	 * Writes one expanded row.
	 *
	 * @param j source row
	 * @param k source plane
	 * @param order byte order of the labels
	 * @param out takes {@link #rowBytes} bytes
	 * @param at first index
	 */
	public void expandRow(final int j, final int k, final ByteOrder order, final byte[] out, final int at) {
		final int row = index(j, k);
		final int step = type.bytes();
		int to = at;
		int i = 0;
		while (i < runX.length) {
			final long label = labels[row + i];
			int voxels = runX[i++];
			while (i < runX.length && labels[row + i] == label)
				voxels += runX[i++];
			to = fill(label, voxels * step, order, out, to);
		}
	}

	/** Repeats a label over a number of bytes by copying what is there already, twice as much each time. */
	private int fill(final long label, final int bytes, final ByteOrder order, final byte[] out, final int at) {
		type.put(label, order, out, at);
		for (int done = type.bytes(); done < bytes;) {
			final int more = Math.min(done, bytes - done);
			System.arraycopy(out, at, out, at + done, more);
			done += more;
		}
		return at + bytes;
	}

	/**
	 * Writes one expanded plane, x fastest.
	 *
	 * @param k source plane
	 * @param order byte order of the labels
	 * @param out takes {@link #planeBytes} bytes
	 * @param at first index
	 */
	public void expandPlane(final int k, final ByteOrder order, final byte[] out, final int at) {
		final int row = Math.toIntExact(rowBytes());
		int to = at;
		for (int j = 0; j < runY.length; j++) {
			expandRow(j, k, order, out, to);
			for (int r = 1; r < runY[j]; r++)
				System.arraycopy(out, to, out, to + r * row, row);
			to += runY[j] * row;
		}
	}

	/**
	 * Writes the labels of the whole expanded block, x fastest.
	 *
	 * @param out takes as many as the block has voxels, from index 0 on
	 */
	public void expand(final long[] out) {
		final int nx = size[0];
		final int plane = nx * size[1];
		int at = 0;
		for (int k = 0; k < runZ.length; k++) {
			final int first = at;
			for (int j = 0; j < runY.length; j++) {
				final int row = index(j, k);
				for (int i = 0; i < runX.length; i++)
					Arrays.fill(out, at + startX[i], at + startX[i + 1], labels[row + i]);
				for (int r = 1; r < runY[j]; r++)
					System.arraycopy(out, at, out, at + r * nx, nx);
				at += runY[j] * nx;
			}
			for (int r = 1; r < runZ[k]; r++)
				System.arraycopy(out, first, out, first + r * plane, plane);
			at = first + runZ[k] * plane;
		}
	}

	/**
	 * Writes the whole expanded block, x fastest.
	 *
	 * @param order byte order of the labels
	 * @param out takes {@link #bytes} bytes
	 * @param at first index
	 */
	public void expand(final ByteOrder order, final byte[] out, final int at) {
		final int plane = Math.toIntExact(planeBytes());
		int to = at;
		for (int k = 0; k < runZ.length; k++) {
			expandPlane(k, order, out, to);
			for (int r = 1; r < runZ[k]; r++)
				System.arraycopy(out, to, out, to + r * plane, plane);
			to += runZ[k] * plane;
		}
	}

	/**
	 * Makes the block larger for a format that stores the blocks at the end of a volume at full size: the last voxels, rows and
	 * planes repeat more often, which costs least. Readers take no notice of what is beyond the volume.
	 *
	 * @param wanted voxels, x, y, z; none less than the block has
	 * @return a block of that size, sharing the labels of this one; this one if it has that size
	 */
	public RunBlock extended(final int[] wanted) {
		if (Arrays.equals(wanted, size))
			return this;
		return new RunBlock(type, labels, offset, rows, longer(runX, wanted[0] - size[0]), longer(runY, wanted[1] - size[1]),
			longer(runZ, wanted[2] - size[2]), wanted.clone());
	}

	/**
	 * Makes the block larger for a format that stores the blocks at the end of a volume at full size, with label 0 beyond the
	 * volume, for readers that do not know where it ends.
	 *
	 * @param wanted voxels, x, y, z; none less than the block has
	 * @return a block of that size; this one if it has that size
	 */
	public RunBlock filledUp(final int[] wanted) {
		if (Arrays.equals(wanted, size))
			return this;
		final int[] x = withRun(runX, wanted[0] - size[0]);
		final int[] y = withRun(runY, wanted[1] - size[1]);
		final int[] z = withRun(runZ, wanted[2] - size[2]);
		final long[] filled = new long[Math.multiplyExact(Math.multiplyExact(x.length, y.length), z.length)];
		for (int k = 0; k < runZ.length; k++)
			for (int j = 0; j < runY.length; j++)
				System.arraycopy(labels, index(j, k), filled, (k * y.length + j) * x.length, runX.length);
		return of(type, filled, x, y, z);
	}

	/** NB: a new last run is as long as the runs are to be longer. */
	private static int[] withRun(final int[] runs, final int more) {
		return more == 0 ? runs : longer(Arrays.copyOf(runs, runs.length + 1), more);
	}

	private static int[] longer(final int[] runs, final int more) {
		if (more < 0)
			throw new IllegalArgumentException("a block cannot be extended by " + more + " voxels");
		final int[] longer = runs.clone();
		longer[runs.length - 1] += more;
		return longer;
	}

	/**
	 * Cuts a band of rows out of one plane: a block of one plane, sharing the labels of this one. For codecs that cannot
	 * take a whole plane at once.
	 *
	 * @param k source plane
	 * @param from first row of the block, 0 … {@code size(1) − 1}
	 * @param count rows of the block, at least 1
	 * @return a block of {@code size(0) × count × 1} voxels
	 */
	public RunBlock band(final int k, final int from, final int count) {
		int first = 0;
		int start = 0;
		while (start + runY[first] <= from)
			start += runY[first++];
		final int[] run = new int[runY.length - first];
		int bandRows = 0;
		for (int at = from; at < from + count; bandRows++) {
			final int end = Math.min(start + runY[first + bandRows], from + count);
			run[bandRows] = end - at;
			start += runY[first + bandRows];
			at = end;
		}
		final int row = k * runY.length + first;
		return new RunBlock(type, labels, index(first, k), rows == null ? null : Arrays.copyOfRange(rows, row, row + bandRows), runX, Arrays
			.copyOf(run, bandRows), new int[] { 1 }, new int[] { size[0], count, 1 });
	}

	private static boolean allEqual(final long[] labels, final int count) {
		final long first = labels[0];
		for (int i = 1; i < count; i++)
			if (labels[i] != first)
				return false;
		return true;
	}

	private static int sum(final int[] runs) {
		int sum = 0;
		for (final int run : runs)
			sum += run;
		return sum;
	}
}
