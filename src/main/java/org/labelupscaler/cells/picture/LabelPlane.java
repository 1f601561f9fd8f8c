package org.labelupscaler.cells.picture;

import java.util.Arrays;
import java.util.function.LongPredicate;

import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.grid.AxisMap;

/**
 * Labels in the plane of a picture: one for each voxel of the source, or for fewer and evenly spread target voxels if there
 * are more than {@value #MOST} of these a side.
 *
 * @param width labels across
 * @param height labels down
 * @param ids what they are called in the source, across fastest; not copied
 */
record LabelPlane(int width, int height, long[] ids) {

	/** The most labels a side: the dots of a large print. */
	static final int MOST = 1200;

	/** What has any label in a silhouette. */
	private static final long SOMETHING = 1;

	/**
	 * A section in the middle of the bins' slab.
	 *
	 * @param labels the labels
	 * @param grid the plane
	 * @param shown which labels are shown; others are background, 0
	 */
	static LabelPlane section(final CellLabels labels, final BinGrid grid, final LongPredicate shown) {
		final Sampling sampling = new Sampling(labels, grid);
		final long[] ids = new long[sampling.width() * sampling.height()];
		final int[] all = new int[ids.length];
		Arrays.setAll(all, i -> i);
		sampling.read(all, ids.length, (grid.from() + grid.to()) / 2, ids);
		for (int i = 0; i < ids.length; i++)
			ids[i] = shown.test(ids[i]) ? ids[i] : 0;
		return new LabelPlane(sampling.width(), sampling.height(), ids);
	}

	/**
	 * All that has a label anywhere along the slab.
	 *
	 * @param labels the labels
	 * @param grid the plane and the slab
	 * @param shown which labels are looked for
	 * @return 1 where there is one, else 0
	 */
	static LabelPlane silhouette(final CellLabels labels, final BinGrid grid, final LongPredicate shown) {
		final Sampling sampling = new Sampling(labels, grid);
		final long[] ids = new long[sampling.width() * sampling.height()];
		final int[] open = new int[ids.length];
		Arrays.setAll(open, i -> i);
		int count = open.length;
		final long[] found = new long[open.length];
		final long[] slices = slices(labels.maps().get(grid.axis()), grid.from(), grid.to());
		// NB: from the middle outwards, where most is found at once; what is found is not looked for again.
		for (int i = 0; i < slices.length && count > 0; i++) {
			final int slice = slices.length / 2 + (i % 2 == 0 ? i / 2 : -(i + 1) / 2);
			sampling.read(open, count, slices[Math.floorMod(slice, slices.length)], found);
			int left = 0;
			for (int k = 0; k < count; k++)
				if (found[k] != 0 && shown.test(found[k]))
					ids[open[k]] = SOMETHING;
				else
					open[left++] = open[k];
			count = left;
		}
		return new LabelPlane(sampling.width(), sampling.height(), ids);
	}

	/** A target voxel for each voxel of the source that the slab reaches, or as many as may be, evenly spread. */
	private static long[] slices(final AxisMap map, final long from, final long to) {
		final boolean finer = map.fullSize() >= map.sourceSize();
		final long first = finer ? map.sourceIndex(from) : from;
		final long last = finer ? map.sourceIndex(to - 1) : to - 1;
		final long count = last - first + 1;
		final long[] slices = new long[(int) Math.min(MOST, count)];
		for (int i = 0; i < slices.length; i++) {
			final long index = first + AxisMap.nearest(count, slices.length).sourceIndex(i);
			slices[i] = finer ? Math.max(from, map.firstIndex(index)) : index;
		}
		return slices;
	}

	/** The label at a place; 0 beyond the plane. */
	long at(final int x, final int y) {
		return x < 0 || y < 0 || x >= width || y >= height ? 0 : ids[y * width + x];
	}

	/** Which target voxels are looked at. */
	private static final class Sampling {

		private final CellLabels labels;
		private final BinGrid grid;
		private final AxisMap columns;
		private final AxisMap rows;
		private final int width;

		Sampling(final CellLabels labels, final BinGrid grid) {
			this.labels = labels;
			this.grid = grid;
			columns = axis(grid.across());
			rows = axis(grid.down());
			width = (int) columns.fullSize();
		}

		/** From places of the plane to the target voxels at their centres. */
		private AxisMap axis(final int d) {
			final long size = grid.size()[d];
			return AxisMap.nearest(size, Math.min(MOST, Math.min(size, labels.maps().get(d).sourceSize())));
		}

		int width() {
			return width;
		}

		int height() {
			return (int) rows.fullSize();
		}

		/** Reads the labels of some places of the plane. */
		void read(final int[] places, final int count, final long slice, final long[] ids) {
			final long[] voxels = new long[3 * count];
			for (int i = 0; i < count; i++) {
				voxels[3 * i + grid.across()] = columns.sourceIndex(places[i] % width);
				voxels[3 * i + grid.down()] = rows.sourceIndex(places[i] / width);
				voxels[3 * i + grid.axis()] = slice;
			}
			labels.ids(voxels, count, ids);
		}
	}
}
