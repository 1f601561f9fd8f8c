package org.labelupscaler.words;

import static org.labelupscaler.words.Wording.free;

/** The words a user can give about a verification. */
public enum VerifyKey implements WordKey {

	/** The container. */
	INPUT(free("Input labels (.n5, .ome.zarr, .ims, ...)")),
	/** What it is compared with. */
	SOURCE(free("Source file (empty: as made)")),
	/** How many blocks are compared. */
	BLOCKS(free("Blocks (a number, all, or voxels)", "200")),
	/** Threads. */
	THREADS(free("Threads (empty: all)")),
	/** Where a compressed source is decoded to. */
	TEMP(free("Temp folder (empty: that of input)"));

	private final Wording wording;

	VerifyKey(final Wording wording) {
		this.wording = wording;
	}

	@Override
	public Wording wording() {
		return wording;
	}
}
