package org.labelupscaler.cells.volume;

import java.util.List;
import java.util.Locale;

/**
 * The words a user can give about a volume of cells, under the names they have in a macro. A label begins with its key, and
 * a key has nothing but letters.
 */
public enum VolumeKey {

	/** The container. */
	OUTPUT("Output .n5 (empty: beside cells)"),
	/** How large the balls are. */
	RADIUS("Radius of a cell (5, or 11um)"),
	/** What their voxels say. */
	VALUE("Value of its voxels", "id", "number"),
	/** What to do with an existing container. */
	EXISTING("Existing output", "fail", "resume", "overwrite"),
	/** Whether to wait for the disk. */
	SYNC("Sync blocks to disk (power cuts)", "no", "yes");

	private final String label;
	private final List<String> choices;

	VolumeKey(final String label, final String... choices) {
		this.label = label;
		this.choices = List.of(choices);
	}

	/** @return the name in a macro, letters a to z only */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** @return what a dialog shows; its first word is the key */
	public String label() {
		return label;
	}

	/** @return the words there are, the default first; empty if the words are free */
	public List<String> choices() {
		return choices;
	}

	/** @return the words a dialog starts with; empty words leave the default */
	public String defaultWords() {
		return this == RADIUS ? "5" : choices.isEmpty() ? "" : choices.get(0);
	}
}
