package org.labelupscaler.view.window;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.view.CellLayer;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.bdv.BigDataViewerWindow;
import org.labelupscaler.view.imagej.LabelImage;

/** Where labels can be looked at. */
public enum Viewer {

	/** Nowhere. */
	NO,
	/** In BigDataViewer, where it is installed; else as {@link #STACK}. */
	BDV,
	/** As a virtual stack in an ImageJ window. */
	STACK;

	/** @return whether BigDataViewer is installed here */
	public static boolean hasBigDataViewer() {
		try {
			Class.forName("bdv.util.BdvFunctions", false, Viewer.class.getClassLoader());
			return true;
		}
		catch (final ClassNotFoundException | LinkageError e) {
			return false;
		}
	}

	/** @return whether {@link #open} shows anything: there is a screen, and something is to be seen on it */
	boolean canShow() {
		return this != NO && !GraphicsEnvironment.isHeadless();
	}

	/**
	 * Opens labels and nothing else, see below.
	 *
	 * @param labels the labels
	 * @param colors their colours
	 * @return something the user should know, if there is anything
	 * @throws org.labelupscaler.LabelUpscalerException if they cannot be shown
	 */
	public Optional<String> open(final LabelPyramid labels, final LabelColors colors) {
		return open(labels, colors, Optional.empty(), Optional.empty());
	}

	/**
	 * Opens labels. Without a screen nothing happens but that they are closed.
	 *
	 * @param labels the labels; owned by the window from now on, also if it fails to open
	 * @param colors their colours
	 * @param image an image to lie under them in BigDataViewer; a stack shows none
	 * @param cells cells to lie over them; owned like the labels
	 * @return something the user should know, if there is anything
	 * @throws org.labelupscaler.LabelUpscalerException if they cannot be shown
	 */
	public Optional<String> open(final LabelPyramid labels, final LabelColors colors, final Optional<Path> image,
		final Optional<CellLayer> cells)
	{
		if (!canShow()) {
			labels.close();
			cells.ifPresent(CellLayer::close);
			return this == NO ? Optional.empty() : Optional.of("There is no screen, so nothing is shown.");
		}
		if (this == BDV && hasBigDataViewer()) {
			BigDataViewerWindow.open(labels, colors, image, cells);
			return Optional.empty();
		}
		final LabelImage stack = LabelImage.of(labels, colors, cells);
		final List<String> notes = new ArrayList<>();
		if (this == BDV)
			notes.add("BigDataViewer is not installed here (Fiji has it), so the labels open as an ImageJ stack" + (image.isPresent()
				? ", without the image." : "."));
		else
			image.ifPresent(file -> notes.add("A stack shows no image below the labels; use BigDataViewer to see them over " + file + "."));
		stack.note().ifPresent(notes::add);
		stack.show();
		stack.setSlice(stack.getStackSize() / 2 + 1);
		return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", notes));
	}
}
