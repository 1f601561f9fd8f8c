package org.labelupscaler.cells.picture;

import java.util.Arrays;

/**
 * The density of cells in the plane of a picture.
 *
 * @param width bins across
 * @param height bins down
 * @param values cells per area or per volume, across fastest; not copied
 */
record DensityMap(int width, int height, double[] values) {

	/**
	 * Projects cells along the axis of their bins. What is smoothed is smoothed along all axes that are kept apart, before the
	 * maximum is taken. Of what is beyond the bins nothing is known, so it has no weight: an even density stays even up to the
	 * border.
	 *
	 * @param cells the cells
	 * @param sigma standard deviation of the Gaussian curve in bins; 0 for none
	 */
	static DensityMap of(final BinnedCells cells, final double sigma) {
		final BinGrid grid = cells.grid();
		final int width = grid.width();
		final int height = grid.height();
		final double[] kernel = kernel(sigma);
		final int radius = kernel.length / 2;
		final double[][] planes = new double[kernel.length][];
		final double[] densest = new double[width * height];
		// NB: planes are smoothed one after the other, and only as many are kept as have a part in one.
		for (int layer = -radius; layer < grid.depth(); layer++) {
			final int ahead = layer + radius;
			planes[ahead % kernel.length] = ahead < grid.depth() ? plane(cells.counts(), ahead, width, height, kernel) : null;
			if (layer < 0)
				continue;
			final double[] here = !grid.layers() ? planes[0] : along(planes, layer, kernel, densest.length);
			for (int i = 0; i < densest.length; i++)
				densest[i] = Math.max(densest[i], here[i]);
		}
		for (int i = 0; i < densest.length; i++)
			densest[i] *= grid.densityOfOne();
		return new DensityMap(width, height, densest);
	}

	/** The weighted mean of a plane and those before and after it. */
	private static double[] along(final double[][] planes, final int layer, final double[] kernel, final int length) {
		final double[] sum = new double[length];
		final int radius = kernel.length / 2;
		double weight = 0;
		for (int k = -radius; k <= radius; k++) {
			final double[] plane = layer + k < 0 ? null : planes[(layer + k) % kernel.length];
			weight += plane == null ? 0 : kernel[k + radius];
			for (int i = 0; plane != null && i < length; i++)
				sum[i] += kernel[k + radius] * plane[i];
		}
		for (int i = 0; i < length; i++)
			sum[i] /= weight;
		return sum;
	}

	private static double[] plane(final int[] counts, final int layer, final int width, final int height,
		final double[] kernel)
	{
		final double[] plane = new double[width * height];
		for (int i = 0; i < plane.length; i++)
			plane[i] = counts[layer * plane.length + i];
		for (int y = 0; y < height && kernel.length > 1; y++)
			smooth(plane, y * width, 1, width, kernel);
		for (int x = 0; x < width && kernel.length > 1; x++)
			smooth(plane, x, width, height, kernel);
		return plane;
	}

	/** Smooths one line of numbers. */
	private static void smooth(final double[] values, final int first, final int step, final int count,
		final double[] kernel)
	{
		final double[] line = new double[count];
		for (int i = 0; i < count; i++)
			line[i] = values[first + i * step];
		final int radius = kernel.length / 2;
		for (int i = 0; i < count; i++) {
			double sum = 0;
			double weight = 0;
			for (int k = Math.max(-radius, -i); k <= Math.min(radius, count - 1 - i); k++) {
				sum += kernel[k + radius] * line[i + k];
				weight += kernel[k + radius];
			}
			values[first + i * step] = sum / weight;
		}
	}

	/** The weights of a Gaussian curve, cut off at three standard deviations, of sum 1. */
	static double[] kernel(final double sigma) {
		final int radius = (int) Math.ceil(3 * sigma);
		final double[] kernel = new double[2 * radius + 1];
		for (int k = -radius; k <= radius; k++)
			kernel[k + radius] = sigma == 0 ? 1 : Math.exp(-k * k / (2 * sigma * sigma));
		final double sum = Arrays.stream(kernel).sum();
		for (int k = 0; k < kernel.length; k++)
			kernel[k] /= sum;
		return kernel;
	}

	/** The largest value. */
	double largest() {
		return Arrays.stream(values).max().orElse(0);
	}

	/** A value that one in five hundred of the bins that have cells exceeds; 0 if there are no cells. */
	double nearlyLargest() {
		final double[] sorted = Arrays.stream(values).filter(value -> value > 0).sorted().toArray();
		return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * 0.998))];
	}
}
