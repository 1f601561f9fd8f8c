package org.labelupscaler.ij;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.labelupscaler.cells.CellKey;
import org.labelupscaler.cells.picture.PictureKey;
import org.labelupscaler.cells.volume.VolumeKey;
import org.labelupscaler.upscale.OptionKey;
import org.labelupscaler.upscale.WordKey;

/**
 * A field of a dialog. The first word of its label, in lower case, is its key in a macro.
 *
 * @param label what the dialog shows
 * @param kind what can be entered
 * @param initial what stands in it at first
 * @param choices the words there are, for a choice
 */
record Field(String label, Kind kind, String initial, List<String> choices) {

	enum Kind {
			TEXT, FILE, FOLDER, CHOICE
	}

	private static final Set<WordKey> FILES = Set.of(OptionKey.INPUT, OptionKey.MATCH, OptionKey.ONTOLOGY, CellKey.CELLS,
		CellKey.POINTSIN, CellKey.TABLE, PictureKey.TABLE, PictureKey.PICTURE, VolumeKey.OUTPUT);

	static final Field OUTPUT = of(OptionKey.OUTPUT);
	static final Field VIEW = new Field("View (bdv: BigDataViewer)", Kind.CHOICE, "bdv", List.of(
		"bdv", "stack"));
	static final Field ONTOLOGY = of(OptionKey.ONTOLOGY);
	static final Field IMAGE = file("Image below (.xml, .n5, optional)");
	static final Field CONTAINER = folder("Input .n5 folder");

	static Field of(final WordKey key) {
		final Kind free = FILES.contains(key) ? Kind.FILE : key == OptionKey.TEMP ? Kind.FOLDER : Kind.TEXT;
		return new Field(key.label(), key.choices().isEmpty() ? free : Kind.CHOICE, key.defaultWords(), key.choices());
	}

	static Field file(final String label) {
		return new Field(label, Kind.FILE, "", List.of());
	}

	static Field folder(final String label) {
		return new Field(label, Kind.FOLDER, "", List.of());
	}

	static Field text(final String label, final String initial) {
		return new Field(label, Kind.TEXT, initial, List.of());
	}

	/** The name in a macro, as ImageJ makes it of the label. */
	String key() {
		return label.replaceFirst("[ :,].*", "").toLowerCase(Locale.ROOT);
	}
}
