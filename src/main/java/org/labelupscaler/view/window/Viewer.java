package org.labelupscaler.view.window;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.Owned;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Scene;
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
	 * @param labels the labels; taken by the window if it opens
	 * @param colors their colours
	 * @return something the user should know, if there is anything
	 * @throws org.labelupscaler.LabelUpscalerException if they cannot be shown
	 */
	public Optional<String> openLabels(final Owned<LabelPyramid> labels, final LabelColors colors) {
		try (Owned<Scene> scene = Owned.of(new Scene(labels.take(), Optional.empty()))) {
			return open(scene, colors, Optional.empty());
		}
	}

	/**
	 * Opens labels, and cells over them. Without a screen nothing happens, and nothing is taken.
	 *
	 * @param scene both; taken by the window if it opens
	 * @param colors colours of the labels
	 * @param image an image to lie under them in BigDataViewer; a stack shows none
	 * @return something the user should know, if there is anything
	 * @throws org.labelupscaler.LabelUpscalerException if they cannot be shown
	 */
	public Optional<String> open(final Owned<Scene> scene, final LabelColors colors, final Optional<Path> image) {
		if (!canShow())
			return this == NO ? Optional.empty() : Optional.of("There is no screen, so nothing is shown.");
		if (this == BDV && hasBigDataViewer()) {
			BigDataViewerWindow.open(scene, colors, image);
			return Optional.empty();
		}
		final LabelImage stack = LabelImage.of(scene, colors);
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
