package org.labelupscaler.words;

import static org.labelupscaler.words.Wording.choice;
import static org.labelupscaler.words.Wording.free;

/** The words a user can give about assigning cells to regions, besides those about the cells. */
public enum AssignKey implements WordKey {

	/** The plane between left and right. */
	MIDLINE(free("Midline for left and right (z, -x, z:228)")),
	/** Where the cells with their regions go. */
	OUTPUT(free("Output .csv (empty: beside cells)")),
	/** Where the table of regions goes. */
	TABLE(free("Table of regions (empty: beside output)")),
	/** What to do with existing results. */
	EXISTING(choice("Existing output", "fail", "overwrite"));

	private final Wording wording;

	AssignKey(final Wording wording) {
		this.wording = wording;
	}

	@Override
	public Wording wording() {
		return wording;
	}
}
