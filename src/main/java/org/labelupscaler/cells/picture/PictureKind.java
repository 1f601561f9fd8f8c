package org.labelupscaler.cells.picture;

/** What a picture of this program shows. One is replaced by another of its kind only. */
public enum PictureKind {

		/** A slice of labels. */
		PREVIEW("preview"),
		/** Bars of the cells of each region. */
		CHART("chart"),
		/** The density of cells along an axis. */
		PROJECTION("projection");

	private final String word;

	PictureKind(final String word) {
		this.word = word;
	}

	/** @return its name in marks and messages, one small word */
	public String word() {
		return word;
	}
}
