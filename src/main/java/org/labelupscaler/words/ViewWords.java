package org.labelupscaler.words;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscaleOptionsBuilder;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.OntologyReader;
import org.labelupscaler.store.Stores;
import org.labelupscaler.text.NearFiles;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.window.ViewOptions;
import org.labelupscaler.view.window.ViewedCells;
import org.labelupscaler.view.window.Viewer;

/** How labels are to be looked at, from the words a user types. */
public final class ViewWords {

	private ViewWords() {}

	/**
	 * Takes the words a user types; empty or null words leave the default.
	 *
	 * @param view "bdv", the default, or "stack"
	 * @param ontology a table of names and colours, see {@link OntologyReader#read}; read here
	 * @param image an XML file of BigDataViewer, or an N5 volume of integers
	 * @return the options
	 * @throws InvalidInputException if anything is wrong
	 */
	public static ViewOptions options(final String view, final String ontology, final String image) {
		final Viewer viewer = viewer(view, Viewer.BDV);
		if (viewer == Viewer.NO)
			throw new InvalidInputException("view: '" + view + "' is not bdv or stack");
		final LabelColors colors = path(ViewKey.ONTOLOGY, ontology).map(file -> new LabelColors(OntologyReader.read(file))).orElse(
			LabelColors.PLAIN);
		return new ViewOptions(viewer, colors, path(ViewKey.IMAGE, image), Optional.empty());
	}

	/**
	 * @param words the folder of a container, a group or a dataset
	 * @return its path
	 * @throws InvalidInputException if it is not named, or not there
	 */
	public static Path container(final String words) {
		return path(ViewKey.INPUT, words).orElseThrow(() -> new InvalidInputException("input: name the .n5 folder to view"));
	}

	/**
	 * @param word "no", "bdv" or "stack"; empty or null is the default
	 * @param usual the default
	 * @return the viewer
	 * @throws InvalidInputException if it is another word
	 */
	public static Viewer viewer(final String word, final Viewer usual) {
		if (!Words.given(word))
			return usual;
		for (final Viewer viewer : Viewer.values())
			if (viewer.name().equalsIgnoreCase(word.strip()))
				return viewer;
		throw new InvalidInputException("view: '" + word + "' is not no, bdv or stack");
	}

	/**
	 * @param labels the labels, a container or another volume
	 * @param words what is said under a key of {@link CellKey#PLACES}; empty or null words leave the default
	 * @return the cells, a file's first rows read; nothing if none are named
	 * @throws InvalidInputException if anything is wrong
	 */
	public static Optional<ViewedCells> cells(final Path labels, final Function<CellKey, String> words) {
		final Optional<Path> path = path(ViewKey.CELLS, words.apply(CellKey.CELLS));
		if (path.isEmpty())
			return Optional.empty();
		if (Files.isDirectory(path.get()))
			return Optional.of(new ViewedCells.Volume(path.get()));
		final CellWords builder = new CellWords().set(OptionKey.INPUT, labels.toString());
		CellKey.PLACES.forEach(key -> builder.set(key, words.apply(key)));
		final CellOptions named = builder.build();
		// NB: the labels as they are, for that is what the cells lie over.
		final UpscaleOptions same = new UpscaleOptionsBuilder().source(labels).factors(1).buildForReading();
		return Optional.of(new ViewedPoints(new CellOptions(same, named.cells(), named.convention(), named.frame(), named.axes(), named
			.filter(), named.skipBadRows(), List.of())));
	}

	private static Optional<Path> path(final ViewKey key, final String words) {
		if (!Words.given(words))
			return Optional.empty();
		try {
			final Path path = Stores.path(words.strip());
			if (Files.exists(path))
				return Optional.of(path);
		}
		catch (final InvalidPathException e) {
			// said below
		}
		throw new InvalidInputException(key.key() + ": there is no " + words + NearFiles.meant(words.strip()));
	}
}
