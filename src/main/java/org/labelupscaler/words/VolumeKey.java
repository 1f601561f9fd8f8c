package org.labelupscaler.words;

import static org.labelupscaler.words.Wording.choice;
import static org.labelupscaler.words.Wording.free;

/**
 * The words a user can give about a volume of cells, under the names they have in a macro. A label begins with its key, and
 * a key has nothing but letters.
 */
public enum VolumeKey implements WordKey {

	/** The container. */
	OUTPUT(free("Output .n5 (empty: beside cells)")),
	/** How large the balls are. */
	RADIUS(free("Radius of a cell (5, or 11um)", "5")),
	/** What their voxels say. */
	VALUE(choice("Value of its voxels", "id", "number")),
	/** What to do with an existing container. */
	EXISTING(choice("Existing output", "fail", "resume", "overwrite")),
	/** Whether to wait for the disk. */
	SYNC(choice("Sync blocks to disk (power cuts)", "no", "yes"));

	private final Wording wording;

	VolumeKey(final Wording wording) {
		this.wording = wording;
	}

	@Override
	public Wording wording() {
		return wording;
	}
}
