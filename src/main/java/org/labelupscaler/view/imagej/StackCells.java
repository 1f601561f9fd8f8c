package org.labelupscaler.view.imagej;

import java.util.Arrays;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.view.CellCloud;
import org.labelupscaler.view.CellLayer;
import org.labelupscaler.view.CellPicture;
import org.labelupscaler.view.CellVolume;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;

/** Puts cells over the slices of one level of labels, which become darker. Thread-safe. */
interface StackCells {

	/** Cells so many voxels of full resolution above and below a slice are seen in it, too. */
	int DEPTH = 2;
	/** The largest dot: the longer side of a slice divided by this. */
	double LARGEST = 250;

	/**
	 * Puts them over a slice.
	 *
	 * @param slice from 0
	 * @param argb the labels in their colours
	 */
	void over(int slice, int[] argb);

	/**
	 * @param cells points or a volume
	 * @param labels the labels
	 * @param level which level of them
	 * @throws LabelUpscalerException if a volume does not fit the labels
	 */
	static StackCells of(final CellLayer cells, final LabelPyramid labels, final int level) {
		// NB: sealed, but Java 17 has no switch over types.
		return cells instanceof CellCloud cloud ? points(cloud, labels, level) : volume((CellVolume) cells, labels, level);
	}

	private static StackCells points(final CellCloud cloud, final LabelPyramid labels, final int level) {
		final long[] size = labels.level(level).size();
		final double[] factors = labels.factors(level);
		final double[] toSlice = new double[12];
		for (int d = 0; d < 3; d++)
			toSlice[5 * d] = 1 / factors[d];
		final double depth = DEPTH / factors[2];
		// NB: the same radius in all slices, or the dots would jump from slice to slice.
		final double cellsPerSlice = cloud.count() * Math.min(1, (1 + 2 * depth) / size[2]);
		final double radius = CellPicture.radius(cellsPerSlice, size[0] * size[1], Math.max(1.5, Math.max(size[0], size[1]) /
			LARGEST));
		final CellPicture picture = new CellPicture();
		return (slice, argb) -> {
			darken(argb);
			final CellPicture.Plane plane = new CellPicture.Plane(toSlice, (int) size[0], (int) size[1], slice, slice + 1, depth);
			synchronized (picture) {
				picture.find(cloud, plane, radius + 1, Integer.MAX_VALUE);
				picture.draw(cloud, plane, radius, argb);
			}
		};
	}

	private static StackCells volume(final CellVolume cells, final LabelPyramid labels, final int level) {
		final LabelSource source = sameSize(cells.volume(), labels.level(level).size());
		final LabelColors colors = cells.colors();
		final int width = (int) source.size()[0];
		return (slice, argb) -> {
			darken(argb);
			final long[] row = new long[width];
			final int[] color = new int[width];
			for (int y = 0; y < argb.length / width; y++) {
				source.read(new long[] { 0, y, slice }, new int[] { width, 1, 1 }, row);
				colors.argb(row, width, color, 0);
				for (int x = 0; x < width; x++)
					if (row[x] != 0)
						argb[y * width + x] = color[x];
			}
		};
	}

	private static LabelSource sameSize(final LabelPyramid volume, final long[] size) {
		for (int level = 0; level < volume.levels(); level++)
			if (Arrays.equals(volume.level(level).size(), size))
				return volume.level(level);
		throw new LabelUpscalerException("The cells in " + volume.name() + " have no level of " + size[0] + " x " + size[1] +
			" x " + size[2] + " voxels, as the labels have. Use BigDataViewer to see them over each other.");
	}

	private static void darken(final int[] argb) {
		for (int i = 0; i < argb.length; i++)
			argb[i] = argb[i] & 0xFF000000 | argb[i] >>> 1 & 0x7F7F7F;
	}
}
