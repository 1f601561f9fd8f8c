package org.labelupscaler.view.bdv;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.swing.BorderFactory;
import javax.swing.JCheckBox;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Owned;
import org.labelupscaler.view.CellCloud;
import org.labelupscaler.view.CellLayer;
import org.labelupscaler.view.CellVolume;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Scene;
import org.labelupscaler.view.Space;

import net.imglib2.converter.Converter;
import net.imglib2.display.RealARGBColorConverter;
import net.imglib2.display.ScaledARGBConverter;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.type.volatiles.VolatileFloatType;

/**
 * A BigDataViewer window with labels in their colours, over an image if one is named. This class binds BigDataViewer by
 * name when it runs, so that the project builds without it. What it binds has been the same from 10.4 to 10.6:
 * {@code bdv.util.BdvFunctions.show}, {@code bdv.util.Bdv.options}, {@code bdv.viewer.Source},
 * {@code bdv.viewer.SourceAndConverter}, {@code bdv.viewer.ViewerPanel}, {@code bdv.viewer.OverlayRenderer}, and of SpimData the reader of its XML files.
 */
public final class BigDataViewerWindow {

	private static final String FUNCTIONS = "bdv.util.BdvFunctions";

	/** BigDataViewer adds up what lies over each other: so labels take a third of the brightness and an image the rest. */
	private static final double LABEL_SHARE = 1.0 / 3;
	/** Without an image, labels under cells take so much of the brightness. */
	private static final double SHARE_UNDER_CELLS = 0.5;

	private final LabelPyramid labels;
	private final LabelColors colors;
	private final TileCache cache = new TileCache();
	private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, "label-upscaler-readout");
		thread.setDaemon(true);
		return thread;
	});
	private final LabelReadout readout;
	private final JPanel line = new JPanel(new BorderLayout());
	private final List<AutoCloseable> opened = new ArrayList<>();
	private Object handle;
	private CursorFollower cursor;
	private CellOverlay overlay;

	private BigDataViewerWindow(final LabelPyramid labels, final LabelColors colors) {
		this.labels = labels;
		this.colors = colors;
		readout = new LabelReadout(labels, colors, reader);
	}

	/**
	 * Opens a window.
	 *
	 * @param scene labels, and cells to lie over them; taken, and closed with the window, or if that fails to open
	 * @param colors colours of the labels
	 * @param image an image to lie under them: an XML file of BigDataViewer, or an N5 volume of integers
	 * @throws LabelUpscalerException if BigDataViewer is missing or too old, or the image cannot be read
	 */
	public static void open(final Owned<Scene> scene, final LabelColors colors, final Optional<Path> image) {
		final Optional<CellLayer> cells = scene.get().cells();
		final BigDataViewerWindow window = new BigDataViewerWindow(scene.get().labels(), colors);
		// NB: before it can be closed by the user.
		window.opened.add(scene.take());
		boolean shown = false;
		try {
			image.ifPresent(window::showImage);
			window.showLabels(image.isPresent() ? LABEL_SHARE : cells.isPresent() ? SHARE_UNDER_CELLS : 1);
			window.listen();
			if (cells.isPresent())
				window.showCells(cells.get());
			shown = true;
		}
		catch (final ReflectiveOperationException | LinkageError e) {
			throw failed("the labels", e);
		}
		finally {
			if (!shown)
				window.giveUp();
		}
	}

	private static LabelUpscalerException failed(final String what, final Throwable e) {
		final Throwable cause = e instanceof InvocationTargetException i ? i.getCause() : e;
		if (cause instanceof LabelUpscalerException known)
			return known;
		if (cause instanceof ClassNotFoundException || cause instanceof NoSuchMethodException || cause instanceof LinkageError)
			return new LabelUpscalerException("BigDataViewer is missing or too old here (" + cause.getMessage() +
				"). Update Fiji with Help > Update, or show the labels as an ImageJ stack.", cause);
		return new LabelUpscalerException("BigDataViewer could not show " + what + ": " + cause, cause);
	}

	private void showLabels(final double share) throws ReflectiveOperationException {
		show(labels, labels.space(), colors, share);
	}

	private void show(final LabelPyramid volume, final Space space, final LabelColors itsColors, final double share)
		throws ReflectiveOperationException
	{
		final LazyImages<?, ?> images = new LazyImages<>(volume, new Pixels.Labels(itsColors), cache, readout::problem);
		show(images, space, new ScaledARGBConverter.ARGB(0, 255 / share), new ScaledARGBConverter.VolatileARGB(0, 255 / share));
	}

	private void showCells(final CellLayer cells) throws ReflectiveOperationException {
		if (cells instanceof CellVolume volume) {
			show(volume.volume(), volume.volume().over(labels), volume.colors(), 1);
			return;
		}
		final JCheckBox box = new JCheckBox("Cells", true);
		box.setName("cells");
		box.setFocusable(false); // the keys stay the viewer's
		box.setBorder(BorderFactory.createEmptyBorder(3, 8, 3, 8));
		final Component viewer = viewer();
		overlay = new CellOverlay((CellCloud) cells, labels, viewer, box::setText);
		box.addActionListener(e -> overlay.show(box.isSelected()));
		overlay.add();
		SwingUtilities.invokeLater(() -> {
			line.add(box, BorderLayout.EAST);
			showWhole((JFrame) SwingUtilities.getWindowAncestor(viewer), viewer);
			viewer.repaint();
		});
	}

	private void showImage(final Path image) {
		try {
			if (image.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".xml"))
				showXml(image);
			else {
				final LabelPyramid volume = LabelPyramid.open(image);
				opened.add(volume);
				final double[] range = dimmed(Pixels.Intensities.range(volume));
				show(new LazyImages<>(volume, new Pixels.Intensities(), cache, readout::problem), volume.over(labels), RealARGBColorConverter
					.create(new FloatType(), range[0], range[1]), RealARGBColorConverter.create(new VolatileFloatType(), range[0], range[1]));
			}
		}
		catch (final ReflectiveOperationException e) {
			throw failed("the image " + image, e);
		}
	}

	private void showXml(final Path xml) throws ReflectiveOperationException {
		if (!Files.isReadable(xml))
			throw new LabelUpscalerException("Cannot read the image " + xml + ": no such file, or permission denied");
		final Object data;
		try {
			final Object io = type("bdv.spimdata.XmlIoSpimDataMinimal").getConstructor().newInstance();
			data = io.getClass().getMethod("load", String.class).invoke(io, xml.toString());
		}
		catch (final InvocationTargetException e) {
			throw new LabelUpscalerException("BigDataViewer cannot read the image " + xml + ": " + e.getCause().getMessage(), e
				.getCause());
		}
		final Class<?> spimData = type("mpicbg.spim.data.generic.AbstractSpimData");
		final Object shown = type(FUNCTIONS).getMethod("show", spimData, type("bdv.util.BdvOptions")).invoke(null, data,
			options());
		keepHandle(((List<?>) shown).get(0));
		try {
			adjustBrightness();
		}
		catch (final ReflectiveOperationException | RuntimeException e) {
			// NB: the image has some brightness all the same, and the viewer a dialog for it.
		}
		for (final Object source : (List<?>) shown)
			for (final Object setup : (List<?>) source.getClass().getMethod("getConverterSetups").invoke(source))
				dim(setup);
	}

	private static void dim(final Object setup) throws ReflectiveOperationException {
		final Class<?> type = type("bdv.tools.brightness.ConverterSetup");
		final double[] range = dimmed((double) type.getMethod("getDisplayRangeMin").invoke(setup), (double) type.getMethod(
			"getDisplayRangeMax").invoke(setup));
		type.getMethod("setDisplayRange", double.class, double.class).invoke(setup, range[0], range[1]);
	}

	/** A display range that leaves room for the labels. */
	private static double[] dimmed(final double... range) {
		return new double[] { range[0], range[0] + (range[1] - range[0]) / (1 - LABEL_SHARE) };
	}

	/** The middle 99.8 % of the intensities from black to white. */
	private void adjustBrightness() throws ReflectiveOperationException {
		final Object viewer = viewer();
		final Object state = viewer.getClass().getMethod("state").invoke(viewer);
		final Object setups = viewer.getClass().getMethod("getConverterSetups").invoke(viewer);
		final Method method = Arrays.stream(type("bdv.tools.InitializeViewerState").getMethods()).filter(m -> m.getName()
			.equals("initBrightness") && m.getParameterCount() == 4 && m.getParameterTypes()[2].isInstance(state)).findFirst()
			.orElseThrow(() -> new NoSuchMethodException("InitializeViewerState.initBrightness"));
		method.invoke(null, 0.001, 0.999, state, setups);
	}

	private void show(final LazyImages<?, ?> images, final Space space, final Converter<?, ?> converter,
		final Converter<?, ?> volatileConverter) throws ReflectiveOperationException
	{
		final Class<?> source = type("bdv.viewer.Source");
		final Class<?> withConverter = type("bdv.viewer.SourceAndConverter");
		final Object slow = BdvSource.of(images.pyramid(), space, images.images(), images.type());
		final Object quick = BdvSource.of(images.pyramid(), space, images.volatileImages(), images.volatileType());
		final Object quickly = withConverter.getConstructor(source, Converter.class).newInstance(quick, volatileConverter);
		final Object both = withConverter.getConstructor(source, Converter.class, withConverter).newInstance(slow, converter,
			quickly);
		keepHandle(type(FUNCTIONS).getMethod("show", withConverter, type("bdv.util.BdvOptions")).invoke(null, both,
			options()));
	}

	private Object options() throws ReflectiveOperationException {
		final Object options = type("bdv.util.Bdv").getMethod("options").invoke(null);
		final Class<?> type = options.getClass();
		if (handle != null)
			return type.getMethod("addTo", type("bdv.util.Bdv")).invoke(options, handle);
		return type.getMethod("frameTitle", String.class).invoke(options, labels.name());
	}

	private void keepHandle(final Object shown) throws ReflectiveOperationException {
		handle = type("bdv.util.Bdv").getMethod("getBdvHandle").invoke(shown);
	}

	private Component viewer() throws ReflectiveOperationException {
		return (Component) type("bdv.util.BdvHandle").getMethod("getViewerPanel").invoke(handle);
	}

	private static Class<?> type(final String name) throws ClassNotFoundException {
		return Class.forName(name);
	}

	/** Shows the label under the cursor, and gives everything back when the window is closed. */
	private void listen() throws ReflectiveOperationException {
		final Component viewer = viewer();
		final JFrame frame = (JFrame) SwingUtilities.getWindowAncestor(viewer);
		line.add(readout, BorderLayout.CENTER);
		SwingUtilities.invokeLater(() -> {
			frame.add(line, BorderLayout.SOUTH);
			showWhole(frame, viewer);
		});
		cursor = new CursorFollower(viewer, readout::show);
		frame.addWindowListener(new WindowAdapter() {

			@Override
			public void windowClosed(final WindowEvent e) {
				close();
			}
		});
	}

	/** Shows the slice in the middle whole: the viewer fitted it before the line took its place, which cuts it off. */
	private static void showWhole(final JFrame frame, final Component viewer) {
		frame.validate();
		// NB: after the viewer has heard of its new size, upon which it moves what it shows.
		SwingUtilities.invokeLater(() -> {
			try {
				type("bdv.tools.InitializeViewerState").getMethod("initTransform", type("bdv.viewer.AbstractViewerPanel")).invoke(null,
					viewer);
			}
			catch (final ReflectiveOperationException e) {
				// NB: then the view stays as it is, which the user can move.
			}
		});
	}

	/** Closes what has been opened so far. */
	private void giveUp() {
		close();
		try {
			if (handle != null)
				type("bdv.util.BdvHandle").getMethod("close").invoke(handle);
		}
		catch (final ReflectiveOperationException e) {
			// NB: what went wrong before is said.
		}
	}

	private void close() {
		if (cursor != null)
			cursor.stop();
		if (overlay != null)
			overlay.close();
		cache.close();
		reader.shutdownNow();
		for (final AutoCloseable open : opened)
			try {
				open.close();
			}
			catch (final Exception e) {
				// NB: nothing was written that anybody could miss.
			}
		opened.clear();
	}
}
