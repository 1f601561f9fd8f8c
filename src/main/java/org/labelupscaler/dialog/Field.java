package org.labelupscaler.dialog;

import java.util.List;
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
 * A field of a dialog.
 *
 * @param key its name in a macro
 * @param label what the dialog shows; begins with the key
 * @param kind what can be entered
 * @param initial what stands in it at first
 * @param choices the words there are, for a choice
 */
public record Field(String key, String label, Kind kind, String initial, List<String> choices) {

	/** What can be entered. */
	public enum Kind {
			/** Free words. */
			TEXT,
			/** A file that is read. */
			FILE,
			/** A file or a container, which is a folder. */
			EITHER,
			/** A file or container that is made. */
			SAVE,
			/** A folder. */
			FOLDER,
			/** One of some words. */
			CHOICE
	}

	private static final Set<WordKey> FILES = Set.of(OptionKey.ONTOLOGY, CellKey.CELLS, PictureKey.TABLE, ViewKey.ONTOLOGY);
	private static final Set<WordKey> EITHER = Set.of(OptionKey.INPUT, OptionKey.MATCH, CellKey.POINTS_IN, VerifyKey.INPUT, VerifyKey.SOURCE,
		ViewKey.INPUT, ViewKey.IMAGE, ViewKey.CELLS);
	private static final Set<WordKey> SAVED = Set.of(OptionKey.OUTPUT, AssignKey.OUTPUT, AssignKey.TABLE, PictureKey.PICTURE,
		VolumeKey.OUTPUT, PointsKey.OUTPUT);
	private static final Set<WordKey> FOLDERS = Set.of(OptionKey.TEMP, VerifyKey.TEMP);

	/** Copies the choices. */
	public Field {
		choices = List.copyOf(choices);
	}

	/**
	 * @param key a key
	 * @return its field
	 */
	public static Field of(final WordKey key) {
		return new Field(key.key(), key.label(), kind(key), key.defaultWords(), key.choices());
	}

	private static Kind kind(final WordKey key) {
		if (!key.choices().isEmpty())
			return Kind.CHOICE;
		if (FILES.contains(key))
			return Kind.FILE;
		if (EITHER.contains(key))
			return Kind.EITHER;
		if (SAVED.contains(key))
			return Kind.SAVE;
		return FOLDERS.contains(key) ? Kind.FOLDER : Kind.TEXT;
	}

	/** Its name in messages, for example "Points in": as much of the label as the key has letters. */
	String name() {
		int end = 0;
		for (int letters = 0; letters < key.length(); end++)
			if (label.charAt(end) != ' ')
				letters++;
		return label.substring(0, end);
	}

	/** The same with another label. */
	Field labelled(final String other) {
		return new Field(key, other, kind, initial, choices);
	}

	/**
	 * @param other what stands in it at first
	 * @return the same otherwise
	 */
	public Field initially(final String other) {
		return new Field(key, label, kind, other, choices);
	}

	/** Whether it takes a file or a folder. */
	boolean takesFiles() {
		return kind != Kind.TEXT && kind != Kind.CHOICE;
	}
}
