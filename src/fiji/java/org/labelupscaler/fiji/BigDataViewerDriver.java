package org.labelupscaler.fiji;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.awt.event.MouseEvent;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;

import javax.imageio.ImageIO;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;

import org.labelupscaler.Owned;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.ontology.OntologyReader;
import org.labelupscaler.view.CellLayer;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Scene;
import org.labelupscaler.view.bdv.BigDataViewerWindow;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.UpscaleWords;

import bdv.util.MipmapTransforms;
import bdv.viewer.Source;
import bdv.viewer.ViewerFrame;
import bdv.viewer.ViewerPanel;
import net.imglib2.realtransform.AffineTransform3D;

/**
 * Looks at labels in the real BigDataViewer, pixel by pixel. Runs in a process of its own on a virtual display; ends with
 * exit code 0 if all is as it should be. The arguments are a container, the source it was made from, the factors, an
 * ontology, and a folder for pictures.
 */
public final class BigDataViewerDriver {

	private static final long PATIENCE_MILLISECONDS = 60_000;

	private BigDataViewerDriver() {}

	/** @param args see above */
	public static void main(final String[] args) {
		try {
			final Path container = Path.of(args[0]);
			final LabelColors colors = new LabelColors(OntologyReader.read(Path.of(args[3])));
			final LabelPyramid written = LabelPyramid.open(container);
			final ViewerPanel viewer = open(written, colors, Optional.empty());
			compareLevels(viewer, container, written, colors, "container");
			readout(viewer, container, written, colors);
			save(viewer, Path.of(args[4], "labels.png"));
			close(viewer);

			final UpscaleOptions options = UpscaleWords.builder().source(args[1]).factors(args[2]).levels("2,2,1;4,4,2")
				.buildForReading();
			final LabelPyramid preview = LabelPyramid.preview(options, ProgressListener.NONE);
			final ViewerPanel previewed = open(preview, colors, Optional.empty());
			compareLevels(previewed, container, preview, colors, "preview");
			close(previewed);

			for (final String axes : new String[] { "x,y,z", "y,x,z", "z,x,y", "x,z,y" }) {
				final UpscaleOptions turned = UpscaleWords.builder().source(args[1]).factors(args[2]).set(OptionKey.AXES, axes).buildForReading();
				final ViewerPanel whole = open(LabelPyramid.preview(turned, ProgressListener.NONE), colors, Optional.empty());
				seenWhole(whole, axes);
				close(whole);
			}

			for (final Path image : new Path[] { container.resolveSibling("labels.xml"), container }) {
				final ViewerPanel both = open(LabelPyramid.open(container), colors, Optional.of(image));
				check(both.state().getSources().size() == 2, "sources over " + image);
				overImage(both, container, colors, image);
				close(both);
			}
			CellOverlayChecks.run(container, colors);
			System.out.println("As expected.");
			Runtime.getRuntime().halt(0);
		}
		catch (final Throwable e) {
			e.printStackTrace(System.out);
			Runtime.getRuntime().halt(1);
		}
	}

	private static ViewerPanel open(final LabelPyramid labels, final LabelColors colors, final Optional<Path> image)
		throws Exception
	{
		return open(labels, colors, image, Optional.empty());
	}

	/** Opens a window and waits for it. */
	static ViewerPanel open(final LabelPyramid labels, final LabelColors colors, final Optional<Path> image,
		final Optional<CellLayer> cells) throws Exception
	{
		try (Owned<Scene> scene = Owned.of(new Scene(labels, cells))) {
			BigDataViewerWindow.open(scene, colors, image);
		}
		final ViewerPanel viewer = waitFor("window", () -> Arrays.stream(Window.getWindows()).filter(w -> w instanceof ViewerFrame &&
			w.isShowing()).map(w -> ((ViewerFrame) w).getViewerPanel()).findFirst().orElse(null));
		// NB: when the line below gets its place the viewer moves what it shows.
		waitFor("the line below", () -> {
			final JLabel line = readout((Container) SwingUtilities.getRoot(viewer));
			return line != null && line.getHeight() > 0 && viewer.getHeight() + line.getHeight() <= SwingUtilities.getRootPane(
				viewer).getContentPane().getHeight() ? true : null;
		});
		for (int i = 0; i < 4; i++)
			SwingUtilities.invokeAndWait(() -> {});
		return viewer;
	}

	static void close(final ViewerPanel viewer) throws Exception {
		final Window window = SwingUtilities.getWindowAncestor(viewer);
		window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING));
		waitFor("closing", () -> window.isShowing() ? null : true);
	}

	/** At zooms that make the viewer take each of the levels, and with any interpolation, every pixel has its colour. */
	private static void compareLevels(final ViewerPanel viewer, final Path container, final LabelPyramid labels,
		final LabelColors colors, final String what) throws Exception
	{
		final Source<?> source = viewer.state().getSources().get(0).getSpimSource();
		check(source.getNumMipmapLevels() == 3, "levels");
		check(source.getVoxelDimensions().unit().equals(labels.voxelSize().unit()), "unit");
		check(source.getVoxelDimensions().dimension(2) == labels.voxelSize().z(), "voxel size");
		boolean[] seen = new boolean[3];
		for (final double pixelsPerVoxel : new double[] { 7, 0.5, 0.25 }) {
			viewer.setInterpolation(pixelsPerVoxel == 7 ? bdv.viewer.Interpolation.NLINEAR
				: bdv.viewer.Interpolation.NEARESTNEIGHBOR);
			final AffineTransform3D toScreen = new AffineTransform3D();
			final double scale = pixelsPerVoxel / labels.voxelSize().x();
			toScreen.set(scale, 0, 0, 150, 0, scale, 0, 160, 0, 0, scale, -scale * labels.voxelSize().z() * 6);
			viewer.state().setViewerTransform(toScreen);
			final int level = MipmapTransforms.getBestMipMapLevel(toScreen, source, 0);
			seen[level] = true;
			final Volume expected = PlainN5.read(container.resolve("setup0/timepoint0/s" + level));
			waitFor(what + ", level " + level, () -> differences(viewer, toScreen, expected, labels, level, colors) == 0 ? true
				: null);
		}
		check(seen[0] && seen[1] && seen[2], "levels seen: " + Arrays.toString(seen));
	}

	/** Counts pixels well inside a voxel that have another colour; fails if there are none to compare. */
	private static int differences(final ViewerPanel viewer, final AffineTransform3D toScreen, final Volume expected,
		final LabelPyramid labels, final int level, final LabelColors colors)
	{
		final BufferedImage picture = picture(viewer);
		final VoxelSize voxelSize = labels.voxelSize();
		final double[] factors = labels.factors(level);
		final int[] size = expected.size();
		int compared = 0;
		int differences = 0;
		final double[] place = new double[3];
		for (int y = 120; y < picture.getHeight() - 60; y++)
			for (int x = 130; x < picture.getWidth() - 10; x++) {
				toScreen.applyInverse(place, new double[] { x, y, 0 });
				final int[] voxel = new int[3];
				boolean inside = true;
				for (int d = 0; d < 3; d++) {
					final double at = (place[d] / voxelSize.get(d) - 0.5 * (factors[d] - 1)) / factors[d];
					voxel[d] = (int) Math.round(at);
					inside &= Math.abs(at - voxel[d]) < 0.4 && voxel[d] >= 0 && voxel[d] < size[d];
				}
				if (!inside)
					continue;
				compared++;
				final int wanted = colors.argb(expected.at(voxel[0], voxel[1], voxel[2])) & 0xFFFFFF;
				if ((picture.getRGB(x, y) & 0xFFFFFF) != wanted)
					differences++;
			}
		return compared < 100 ? -1 : differences;
	}

	/** When the window opens, the slice in the middle is seen whole, as large as it can be, and in true proportions. */
	static void seenWhole(final ViewerPanel viewer, final String what) {
		final Source<?> source = viewer.state().getSources().get(0).getSpimSource();
		final AffineTransform3D toScreen = viewer.state().getViewerTransform();
		final int[] room = { viewer.getDisplay().getWidth(), viewer.getDisplay().getHeight() };
		final double[] edges = new double[3];
		source.getVoxelDimensions().dimensions(edges);
		double filled = 0;
		for (int d = 0; d < 2; d++) {
			final double scale = toScreen.get(d, d);
			final double from = toScreen.get(d, 3) - 0.5 * edges[d] * scale + 0.5;
			final double length = source.getSource(0, 0).dimension(d) * edges[d] * scale;
			check(Math.abs(scale / toScreen.get(0, 0) - 1) < 1e-9, what + ": scales differ");
			check(from > -1 && from + length < room[d] + 1, what + ": along " + "xy".charAt(d) + " the slice is seen from " + from +
				" on, over " + length + " of " + room[d] + " pixels");
			filled = Math.max(filled, length / room[d]);
		}
		check(filled > 0.99, what + ": only " + filled + " of the room is used");
	}

	static BufferedImage picture(final ViewerPanel viewer) {
		final Component display = viewer.getDisplay();
		final BufferedImage picture = new BufferedImage(display.getWidth(), display.getHeight(),
			BufferedImage.TYPE_INT_RGB);
		display.paint(picture.getGraphics());
		return picture;
	}

	private static void save(final ViewerPanel viewer, final Path file) throws Exception {
		ImageIO.write(picture(viewer), "png", file.toFile());
	}

	/** The line below tells the id and the name. */
	private static void readout(final ViewerPanel viewer, final Path container, final LabelPyramid labels,
		final LabelColors colors) throws Exception
	{
		final Volume expected = PlainN5.read(container.resolve("setup0/timepoint0/s0"));
		final AffineTransform3D toScreen = new AffineTransform3D();
		final double scale = 7 / labels.voxelSize().x();
		toScreen.set(scale, 0, 0, 150, 0, scale, 0, 160, 0, 0, scale, -scale * labels.voxelSize().z() * 6);
		viewer.state().setViewerTransform(toScreen);
		final JLabel line = readout((Container) SwingUtilities.getRoot(viewer));
		boolean named = false;
		for (int voxel = 0; voxel < expected.size()[0]; voxel += 3) {
			final long label = expected.at(voxel, 5, 6);
			final Component display = viewer.getDisplay();
			final int x = 150 + 7 * voxel;
			final int y = (int) Math.round(160 + 5 * scale * labels.voxelSize().y());
			SwingUtilities.invokeLater(() -> display.dispatchEvent(new MouseEvent(display, MouseEvent.MOUSE_MOVED, System
				.currentTimeMillis(), 0, x, y, 0, false)));
			final String text = "label " + expected.type().format(label);
			final String name = colors.name(label);
			final String place = "voxel " + voxel + ", 5, 6";
			waitFor("'" + text + "' at " + place + ", but it says " + line.getText(), () -> line.getText().startsWith(text + " ") &&
				line.getText().contains(name) && line.getText().endsWith(place) ? true : null);
			named |= name.equals("First region (FR)");
		}
		check(named, "no label of the ontology was met");
		// The cursor rests, the view moves on by 10 voxels in z: the line follows.
		final String before = line.getText();
		toScreen.translate(0, 0, -10 * scale * labels.voxelSize().z());
		viewer.state().setViewerTransform(toScreen);
		waitFor("another voxel than " + before, () -> line.getText().endsWith(", 5, 16") ? true : null);
	}

	private static JLabel readout(final Container container) {
		for (final Component component : container.getComponents()) {
			if (component instanceof JLabel label && "label".equals(label.getName()))
				return label;
			if (component instanceof Container inner) {
				final JLabel found = readout(inner);
				if (found != null)
					return found;
			}
		}
		return null;
	}

	/** Over an image the labels have a third of their brightness, and the image adds to it. */
	private static void overImage(final ViewerPanel viewer, final Path container, final LabelColors colors,
		final Path image) throws Exception
	{
		final Volume expected = PlainN5.read(container.resolve("setup0/timepoint0/s0"));
		final AffineTransform3D toScreen = new AffineTransform3D();
		final double scale = 7 / viewer.state().getSources().get(0).getSpimSource().getVoxelDimensions().dimension(0);
		final double z = viewer.state().getSources().get(0).getSpimSource().getVoxelDimensions().dimension(2);
		toScreen.set(scale, 0, 0, 150, 0, scale, 0, 160, 0, 0, scale, -scale * z * 6);
		viewer.state().setViewerTransform(toScreen);
		final int color = colors.argb(expected.at(4, 0, 6));
		waitFor("labels and " + image, () -> {
			final int rgb = picture(viewer).getRGB(150 + 7 * 4, 160);
			boolean brighter = (rgb & 0xFFFFFF) != 0;
			for (int shift = 0; shift < 24; shift += 8)
				brighter &= (rgb >> shift & 0xFF) >= (color >> shift & 0xFF) / 3 - 1;
			return brighter ? true : null;
		});
	}

	static <T> T waitFor(final String what, final Callable<T> condition) throws Exception {
		final long end = System.currentTimeMillis() + PATIENCE_MILLISECONDS;
		while (System.currentTimeMillis() < end) {
			final T found = condition.call();
			if (found != null)
				return found;
			Thread.sleep(50);
		}
		for (final Window window : Window.getWindows())
			if (window instanceof ViewerFrame frame && frame.isShowing())
				ImageIO.write(picture(frame.getViewerPanel()), "png", new File("bigdataviewer-driver.png"));
		throw new AssertionError("waited in vain for: " + what);
	}

	static void check(final boolean condition, final String what) {
		if (!condition)
			throw new AssertionError(what);
	}
}
