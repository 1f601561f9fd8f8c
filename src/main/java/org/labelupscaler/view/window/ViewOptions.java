package org.labelupscaler.view.window;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;

/**
 * How labels are to be looked at. Immutable.
 *
 * @param viewer where
 * @param colors in which colours
 * @param image over which image, if over one
 */
public record ViewOptions(Viewer viewer, LabelColors colors, Optional<Path> image) {

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
		return new ViewOptions(viewer, colors, path("image", image));
	}

	/**
	 * @param words the folder of a container, a group or a dataset
	 * @return its path
	 * @throws InvalidInputException if it is not named, or not there
	 */
	public static Path container(final String words) {
		return path("input", words).orElseThrow(() -> new InvalidInputException("input: name the .n5 folder to view"));
	}

	private static Optional<Path> path(final String field, final String words) {
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
		throw new InvalidInputException(field + ": there is no " + words);
	}

	/**
	 * @param labels the labels; owned by the window from now on, also if it fails to open
	 * @return something the user should know, if there is anything
	 * @throws org.labelupscaler.LabelUpscalerException if they cannot be shown
	 */
	public Optional<String> open(final LabelPyramid labels) {
		final Optional<String> warning = labels.warning();
		final Optional<String> note = viewer.open(labels, colors, image, Optional.empty());
		return warning.isPresent() && note.isPresent() ? Optional.of(warning.get() + "\n" + note.get()) : warning.or(() -> note);
	}
}
