package org.labelupscaler.words;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.OpenCells;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.Sources;
import org.labelupscaler.text.Quantities;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewOptions;
import org.labelupscaler.view.window.ViewedCells;
import org.labelupscaler.view.window.Viewer;

/** What the dialog about a viewer says while its fields are edited: which labels will be seen, where, below and over what. */
public final class LiveView {

	private LiveView() {}

	/**
	 * @param words the words in the dialog, by key
	 * @param stop whether nobody wants to know any more
	 * @return what will be seen
	 * @throws InvalidInputException if anything is wrong
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static LiveText look(final Map<String, String> words, final BooleanSupplier stop) throws InterruptedException {
		final Path container = ViewWords.container(words.get(ViewKey.INPUT.key()));
		final ViewOptions options = ViewWords.options(words.get(ViewKey.VIEW.key()), words.get(ViewKey.ONTOLOGY.key()), words.get(ViewKey.IMAGE
			.key()));
		final Optional<ViewedCells> cells = ViewWords.cells(container, key -> words.get(key.key()));
		final List<String> lines = new ArrayList<>();
		final Ontology names;
		try (LabelPyramid labels = LabelPyramid.open(container)) {
			lines.add("Labels:  " + volume(labels));
			labels.warning().ifPresent(warning -> lines.add("Note: " + warning));
			names = labels.holdsIds() ? options.colors().ontology() : Ontology.NONE;
			if (!labels.holdsIds() && !words.get(ViewKey.ONTOLOGY.key()).isEmpty())
				lines.add("Note: these are no ids of regions, so the ontology is not used.");
		}
		options.colors().notes().forEach(note -> lines.add("Note: " + note));
		final boolean stack = options.viewer() == Viewer.STACK || !Viewer.hasBigDataViewer();
		lines.add("Shown:   " + (stack ? "as a stack of ImageJ" + (options.viewer() == Viewer.STACK ? "" : ", as BigDataViewer is not installed here")
			: "in BigDataViewer"));
		options.image().ifPresent(image -> lines.add(stack ? "Note: a stack shows no image below the labels." : "Image:   " + image(image)));
		if (cells.isPresent())
			lines.addAll(cells(cells.get(), names, stop));
		return LiveText.of(String.join("\n", lines));
	}

	private static String volume(final LabelPyramid labels) {
		return BlockGrid.format(labels.level(0).size()) + " voxels of " + labels.level(0).type().n5Name() + ", " + labels.voxelSize() + ", " + Quantities
			.count(labels.levels(), "level");
	}

	/** NB: BigDataViewer knows more images than this program. */
	private static String image(final Path path) {
		try {
			final ImageSize image = Sources.measure(path);
			return BlockGrid.format(image.size()) + " voxels, " + image.voxelSize();
		}
		catch (final InvalidInputException e) {
			return path.toString();
		}
	}

	private static List<String> cells(final ViewedCells cells, final Ontology names, final BooleanSupplier stop) throws InterruptedException {
		if (cells instanceof final ViewedPoints points)
			try (OpenCells opened = OpenCells.open(points.options(), ProgressListener.NONE.stoppedBy(stop))) {
				return LiveCells.lines(opened, names, stop);
			}
		if (cells instanceof final ViewedCells.Volume volume)
			try (LabelPyramid opened = LabelPyramid.open(volume.container())) {
				return List.of("Cells:   " + volume(opened));
			}
		return List.of();
	}
}
