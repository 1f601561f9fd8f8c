package org.labelupscaler.ij;

import java.util.Map;

import org.labelupscaler.dialog.Form;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.words.CellWords;

/** A plugin about cells and the labels they lie in: asks for these first, then for its own words. */
abstract class CellPlugin extends LabelPlugin {

	CellPlugin(final Form form) {
		super(form);
	}

	/** The words as options, with the image in front for the case that no labels are named. */
	static CellWords builder(final Map<String, String> words) {
		final CellWords builder = CellWords.of(words);
		return builder.hasSource() ? builder : builder.image(OpenImage.active().orElse(null));
	}
}
