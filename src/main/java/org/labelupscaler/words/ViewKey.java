package org.labelupscaler.words;

import static org.labelupscaler.words.Wording.choice;
import static org.labelupscaler.words.Wording.free;

/** The words a user can give about what is to be seen, and where. */
public enum ViewKey implements WordKey {

	/** The labels. */
	INPUT(free("Input labels (.n5, .ome.zarr, .ims, ...)")),
	/** Where they are to be seen. */
	VIEW(choice("View (bdv: BigDataViewer)", "bdv", "stack")),
	/** Names and colours of the labels. */
	ONTOLOGY(free("Ontology file (.csv, .json, .txt)")),
	/** Over which image. */
	IMAGE(free("Image below (.xml, .n5, optional)")),
	/** Under which cells. */
	CELLS(free("Cells over the labels (.csv, .xml, .n5, ...)"));

	private final Wording wording;

	ViewKey(final Wording wording) {
		this.wording = wording;
	}

	@Override
	public Wording wording() {
		return wording;
	}
}
