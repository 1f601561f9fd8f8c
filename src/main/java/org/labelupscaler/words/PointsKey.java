package org.labelupscaler.words;

import static org.labelupscaler.words.Wording.choice;
import static org.labelupscaler.words.Wording.free;

/**
 * The words a user can give about cells for other programs, besides those about the cells, under the names they have in a macro. A
 * label begins with its key, and a key has nothing but letters.
 */
public enum PointsKey implements WordKey {

	/** For which program. */
	AS(choice("As points for (auto: as output is named)", "auto", "napari", "arivis", "qupath", "imagej", "precomputed", "imaris")),
	/** The file or folder; of Imaris the file with the labels. */
	OUTPUT(free("Output (empty: beside cells)")),
	/** How large cells are shown. */
	RADIUS(free("Radius of spots in um (imaris; empty: 5)")),
	/** What to do with an existing result. */
	EXISTING(choice("Existing output", "fail", "overwrite"));

	private final Wording wording;

	PointsKey(final Wording wording) {
		this.wording = wording;
	}

	@Override
	public Wording wording() {
		return wording;
	}
}
