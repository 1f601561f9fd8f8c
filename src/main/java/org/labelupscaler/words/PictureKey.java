package org.labelupscaler.words;

import static org.labelupscaler.words.Wording.choice;
import static org.labelupscaler.words.Wording.free;

import java.util.List;

/**
 * The words a user can give about pictures of cells, under the names they have in a macro. A label begins with its key, and
 * a key has nothing but letters.
 */
public enum PictureKey implements WordKey {

	/** The table of cells per region that a chart is made of. */
	TABLE(free("Table of regions (.csv)")),
	/** Where the picture goes. */
	PICTURE(free("Picture .png or .svg (empty: beside input)")),
	/** What bars stand for. */
	BY(choice("By count or density", "count", "density")),
	/** How many regions there are in a chart. */
	TOP(free("Top regions, how many", "20")),
	/** How many cells a region has to have for a chart. */
	LEAST(free("Least cells of a region (empty: 10 by density)")),
	/** The regions in a chart. */
	REGIONS(free("Regions to show (HPF,CTX; empty: top)")),
	/** Whether left and right are told apart. */
	SIDES(choice("Sides of the midline", "together", "apart")),
	/** Whether bars are as long as logarithms. */
	LOG(choice("Log axis", "no", "yes")),
	/** How densities along the axis become one. */
	MODE(choice("Mode of projection", "sum", "max")),
	/** The axis of a projection. */
	AXIS(choice("Axis to look along", "z", "y", "x")),
	/** What of it is taken. */
	SLAB(free("Slab in voxels along it (1000:1100)")),
	/** How large bins are. */
	BIN(free("Bin in um (empty: auto)")),
	/** How far densities are smoothed. */
	GAUSS(free("Gauss sigma in um (empty: 2 bins)")),
	/** The density with the last colour. */
	HIGHEST(free("Highest density shown (empty: auto)")),
	/** The plane between left and right. */
	MIDLINE(free("Midline for left and right (z, -x, z:228)")),
	/** What a projection is drawn on. */
	PAPER(choice("Paper colour", "white", "black")),
	/** What stands above. */
	TITLE(free("Title")),
	/** How large the picture is. */
	SIZE(free("Size in pixels (1600 or 1600x1200)", "1600")),
	/** How large letters are. */
	SCALE(free("Scale of letters and lines", "2"));

	/** Those of a chart. */
	public static final List<PictureKey> OF_CHART = List.of(TABLE, PICTURE, BY, TOP, LEAST, REGIONS, SIDES, LOG, TITLE, SIZE,
		SCALE);

	/** Those of a projection, besides those of the cells and labels. */
	public static final List<PictureKey> OF_PROJECTION = List.of(PICTURE, MODE, AXIS, SLAB, MIDLINE, BIN, GAUSS, HIGHEST,
		PAPER, TITLE, SIZE, SCALE);

	private final Wording wording;

	PictureKey(final Wording wording) {
		this.wording = wording;
	}

	@Override
	public Wording wording() {
		return wording;
	}
}
