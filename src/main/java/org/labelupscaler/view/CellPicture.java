package org.labelupscaler.view;

import java.util.Arrays;

/**
 * Draws the cells near a plane as dots. Cells in the plane are bright, those before and behind it smaller and darker, and
 * below them. A dot that has room for it has a black rim, so that it is seen over a label of its own colour. Used by one
 * thread at a time; keeps its memory for the next drawing.
 */
public final class CellPicture {

	/**
	 * Where cells are drawn: as a box with the picture in its middle.
	 *
	 * @param toPicture from a position in voxels to a place: pixel x, y, where pixel i is i ≤ x &lt; i + 1, and the distance
	 *          from the plane; 3 rows of 3 factors and an addend
	 * @param width pixels of a row
	 * @param height rows
	 * @param front distance at which the plane begins, inclusive
	 * @param back distance at which it ends, exclusive
	 * @param depth how far before and behind it cells are seen
	 */
	public record Plane(double[] toPicture, int width, int height, double front, double back, double depth) {

		/** Copies the factors. */
		public Plane {
			toPicture = toPicture.clone();
		}

		@Override
		public double[] toPicture() {
			return toPicture.clone();
		}

		@Override
		public boolean equals(final Object other) {
			return other instanceof Plane o && Arrays.deepEquals(parts(), o.parts());
		}

		@Override
		public int hashCode() {
			return Arrays.deepHashCode(parts());
		}

		private Object[] parts() {
			return new Object[] { toPicture, width, height, front, back, depth };
		}
	}

	/** The part of a picture that dots may cover before they become smaller. */
	private static final double COVER = 0.2;
	private static final int RIM = 0xFF000000;
	/** Cells in the plane, and two kinds of others: nearer and farther than half the depth. */
	private static final int LAYERS = 3;

	private final int[][] found = new int[LAYERS][1 << 12];
	private final int[] counts = new int[LAYERS];
	private int step = 1;

	/**
	 * @param cells how many cells are in a picture
	 * @param pixels how many pixels it has
	 * @param largest the largest radius a dot may have
	 * @return the radius of their dots; 0.5 or less is a single pixel
	 */
	public static double radius(final double cells, final double pixels, final double largest) {
		return Math.max(0.5, Math.min(largest, Math.sqrt(COVER * pixels / (Math.PI * Math.max(1, cells)))));
	}

	/**
	 * Finds the cells to be drawn.
	 *
	 * @param cloud the cells
	 * @param plane where they are drawn
	 * @param margin how far outside the picture cells may lie, in pixels
	 * @param most how many may be looked at, about; if there are more near the plane, only every second, third, ... is, as
	 *          many in all parts of the picture
	 * @return how many there are; a multiple of {@link #step()}
	 */
	public long find(final CellCloud cloud, final Plane plane, final double margin, final int most) {
		Arrays.fill(counts, 0);
		final double[] t = plane.toPicture;
		final double right = plane.width + margin;
		final double bottom = plane.height + margin;
		final double[] min = { -margin, -margin, plane.front - plane.depth };
		final double[] max = { right, bottom, plane.back + plane.depth };
		final long[] near = new long[1];
		cloud.near(t, min, max, (first, end) -> near[0] += end - first);
		step = (int) Math.max(1, (near[0] + most - 1) / most);
		cloud.near(t, min, max, (first, end) -> {
			// NB: cells that follow each other lie in the same tile or in neighbours.
			for (long next = (first + step - 1L) / step * step; next < end; next += step) {
				final int cell = (int) next;
				final double x = cloud.position(cell, 0);
				final double y = cloud.position(cell, 1);
				final double z = cloud.position(cell, 2);
				final double distance = t[8] * x + t[9] * y + t[10] * z + t[11];
				if (!(distance >= min[2] && distance < max[2]))
					continue;
				final double across = t[0] * x + t[1] * y + t[2] * z + t[3];
				final double down = t[4] * x + t[5] * y + t[6] * z + t[7];
				if (across >= -margin && across < right && down >= -margin && down < bottom)
					keep(layer(plane, distance), cell);
			}
		});
		long all = 0;
		for (final int count : counts)
			all += count;
		return all * step;
	}

	/** @return 1 if all cells near the plane were looked at last; 2 if every second was, and so on */
	public int step() {
		return step;
	}

	private static int layer(final Plane plane, final double distance) {
		final double away = Math.max(plane.front - distance, distance - plane.back);
		return distance >= plane.front && distance < plane.back ? 0 : away <= plane.depth / 2 ? 1 : 2;
	}

	private void keep(final int layer, final int cell) {
		if (counts[layer] == found[layer].length)
			found[layer] = Arrays.copyOf(found[layer], 2 * counts[layer]);
		found[layer][counts[layer]++] = cell;
	}

	/**
	 * Draws the cells that were found last.
	 *
	 * @param cloud the cells
	 * @param plane where they are drawn
	 * @param radius of a cell in the plane, in pixels
	 * @param pixels takes the dots, 0xFFRRGGBB; x fastest
	 */
	public void draw(final CellCloud cloud, final Plane plane, final double radius, final int[] pixels) {
		final double[] t = plane.toPicture;
		for (int layer = LAYERS - 1; layer >= 0; layer--) {
			final Dot dot = Dot.of(radius * (1 - 0.25 * layer));
			for (int i = 0; i < counts[layer]; i++) {
				final int cell = found[layer][i];
				final double x = cloud.position(cell, 0);
				final double y = cloud.position(cell, 1);
				final double z = cloud.position(cell, 2);
				dot.draw((int) Math.floor(t[0] * x + t[1] * y + t[2] * z + t[3]), (int) Math.floor(t[4] * x + t[5] * y + t[6] * z +
					t[7]), color(cloud.color(cell), layer), plane, pixels);
			}
		}
	}

	/** In the plane a third of the way to white, so that it differs from its label; the others less. */
	static int color(final int rgb, final int layer) {
		final int white = layer == 0 ? 80 : layer == 1 ? 40 : 0;
		int color = 0xFF;
		for (int shift = 16; shift >= 0; shift -= 8) {
			final int channel = rgb >> shift & 0xFF;
			color = color << 8 | channel + (255 - channel) * white / 256;
		}
		return color;
	}

	/**
	 * A disc.
	 *
	 * @param reach pixels from the middle to the outermost one
	 * @param inner for each row from the top, pixels from the middle to the last one of the colour; -1 for none
	 * @param outer the same with the rim
	 */
	private record Dot(int reach, int[] inner, int[] outer) {

		/** Smaller discs have no room for a rim. */
		private static final double SMALLEST_WITH_RIM = 1.4;

		static Dot of(final double radius) {
			final double whole = radius < SMALLEST_WITH_RIM ? radius : radius + 1;
			final int reach = (int) whole;
			final int[] inner = new int[2 * reach + 1];
			final int[] outer = new int[2 * reach + 1];
			for (int row = 0; row <= 2 * reach; row++) {
				inner[row] = half(radius, row - reach);
				outer[row] = half(whole, row - reach);
			}
			return new Dot(reach, inner, outer);
		}

		/** Pixels from the middle of a row of a disc to the last one in it. */
		private static int half(final double radius, final int row) {
			final double square = radius * radius - row * row;
			return square < 0 ? -1 : (int) Math.sqrt(square);
		}

		void draw(final int x, final int y, final int color, final Plane plane, final int[] pixels) {
			for (int row = Math.max(0, y - reach); row <= Math.min(plane.height - 1, y + reach); row++) {
				final int in = inner[row - y + reach];
				final int out = outer[row - y + reach];
				for (int column = Math.max(0, x - out); column <= Math.min(plane.width - 1, x + out); column++)
					pixels[row * plane.width + column] = Math.abs(column - x) <= in ? color : RIM;
			}
		}
	}
}
