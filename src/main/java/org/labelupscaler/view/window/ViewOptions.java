package org.labelupscaler.view.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.Owned;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.view.CellLayer;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Scene;

/**
 * How labels are to be looked at. Immutable.
 *
 * @param viewer where
 * @param colors in which colours
 * @param image over which image, if over one
 * @param cells under which cells, if under any
 */
public record ViewOptions(Viewer viewer, LabelColors colors, Optional<Path> image, Optional<ViewedCells> cells) {

	/**
	 * @param over cells to be seen over the labels, if any
	 * @return the same with these cells
	 */
	public ViewOptions with(final Optional<ViewedCells> over) {
		return new ViewOptions(viewer, colors, image, over);
	}

	/**
	 * Reads the cells, if any are to be seen, and opens the viewer.
	 *
	 * @param opened the labels; taken by the window if it opens
	 * @param listener hears of the progress and can cancel
	 * @return something the user should know, if there is anything
	 * @throws org.labelupscaler.LabelUpscalerException if they cannot be shown
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public Optional<String> open(final Owned<LabelPyramid> opened, final ProgressListener listener) throws InterruptedException {
		final List<String> notes = new ArrayList<>();
		final LabelPyramid labels = opened.get();
		labels.warning().ifPresent(notes::add);
		final LabelColors seen = labels.holdsIds() ? colors : LabelColors.PLAIN;
		if (seen != colors)
			notes.add(labels.name() + " does not hold ids of regions, so the ontology is not used for it.");
		notes.addAll(seen.notes());
		Optional<CellLayer> layer = Optional.empty();
		if (cells.isPresent() && viewer.canShow())
			layer = Optional.of(read(labels, listener, notes));
		try (Owned<Scene> scene = Owned.of(new Scene(opened.take(), layer))) {
			viewer.open(scene, seen, image).ifPresent(notes::add);
		}
		return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", new LinkedHashSet<>(notes)));
	}

	private CellLayer read(final LabelPyramid labels, final ProgressListener listener, final List<String> notes)
		throws InterruptedException
	{
		final ViewedCells.Read read = cells.orElseThrow().read(labels, colors, listener);
		notes.addAll(read.notes());
		return read.layer();
	}
}
