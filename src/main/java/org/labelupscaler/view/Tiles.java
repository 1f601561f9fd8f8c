package org.labelupscaler.view;

import org.labelupscaler.grid.VoxelSize;

/**
 * A volume cut into boxes of equal size, numbered with x fastest.
 *
 * @param edge voxels of a tile, x, y, z
 * @param count tiles along each axis
 */
record Tiles(int[] edge, int[] count) {

	/** Takes tiles that follow each other: the first, and the one after the last. */
	interface Run {

		void tiles(int first, int end);
	}

	/**
	 * Tiles that are about as long as they are wide.
	 *
	 * @param size voxels of the volume
	 * @param voxelSize edges of a voxel
	 * @param most how many tiles there may be
	 */
	static Tiles of(final long[] size, final VoxelSize voxelSize, final int most) {
		final int[] edge = new int[3];
		final int[] count = new int[3];
		double length = Math.cbrt(size[0] * voxelSize.x() * size[1] * voxelSize.y() * size[2] * voxelSize.z() / most);
		while (true) {
			long all = 1;
			for (int d = 0; d < 3; d++) {
				edge[d] = (int) Math.max(1, Math.min(size[d], Math.ceil(length / voxelSize.get(d))));
				count[d] = (int) ((size[d] - 1) / edge[d] + 1);
				all *= count[d];
			}
			if (all <= most)
				return new Tiles(edge, count);
			length *= 1.1;
		}
	}

	int all() {
		return count[0] * count[1] * count[2];
	}

	/** The tile of a voxel. */
	int tile(final int x, final int y, final int z) {
		return (z / edge[2] * count[1] + y / edge[1]) * count[0] + x / edge[0];
	}

	/**
	 * All tiles that touch a box, row by row, and maybe some more. Along a row each coordinate of the box grows steadily, so
	 * that what is within its bounds is one stretch, and so is what is within all three.
	 *
	 * @param toBox from a voxel position to a place in the box, 3 rows of 4
	 * @param min smallest place
	 * @param max largest
	 */
	void near(final double[] toBox, final double[] min, final double[] max, final Run run) {
		final double[] reach = new double[3];
		for (int r = 0; r < 3; r++)
			for (int d = 0; d < 3; d++)
				reach[r] += Math.abs(toBox[4 * r + d]) * edge[d] / 2;
		for (int z = 0; z < count[2]; z++)
			for (int y = 0; y < count[1]; y++) {
				double first = 0;
				double last = count[0] - 1;
				for (int r = 0; r < 3 && first <= last; r++) {
					final double start = toBox[4 * r] * 0.5 * edge[0] + toBox[4 * r + 1] * (y + 0.5) * edge[1] + toBox[4 * r + 2] *
						(z + 0.5) * edge[2] + toBox[4 * r + 3];
					final double step = toBox[4 * r] * edge[0];
					final double low = min[r] - reach[r] - start;
					final double high = max[r] + reach[r] - start;
					// NB: where the row runs along the box, division would tell nothing.
					if (Math.abs(step) * count[0] < 1e-9 * reach[r]) {
						if (low > 1e-6 * reach[r] || high < -1e-6 * reach[r])
							last = -1;
						continue;
					}
					// One more at either end, for rounding.
					first = Math.max(first, Math.ceil(Math.min(low / step, high / step)) - 1);
					last = Math.min(last, Math.floor(Math.max(low / step, high / step)) + 1);
				}
				if (first <= last) {
					final int row = (z * count[1] + y) * count[0];
					run.tiles(row + (int) first, row + (int) last + 1);
				}
			}
	}
}
