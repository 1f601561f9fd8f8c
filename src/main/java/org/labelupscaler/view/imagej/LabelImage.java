package org.labelupscaler.view.imagej;

import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Owned;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.view.CellLayer;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Scene;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;

/**
 * A label volume in an ImageJ window: the finest level whose slices are not too large for one. The status bar shows the
 * id, and name, of the label under the cursor. Closing the window closes the volume.
 */
public final class LabelImage extends ImagePlus {

	/** Larger slices would make ImageJ slow; and a slice, which ImageJ keeps twice, should take an eighth of the memory. */
	private static final long MOST_PIXELS = Math.min(1 << 24, Runtime.getRuntime().maxMemory() / 64);

	/** Sides of a pixel that differ by less are the same to the eye: 1 %. */
	private static final double TRUE_PROPORTIONS = 0.01;

	private final LabelPyramid pyramid;
	private final LabelSource labels;
	private final LabelColors colors;
	private Optional<CellLayer> cells;
	private final LabelStack stack;
	private boolean closed;

	private LabelImage(final LabelPyramid pyramid, final int level, final LabelColors colors,
		final Optional<CellLayer> cells, final LabelStack stack)
	{
		super(title(pyramid, level), stack);
		this.cells = cells;
		this.stack = stack;
		this.pyramid = pyramid;
		this.labels = pyramid.level(level);
		this.colors = colors;
		final Calibration calibration = getCalibration();
		calibration.pixelWidth = labels.voxelSize().x();
		calibration.pixelHeight = labels.voxelSize().y();
		calibration.pixelDepth = labels.voxelSize().z();
		calibration.setUnit(labels.voxelSize().unit());
	}

	/**
	 * @param scene the volume, and cells to lie over it; taken if nothing fails, and closed with the image
	 * @param colors the colours
	 * @return the image, not shown yet
	 * @throws LabelUpscalerException if the slices of all levels are too large, or the cells are a volume of another size
	 */
	public static LabelImage of(final Owned<Scene> scene, final LabelColors colors) {
		return of(scene, colors, MOST_PIXELS);
	}

	/** With slices of so many pixels at most. */
	static LabelImage of(final Owned<Scene> scene, final LabelColors colors, final long mostPixels) {
		final LabelPyramid pyramid = scene.get().labels();
		final Optional<CellLayer> cells = scene.get().cells();
		for (int level = 0; level < pyramid.levels(); level++) {
			final long[] size = pyramid.level(level).size();
			if (size[0] * size[1] <= mostPixels) {
				final int shown = level;
				final StackCells over = cells.map(layer -> StackCells.of(layer, pyramid, shown)).orElse(null);
				final LabelImage image = new LabelImage(pyramid, level, colors, cells, new LabelStack(pyramid.level(level), colors, over));
				scene.take();
				return image;
			}
		}
		final long[] size = pyramid.level(pyramid.levels() - 1).size();
		throw new LabelUpscalerException("Slices of " + size[0] + " x " + size[1] + " pixels are too large for an ImageJ " +
			"window, and " + pyramid.name() + " has no smaller level. Upscale it with levels=auto, or use BigDataViewer.");
	}

	private static String title(final LabelPyramid pyramid, final int level) {
		final double[] f = pyramid.factors(level);
		return level == 0 ? pyramid.name() : pyramid.name() + " (1:" + Math.round(Math.max(f[0], Math.max(f[1], f[2]))) + ")";
	}

	/** @return that the picture is not in true proportions, if it is not: ImageJ draws each pixel as a square */
	public Optional<String> note() {
		final Calibration c = getCalibration();
		if (!pyramid.voxelSize().known() || Math.abs(Math.log(c.pixelWidth / c.pixelHeight)) < TRUE_PROPORTIONS)
			return Optional.empty();
		return Optional.of("The pixels of this stack are " + VoxelSize.format(c.pixelWidth) + " x " + VoxelSize.format(c.pixelHeight) + " " +
			labels.voxelSize().unit() + ", and ImageJ draws them as squares: lengths that it measures are right, what is seen is deformed. " +
			"BigDataViewer shows true proportions.");
	}

	/**
	 * @param x a pixel
	 * @param y a pixel
	 * @return id and name of the label of that pixel in the slice that is shown; empty outside
	 */
	public String label(final int x, final int y) {
		// NB: ImageJ puts another stack here when it crops or converts.
		if (getStack() != stack || x < 0 || y < 0 || x >= getWidth() || y >= getHeight())
			return "";
		final long[] label = new long[1];
		try {
			labels.read(new long[] { x, y, stack.slice(getCurrentSlice()) - 1L }, new int[] { 1, 1, 1 }, label);
		}
		catch (final RuntimeException e) {
			return closed ? "" : LabelUpscalerException.say(e, Remedy.Dialect.DIALOG);
		}
		final String name = colors.name(label[0]);
		return "label=" + labels.type().format(label[0]) + (name.isEmpty() ? "" : " " + name);
	}

	/** What lies over the labels; nothing when they are closed. */
	Optional<CellLayer> cells() {
		return cells;
	}

	@Override
	public void mouseMoved(final int x, final int y) {
		final String label = label(x, y);
		if (label.isEmpty())
			super.mouseMoved(x, y);
		else
			IJ.showStatus(label + ", " + getLocationAsString(x, y));
	}

	@Override
	public void flush() {
		super.flush();
		if (!isLocked())
			closeLabels();
	}

	/** NB: an image without a window is not flushed when it is closed. */
	@Override
	public void close() {
		super.close();
		closeLabels();
	}

	private void closeLabels() {
		if (closed)
			return;
		closed = true;
		pyramid.close();
		stack.close();
		cells.ifPresent(CellLayer::close);
		cells = Optional.empty();
	}
}
