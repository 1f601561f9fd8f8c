package org.labelupscaler.cells.picture;

import java.util.List;

import org.labelupscaler.upscale.WordKey;

/**
 * The words a user can give about pictures of cells, under the names they have in a macro. A label begins with its key, and
 * a key has nothing but letters.
 */
public enum PictureKey implements WordKey {

	/** The table of cells per region that a chart is made of. */
	TABLE("Table of regions (.csv)"),
	/** Where the picture goes. */
	PICTURE("Picture .png or .svg (empty: beside input)"),
	/** What bars stand for. */
	BY("By count or density", "count", "density"),
	/** How many regions there are in a chart. */
	TOP("Top regions, how many"),
	/** How many cells a region has to have for a chart. */
	LEAST("Least cells of a region (empty: 10 by density)"),
	/** The regions in a chart. */
	REGIONS("Regions to show (HPF,CTX; empty: top)"),
	/** Whether left and right are told apart. */
	SIDES("Sides of the midline", "together", "apart"),
	/** Whether bars are as long as logarithms. */
	LOG("Log axis", "no", "yes"),
	/** How densities along the axis become one. */
	MODE("Mode of projection", "sum", "max"),
	/** The axis of a projection. */
	AXIS("Axis to look along", "z", "y", "x"),
	/** What of it is taken. */
	SLAB("Slab in voxels along it (1000:1100)"),
	/** How large bins are. */
	BIN("Bin in um (empty: auto)"),
	/** How far densities are smoothed. */
	GAUSS("Gauss sigma in um (empty: 2 bins)"),
	/** The density with the last colour. */
	HIGHEST("Highest density shown (empty: auto)"),
	/** The plane between left and right. */
	MIDLINE("Midline for left and right (z, -x, z:228)"),
	/** What a projection is drawn on. */
	PAPER("Paper colour", "white", "black"),
	/** What stands above. */
	TITLE("Title"),
	/** How large the picture is. */
	SIZE("Size in pixels (1600 or 1600x1200)"),
	/** How large letters are. */
	SCALE("Scale of letters and lines");

	/** Those of a chart. */
	public static final List<PictureKey> OF_CHART = List.of(TABLE, PICTURE, BY, TOP, LEAST, REGIONS, SIDES, LOG, TITLE, SIZE,
		SCALE);

	/** Those of a projection, besides those of the cells and labels. */
	public static final List<PictureKey> OF_PROJECTION = List.of(PICTURE, MODE, AXIS, SLAB, MIDLINE, BIN, GAUSS, HIGHEST,
		PAPER, TITLE, SIZE, SCALE);

	private final String label;
	private final List<String> choices;

	PictureKey(final String label, final String... choices) {
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
		return switch (this) {
			case TOP -> "20";
			case SIZE -> "1600";
			case SCALE -> "2";
			default -> WordKey.super.defaultWords();
		};
	}
}
