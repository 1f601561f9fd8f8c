package org.labelupscaler.fiji;

import java.awt.Component;
import java.awt.Container;
import java.awt.image.BufferedImage;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

import javax.swing.JCheckBox;
import javax.swing.SwingUtilities;

import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.view.CellCloud;
import org.labelupscaler.view.CellVolume;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.words.ViewedPoints;

import bdv.viewer.ViewerPanel;
import net.imglib2.realtransform.AffineTransform3D;

/** Looks at cells over labels in the real BigDataViewer: each dot is where the viewer shows the place of its cell. */
final class CellOverlayChecks {

	private static final int CELLS = 1200;
	/** Of a dot in the plane, where there is room and voxels are large. */
	private static final int RADIUS = 7;
	/** Clear of the box and the texts at the top, and of the window's edge. */
	private static final int TOP = 130;
	private static final int EDGE = 20;

	private CellOverlayChecks() {}

	static void run(final Path container, final LabelColors colors) throws Exception {
		final Volume labels = PlainN5.read(container.resolve("setup0/timepoint0/s0"));
		final MemoryCells cells = cells(labels);
		final LabelPyramid pyramid = LabelPyramid.open(container);
		final double[] voxelSize = pyramid.voxelSize().toArray();
		final WeakReference<CellCloud> cloud = new WeakReference<>(ViewedPoints.cloud(cells, cells.size(), pyramid.voxelSize(), colors,
			ProgressListener.NONE));
		final ViewerPanel viewer = BigDataViewerDriver.open(pyramid, colors, Optional.empty(), Optional.of(cloud.get()));
		final JCheckBox box = BigDataViewerDriver.waitFor("the box", () -> box((Container) SwingUtilities.getRoot(viewer)));
		for (int i = 0; i < 4; i++)
			SwingUtilities.invokeAndWait(() -> {});
		BigDataViewerDriver.seenWhole(viewer, "under cells");

		final AffineTransform3D straight = new AffineTransform3D();
		final double scale = 7 / voxelSize[0];
		straight.set(scale, 0, 0, 150, 0, scale, 0, 160, 0, 0, scale, -scale * voxelSize[2] * 6);
		final AffineTransform3D oblique = straight.copy();
		oblique.translate(-380, -330, 0);
		oblique.rotate(0, 0.5);
		oblique.rotate(1, -0.4);
		oblique.rotate(2, 0.9);
		oblique.translate(380, 330, 10);
		final AffineTransform3D close = straight.copy();
		close.scale(2);
		close.translate(-300, -300, 0);
		for (final AffineTransform3D view : new AffineTransform3D[] { straight, oblique, close }) {
			viewer.state().setViewerTransform(view);
			BigDataViewerDriver.waitFor("dots in " + view, () -> wrong(viewer, view, cells, colors, voxelSize) == 0 ? true : null);
		}
		viewer.state().setViewerTransform(straight);
		final int[] dot = lonely(viewer, straight, cells, voxelSize);
		final int color = light(colors, cells.ids()[dot[2]]);
		BigDataViewerDriver.waitFor("a dot", () -> BigDataViewerDriver.picture(viewer).getRGB(dot[0], dot[1]) == color ? true : null);
		BigDataViewerDriver.check(box.getText().matches("[\\d,]+ cells near this plane"), box.getText());
		SwingUtilities.invokeAndWait(box::doClick);
		final int label = colors.argb(cells.ids()[dot[2]]);
		BigDataViewerDriver.waitFor("the label without the dot, at half its brightness", () -> {
			final int rgb = BigDataViewerDriver.picture(viewer).getRGB(dot[0], dot[1]);
			boolean half = true;
			for (int shift = 0; shift < 24; shift += 8)
				half &= Math.abs((rgb >> shift & 0xFF) - (label >> shift & 0xFF) / 2.0) <= 1;
			return half ? true : null;
		});
		BigDataViewerDriver.close(viewer);
		BigDataViewerDriver.waitFor("the memory of the cells", () -> {
			System.gc();
			return cloud.get() == null ? true : null;
		});

		final LabelPyramid under = LabelPyramid.open(container);
		final ViewerPanel volumes = BigDataViewerDriver.open(under, colors, Optional.empty(), Optional.of(new CellVolume(
			LabelPyramid.open(container), colors)));
		BigDataViewerDriver.check(volumes.state().getSources().size() == 2, "a volume of cells is a second source");
		BigDataViewerDriver.close(volumes);
	}

	private static MemoryCells cells(final Volume labels) {
		final Random random = new Random(11);
		final double[][] positions = new double[3][CELLS];
		final long[] ids = new long[CELLS];
		for (int i = 0; i < CELLS; i++) {
			for (int d = 0; d < 3; d++)
				positions[d][i] = random.nextInt(labels.size()[d]) + 0.5;
			ids[i] = labels.at((long) positions[0][i], (long) positions[1][i], (long) positions[2][i]);
		}
		return new MemoryCells(new long[] { labels.size()[0], labels.size()[1], labels.size()[2] }, positions, ids);
	}

	/** How many cells in the plane, with no others near, have no dot of their colour; -1 if too few are in sight to tell. */
	private static int wrong(final ViewerPanel viewer, final AffineTransform3D view, final MemoryCells cells,
		final LabelColors colors, final double[] voxelSize)
	{
		final BufferedImage picture = BigDataViewerDriver.picture(viewer);
		final double[][] places = places(view, cells, voxelSize);
		int seen = 0;
		int wrong = 0;
		for (int i = 0; i < CELLS; i++) {
			final int[] pixel = pixel(picture, places[i]);
			if (pixel == null)
				continue;
			final boolean found = isDot(picture, pixel, light(colors, cells.ids()[i]));
			// NB: where two dots overlap either may be on top.
			boolean hidden = false;
			for (int k = 0; k < CELLS; k++)
				hidden |= k != i && near(places[i], places[k]);
			if (!hidden)
				seen++;
			if (!hidden && !found)
				wrong++;
		}
		return seen < 5 ? -1 : wrong;
	}

	/** Whether a dot of that colour, with its rim, has its middle there. */
	private static boolean isDot(final BufferedImage picture, final int[] middle, final int color) {
		boolean is = true;
		for (int side = -1; side <= 1; side += 2) {
			is &= picture.getRGB(middle[0] + side * RADIUS, middle[1]) == color;
			is &= picture.getRGB(middle[0], middle[1] + side * RADIUS) == color;
			is &= picture.getRGB(middle[0] + side * (RADIUS + 1), middle[1]) == 0xFF000000;
			is &= picture.getRGB(middle[0], middle[1] + side * (RADIUS + 1)) == 0xFF000000;
		}
		return is;
	}

	private static boolean near(final double[] a, final double[] b) {
		return Math.abs(b[2]) < 2.6 && Math.hypot(a[0] - b[0], a[1] - b[1]) < 2 * RADIUS + 4;
	}

	/** On the screen, and the distance from it in edges of a voxel along z: the centre of voxel i lies at i times its size. */
	private static double[][] places(final AffineTransform3D view, final MemoryCells cells, final double[] voxelSize) {
		final double[][] places = new double[CELLS][3];
		for (int i = 0; i < CELLS; i++) {
			final double[] global = new double[3];
			for (int d = 0; d < 3; d++)
				global[d] = (cells.positions()[d][i] - 0.5) * voxelSize[d];
			view.apply(global, places[i]);
			places[i][2] /= voxelSize[2] * Math.sqrt(view.get(0, 2) * view.get(0, 2) + view.get(1, 2) * view.get(1, 2) + view.get(2,
				2) * view.get(2, 2));
		}
		return places;
	}

	/** The pixel of a cell in the plane; null for others and those too near to the edge. */
	private static int[] pixel(final BufferedImage picture, final double[] place) {
		final int x = (int) Math.round(place[0]);
		final int y = (int) Math.round(place[1]);
		final boolean clear = x > EDGE && x < picture.getWidth() - EDGE && y > TOP && y < picture.getHeight() - EDGE;
		return clear && Math.abs(place[2]) < 0.45 ? new int[] { x, y } : null;
	}

	/** A cell in the plane that no other hides, in a label that is no background: pixel x, y, and its number. */
	private static int[] lonely(final ViewerPanel viewer, final AffineTransform3D view, final MemoryCells cells,
		final double[] voxelSize)
	{
		final double[][] places = places(view, cells, voxelSize);
		for (int i = 0; i < CELLS; i++) {
			final int[] pixel = pixel(BigDataViewerDriver.picture(viewer), places[i]);
			boolean lonely = pixel != null && cells.ids()[i] != 0;
			for (int k = 0; k < CELLS && lonely; k++)
				lonely = k == i || !near(places[i], places[k]);
			if (lonely)
				return new int[] { pixel[0], pixel[1], i };
		}
		throw new AssertionError("no cell stands alone");
	}

	/** The colour of a dot in the plane: 80 of 256 parts of the way to white. */
	private static int light(final LabelColors colors, final long id) {
		final int rgb = id == 0 ? 0xE0E0E0 : colors.argb(id);
		int light = 0xFF000000;
		for (int shift = 0; shift < 24; shift += 8) {
			final int channel = rgb >> shift & 0xFF;
			light |= channel + (255 - channel) * 80 / 256 << shift;
		}
		return light;
	}

	private static JCheckBox box(final Container container) {
		for (final Component component : container.getComponents()) {
			if (component instanceof JCheckBox box && "cells".equals(box.getName()))
				return box;
			if (component instanceof Container inner) {
				final JCheckBox found = box(inner);
				if (found != null)
					return found;
			}
		}
		return null;
	}
}
