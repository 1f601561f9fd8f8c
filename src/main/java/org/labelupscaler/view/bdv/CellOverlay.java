package org.labelupscaler.view.bdv;

import java.awt.Component;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.text.Quantities;
import org.labelupscaler.view.CellCloud;
import org.labelupscaler.view.CellPicture;
import org.labelupscaler.view.LabelPyramid;

/**
 * Draws cells over what BigDataViewer shows: those near the plane, whatever its orientation. It is a
 * {@code bdv.viewer.OverlayRenderer}, which is bound by name, as are the viewer's {@code state()} and
 * {@code getDisplay().overlays()}. Draws anew only if the view has changed. Used by the thread of the windows.
 */
final class CellOverlay {

	/** Cells so many voxels before and behind the plane are seen, and so many pixels of the screen if that is farther. */
	private static final double DEPTH_IN_VOXELS = 2;
	private static final double DEPTH_IN_PIXELS = 4;
	/** The largest radius of a dot: so many voxels, but neither too few pixels nor too many. */
	private static final double RADIUS_IN_VOXELS = 1.5;
	private static final double SMALLEST_RADIUS = 3;
	private static final double LARGEST_RADIUS = 7;
	/** More would take too long for a smooth movement, and they are far more than there are pixels for. */
	private static final int MOST_LOOKED_AT = 600_000;
	/** The picture of the volume comes first. */
	private static final int ABOVE_THE_PICTURE = 1;

	private final Component viewer;
	private final Component display;
	private final double[] toGlobal;
	private final Consumer<String> inView;
	private final CellPicture picture = new CellPicture();
	private CellCloud cloud;
	private boolean shown = true;
	private double[] transform;
	private BufferedImage image;

	/**
	 * @param cloud the cells
	 * @param labels the labels they belong to
	 * @param viewer a {@code bdv.viewer.ViewerPanel}
	 * @param inView hears how many cells are in view, in words
	 */
	CellOverlay(final CellCloud cloud, final LabelPyramid labels, final Component viewer, final Consumer<String> inView)
		throws ReflectiveOperationException
	{
		this.cloud = cloud;
		display = (Component) viewer.getClass().getMethod("getDisplay").invoke(viewer);
		this.viewer = viewer;
		this.inView = inView;
		toGlobal = toGlobal(labels);
	}

	/** NB: the centre of the first voxel lies at the offset, and half a voxel from its corner. */
	static double[] toGlobal(final LabelPyramid labels) {
		final VoxelSize voxelSize = labels.voxelSize();
		final double[] affine = new double[12];
		for (int d = 0; d < 3; d++) {
			affine[5 * d] = voxelSize.get(d);
			affine[4 * d + 3] = labels.offset()[d] - 0.5 * voxelSize.get(d);
		}
		return affine;
	}

	/** Puts it into the viewer, below the texts. */
	void add() throws ReflectiveOperationException {
		final Class<?> type = Class.forName("bdv.viewer.OverlayRenderer");
		final Object renderer = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method,
			args) -> switch (method.getName()) {
			case "drawOverlays" -> {
				draw((Graphics) args[0]);
				yield null;
			}
			case "equals" -> proxy == args[0];
			case "hashCode" -> System.identityHashCode(proxy);
			case "toString" -> "cells";
			default -> InvocationHandler.invokeDefault(proxy, method, args);
		});
		final Object overlays = display.getClass().getMethod("overlays").invoke(display);
		Class.forName("org.scijava.listeners.Listeners").getMethod("add", int.class, Object.class).invoke(overlays,
			ABOVE_THE_PICTURE, renderer);
	}

	/** Shows or hides the cells. */
	void show(final boolean show) {
		shown = show;
		display.repaint();
	}

	/** Gives back the memory of the cells. */
	void close() {
		cloud = null;
		image = null;
	}

	private void draw(final Graphics graphics) throws ReflectiveOperationException {
		final int width = display.getWidth();
		final int height = display.getHeight();
		if (cloud == null || !shown || width < 1 || height < 1)
			return;
		final Object state = viewer.getClass().getMethod("state").invoke(viewer);
		final Object now = state.getClass().getMethod("getViewerTransform").invoke(state);
		final double[] toScreen = (double[]) now.getClass().getMethod("getRowPackedCopy").invoke(now);
		if (image == null || image.getWidth() != width || image.getHeight() != height || !Arrays.equals(toScreen, transform)) {
			transform = toScreen;
			draw(width, height);
		}
		graphics.drawImage(image, 0, 0, null);
	}

	private void draw(final int width, final int height) {
		if (image == null || image.getWidth() != width || image.getHeight() != height)
			image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
		final int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
		Arrays.fill(pixels, 0);
		final long cells = draw(picture, cloud, plane(toGlobal, transform, width, height), pixels);
		inView.accept((picture.step() == 1 ? "" : "about ") + Quantities.count(cells) + " cells near this plane");
	}

	/** Draws cells; returns how many. */
	static long draw(final CellPicture picture, final CellCloud cloud, final CellPicture.Plane plane, final int[] pixels) {
		final long cells = picture.find(cloud, plane, LARGEST_RADIUS, MOST_LOOKED_AT);
		final double largest = Math.max(SMALLEST_RADIUS, Math.min(LARGEST_RADIUS, RADIUS_IN_VOXELS * pixelsPerVoxel(plane
			.toPicture())));
		picture.draw(cloud, plane, CellPicture.radius(cells, (double) plane.width() * plane.height(), largest), pixels);
		return cells;
	}

	/**
	 * What a viewer shows.
	 *
	 * @param toGlobal from positions in voxels
	 * @param toScreen the viewer's transform, in whose pictures the centre of pixel i is at i
	 */
	static CellPicture.Plane plane(final double[] toGlobal, final double[] toScreen, final int width, final int height) {
		final double[] toPicture = new double[12];
		for (int r = 0; r < 3; r++) {
			toPicture[4 * r + 3] = toScreen[4 * r + 3] + (r < 2 ? 0.5 : 0);
			for (int d = 0; d < 3; d++) {
				toPicture[4 * r + d] = toScreen[4 * r + d] * toGlobal[5 * d];
				toPicture[4 * r + 3] += toScreen[4 * r + d] * toGlobal[4 * d + 3];
			}
		}
		final double voxel = pixelsPerVoxel(toPicture);
		final double plane = Math.max(1, 0.5 * voxel);
		return new CellPicture.Plane(toPicture, width, height, -plane, plane, Math.max(DEPTH_IN_PIXELS,
			DEPTH_IN_VOXELS * voxel));
	}

	/** Pixels from a voxel to the next, along the longest of its edges. */
	private static double pixelsPerVoxel(final double[] toPicture) {
		double longest = 0;
		for (int d = 0; d < 3; d++)
			longest = Math.max(longest, Math.sqrt(toPicture[d] * toPicture[d] + toPicture[4 + d] * toPicture[4 + d] +
				toPicture[8 + d] * toPicture[8 + d]));
		return longest;
	}
}
