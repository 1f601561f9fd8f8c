package org.labelupscaler.view;

import java.awt.image.BufferedImage;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.LabelSource;

/**
 * A slice of a label volume as a picture in label colours on black, in true proportions: one scale for both sides, by nearest
 * neighbour. A pixel is as large as the shorter edge of a voxel, or larger, so that no side has more than {@value #MOST} pixels.
 */
public final class SlicePicture {

	/** The largest side of a picture. */
	public static final int MOST = 2048;

	private static final int TILE = 128;

	private SlicePicture() {}

	/**
	 * Draws a slice. The axes of the picture are the two others, right and down: x,y for a slice along z, x,z along y, z,y along
	 * x, as in BigDataViewer and ImageJ's orthogonal views.
	 *
	 * @param labels the volume
	 * @param colors their colours
	 * @param axis 0, 1 or 2: what the slice is cut across
	 * @param slice index along that axis
	 * @return the picture
	 * @throws InvalidInputException if the volume has no such slice
	 */
	public static BufferedImage draw(final LabelSource labels, final LabelColors colors, final int axis, final long slice) {
		final long[] size = labels.size();
		if (slice < 0 || slice >= size[axis])
			throw new InvalidInputException("slice " + slice + " does not exist: " + labels.name() + " has slices 0 to " +
				(size[axis] - 1) + " along " + "xyz".charAt(axis));
		final int across = axis == 0 ? 2 : 0;
		final int down = axis == 1 ? 2 : 1;
		final VoxelSize voxel = labels.voxelSize();
		final double wide = size[across] * voxel.get(across);
		final double high = size[down] * voxel.get(down);
		final double pixel = Math.max(Math.min(voxel.get(across), voxel.get(down)), Math.max(wide, high) / MOST);
		final int width = pixels(wide / pixel);
		final int height = pixels(high / pixel);
		final AxisMap columns = AxisMap.nearest(size[across], width);
		final AxisMap rows = AxisMap.nearest(size[down], height);
		final BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		final long[] min = new long[3];
		final int[] box = { 1, 1, 1 };
		min[axis] = slice;
		final long[] one = new long[1];
		// NB: tile by tile, so that a volume stored in blocks needs few of them at a time.
		for (int top = 0; top < height; top += TILE)
			for (int left = 0; left < width; left += TILE)
				for (int y = top; y < Math.min(height, top + TILE); y++) {
					min[down] = rows.sourceIndex(y);
					for (int x = left; x < Math.min(width, left + TILE); x++) {
						min[across] = columns.sourceIndex(x);
						labels.read(min, box, one);
						picture.setRGB(x, y, colors.argb(one[0]));
					}
				}
		return picture;
	}

	private static int pixels(final double length) {
		return (int) Math.max(1, Math.min(MOST, Math.round(length)));
	}
}
