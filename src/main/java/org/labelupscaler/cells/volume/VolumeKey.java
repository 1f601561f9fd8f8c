package org.labelupscaler.cells.volume;

import java.util.List;

import org.labelupscaler.upscale.WordKey;

/**
 * The words a user can give about a volume of cells, under the names they have in a macro. A label begins with its key, and
 * a key has nothing but letters.
 */
public enum VolumeKey implements WordKey {

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

	@Override
	public String label() {
		return label;
	}

	@Override
	public List<String> choices() {
		return choices;
	}

	@Override
	public String defaultWords() {
		return this == RADIUS ? "5" : WordKey.super.defaultWords();
	}
}
