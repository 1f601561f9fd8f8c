package org.labelupscaler.ij;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.labelupscaler.cells.CellKey;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewOptions;
import org.labelupscaler.view.window.ViewedCells;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; View Labels in BigDataViewer...</i> in plain ImageJ: opens what has been written. */
public final class View_Labels extends LabelPlugin {

	private static final Field CELLS = Field.file("Cells over the labels (.csv, .xml, .n5, ...)");

	/** Made by ImageJ. */
	public View_Labels() {
		super("View Labels in BigDataViewer", Description.NONE, Stream.concat(Stream.of(Field.CONTAINER, Field.VIEW, Field.ONTOLOGY,
			Field.IMAGE, CELLS), CellKey.PLACES.stream().filter(key -> key != CellKey.CELLS).map(Field::of)).toList());
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final Path input = ViewOptions.container(words.get("input"));
		final ViewOptions view = ViewOptions.of(words.get("view"), words.get("ontology"), words.get("image")).with(ViewedCells.of(
			input, key -> words.get(key.key())));
		view.open(LabelPyramid.open(input), progress).ifPresent(IJ::log);
	}
}
