package org.labelupscaler.cells.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.ProgressListener;

/**
 * Labels in the plane of a picture: one for each voxel of the source, or for fewer and evenly spread target voxels if there
 * are more than {@value #MOST} of these a side.
 *
 * @param width labels across
 * @param height labels down
 * @param ids what they are called in the source, across fastest; not copied
 */
record LabelPlane(int width, int height, long[] ids) {

	/** The most labels a side: two pixels each, of a picture of usual size. */
	static final int MOST = 800;

	private static final int TILE = 64;

	/** What has any label in a silhouette. */
	private static final long SOMETHING = 1;

	/**
	 * A section in the middle of the bins' slab.
	 *
	 * @param labels the labels
	 * @param grid the plane
	 * @param shown which labels are shown; others are background, 0
	 * @param listener asked whether to stop
	 */
	static LabelPlane section(final CellLabels labels, final BinGrid grid, final LongPredicate shown,
		final ProgressListener listener)
	{
		final Sampling sampling = new Sampling(labels, grid);
		final long[] ids = new long[sampling.width() * sampling.height()];
		for (final int[] tile : sampling.tiles()) {
			check(listener);
			final long[] found = new long[tile.length];
			sampling.read(tile, tile.length, (grid.from() + grid.to()) / 2, found);
			for (int k = 0; k < tile.length; k++)
				ids[tile[k]] = shown.test(found[k]) ? found[k] : 0;
		}
		return new LabelPlane(sampling.width(), sampling.height(), ids);
	}

	/**
	 * All that has a label anywhere along the slab.
	 *
	 * @param labels the labels
	 * @param grid the plane and the slab
	 * @param shown which labels are looked for
	 * @param listener asked whether to stop
	 * @return 1 where there is one, else 0
	 */
	static LabelPlane silhouette(final CellLabels labels, final BinGrid grid, final LongPredicate shown,
		final ProgressListener listener)
	{
		final Sampling sampling = new Sampling(labels, grid);
		final long[] ids = new long[sampling.width() * sampling.height()];
		final long[] slices = slices(labels.maps().get(grid.axis()), grid.from(), grid.to());
		for (final int[] open : sampling.tiles()) {
			check(listener);
			final long[] found = new long[open.length];
			int count = open.length;
			// NB: from the middle to the end and then to the start; most is found at once, and is not looked for again.
			for (int i = 0; i < slices.length && count > 0; i++) {
				final int middle = slices.length / 2;
				final int slice = middle + i < slices.length ? middle + i : slices.length - 1 - i;
				sampling.read(open, count, slices[slice], found);
				int left = 0;
				for (int k = 0; k < count; k++)
					if (found[k] != 0 && shown.test(found[k]))
						ids[open[k]] = SOMETHING;
					else
						open[left++] = open[k];
				count = left;
			}
		}
		return new LabelPlane(sampling.width(), sampling.height(), ids);
	}

	private static void check(final ProgressListener listener) {
		if (listener.cancelled())
			throw new CancelledException();
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

		/** The places of the plane, tile by tile, so that a volume stored in blocks needs few of them at a time. */
		List<int[]> tiles() {
			final List<int[]> tiles = new ArrayList<>();
			for (int top = 0; top < height(); top += TILE)
				for (int left = 0; left < width; left += TILE) {
					final int across = Math.min(TILE, width - left);
					final int[] tile = new int[across * Math.min(TILE, height() - top)];
					final int first = top * width + left;
					Arrays.setAll(tile, i -> first + i / across * width + i % across);
					tiles.add(tile);
				}
			return tiles;
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
