package org.labelupscaler.ij;

import java.util.Map;
import java.util.stream.Stream;

import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;

/** A plugin about cells and the labels they lie in: asks for these first, then for its own words. */
abstract class CellPlugin extends LabelPlugin {

	private static final Field INPUT = Field.file("Input labels (.n5 or file; empty: image in front)");

	CellPlugin(final String command, final Field... own) {
		super(command, Description.NONE, Stream.of(Stream.of(INPUT, Field.of(OptionKey.UNIT)), CellKey.PLACES.stream().map(Field::of), Stream.of(Field.ONTOLOGY,
			Field.of(OptionKey.REGIONS)), Stream.of(own)).flatMap(fields -> fields).toList());
	}

	/** The words as options, with the image in front for the case that no labels are named. */
	static CellWords builder(final Map<String, String> words) {
		final CellWords builder = new CellWords();
		for (final OptionKey key : CellKey.LABELS)
			builder.set(key, words.get(key.key()));
		for (final CellKey key : CellKey.PLACES)
			builder.set(key, words.get(key.key()));
		return builder.hasSource() ? builder : builder.image(OpenImage.active().orElse(null));
	}
}
