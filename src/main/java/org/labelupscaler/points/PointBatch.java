package org.labelupscaler.points;

/**
 * Some points that follow each other in a file. Thread-safe as long as nobody changes the arrays, which are not copied.
 *
 * @param first number of the first point in the file, from 0; malformed rows are not counted
 * @param x as the file has them, any double
 * @param y as many
 * @param z as many
 * @param rows what the file says of them
 */
public record PointBatch(long first, double[] x, double[] y, double[] z, Rows rows) {

	/** Points in a batch. */
	public static final int MOST = 1 << 14;

	/** What a file says of points, as text. Thread-safe. */
	public interface Rows {

		/**
		 * @param row a point of the batch, from 0
		 * @return what stands in the columns of the file; not to be changed. Numbers are such that they can be read back
		 *         without loss
		 */
		String[] fields(int row);
	}

	/** @return how many there are */
	public int count() {
		return x.length;
	}

	/**
	 * @param axis 0, 1 or 2
	 * @return the coordinates along it; not a copy
	 */
	public double[] axis(final int axis) {
		return axis == 0 ? x : axis == 1 ? y : z;
	}
}
