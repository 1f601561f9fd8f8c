package org.labelupscaler.ij;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.PictureKey;
import org.labelupscaler.words.PointsKey;
import org.labelupscaler.words.VerifyKey;
import org.labelupscaler.words.ViewKey;
import org.labelupscaler.words.VolumeKey;
import org.labelupscaler.words.WordKey;

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
		CellKey.POINTSIN, AssignKey.OUTPUT, AssignKey.TABLE, PictureKey.TABLE, PictureKey.PICTURE, VolumeKey.OUTPUT, PointsKey.OUTPUT, VerifyKey.SOURCE,
		ViewKey.ONTOLOGY, ViewKey.IMAGE, ViewKey.CELLS);
	private static final Set<WordKey> FOLDERS = Set.of(OptionKey.TEMP, VerifyKey.INPUT, VerifyKey.TEMP, ViewKey.INPUT);

	static final Field OUTPUT = of(OptionKey.OUTPUT);
	static final Field VIEW = of(ViewKey.VIEW);
	static final Field ONTOLOGY = of(OptionKey.ONTOLOGY);
	static final Field IMAGE = of(ViewKey.IMAGE);

	static Field of(final WordKey key) {
		final Kind free = FILES.contains(key) ? Kind.FILE : FOLDERS.contains(key) ? Kind.FOLDER : Kind.TEXT;
		return new Field(key.label(), key.choices().isEmpty() ? free : Kind.CHOICE, key.defaultWords(), key.choices());
	}

	static Field file(final String label) {
		return new Field(label, Kind.FILE, "", List.of());
	}

	static Field folder(final String label) {
		return new Field(label, Kind.FOLDER, "", List.of());
	}

	/** The name in a macro, as ImageJ makes it of the label. */
	String key() {
		return label.replaceFirst("[ :,].*", "").toLowerCase(Locale.ROOT);
	}
}
