package org.labelupscaler.view.window;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.text.NearFiles;
import org.labelupscaler.upscale.ProgressListener;
import org.labelupscaler.view.CellLayer;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;

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
	 * Takes the words a user types; empty or null words leave the default.
	 *
	 * @param view "bdv", the default, or "stack"
	 * @param ontology a table of names and colours, see {@link Ontology#read}; read here
	 * @param image an XML file of BigDataViewer, or an N5 volume of integers
	 * @return the options
	 * @throws InvalidInputException if anything is wrong
	 */
	public static ViewOptions of(final String view, final String ontology, final String image) {
		final Viewer viewer = Viewer.parse(view, Viewer.BDV);
		if (viewer == Viewer.NO)
			throw new InvalidInputException("view: '" + view + "' is not bdv or stack");
		final Optional<Path> table = path("ontology", ontology);
		final LabelColors colors = table.map(file -> new LabelColors(Ontology.read(file))).orElse(LabelColors.PLAIN);
		return new ViewOptions(viewer, colors, path("image", image), Optional.empty());
	}

	/**
	 * @param over cells to be seen over the labels, if any
	 * @return the same with these cells
	 */
	public ViewOptions with(final Optional<ViewedCells> over) {
		return new ViewOptions(viewer, colors, image, over);
	}

	/**
	 * @param words the folder of a container, a group or a dataset
	 * @return its path
	 * @throws InvalidInputException if it is not named, or not there
	 */
	public static Path container(final String words) {
		return path("input", words).orElseThrow(() -> new InvalidInputException("input: name the .n5 folder to view"));
	}

	static Optional<Path> path(final String field, final String words) {
		if (words == null || words.isBlank())
			return Optional.empty();
		try {
			final Path path = Path.of(words.strip());
			if (Files.exists(path))
				return Optional.of(path);
		}
		catch (final InvalidPathException e) {
			// said below
		}
		throw new InvalidInputException(field + ": there is no " + words + NearFiles.meant(words.strip()));
	}

	/**
	 * Reads the cells, if any are to be seen, and opens the viewer.
	 *
	 * @param labels the labels; owned by the window from now on, also if it fails to open
	 * @param listener hears of the progress and can cancel
	 * @return something the user should know, if there is anything
	 * @throws org.labelupscaler.LabelUpscalerException if they cannot be shown
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public Optional<String> open(final LabelPyramid labels, final ProgressListener listener) throws InterruptedException {
		final List<String> notes = new ArrayList<>();
		labels.warning().ifPresent(notes::add);
		final LabelColors seen = labels.holdsIds() ? colors : LabelColors.PLAIN;
		if (seen != colors)
			notes.add(labels.name() + " does not hold ids of regions, so the ontology is not used for it.");
		notes.addAll(seen.notes());
		Optional<CellLayer> layer = Optional.empty();
		if (cells.isPresent() && viewer.canShow())
			layer = Optional.of(read(labels, listener, notes));
		viewer.open(labels, seen, image, layer).ifPresent(notes::add);
		return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", new LinkedHashSet<>(notes)));
	}

	private CellLayer read(final LabelPyramid labels, final ProgressListener listener, final List<String> notes)
		throws InterruptedException
	{
		boolean done = false;
		try {
			final ViewedCells.Read read = cells.orElseThrow().read(labels, colors, listener);
			notes.addAll(read.notes());
			done = true;
			return read.layer();
		}
		finally {
			if (!done)
				labels.close();
		}
	}
}
