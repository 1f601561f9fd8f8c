package org.labelupscaler.cells;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.upscale.OptionKey;
import org.labelupscaler.upscale.WordKey;

/**
 * The words a user can give about cells, besides those about labels ({@link OptionKey}), under the names they have in a
 * macro. As there, a label begins with its key, and a key has nothing but letters.
 */
public enum CellKey implements WordKey {

	/** The file of cells. */
	CELLS("Cells file (.csv .xml .json .npy .roi .swc)"),
	/** What wrote it. */
	FORMAT("Format of the cells file", "auto", "table", "imagej", "trackmate", "cellfinder", "cellcounter", "npy", "roi", "swc", "geojson", "slicer"),
	/** The column of x. */
	X("X column (empty: guess)"),
	/** The column of y. */
	Y("Y column (empty: guess)"),
	/** The column of z. */
	Z("Z column (empty: guess)"),
	/** Their unit. */
	COORDINATES("Coordinates in", "auto", "voxels", "nm", "um", "mm", "cm", "m"),
	/** The image they refer to. */
	POINTSIN("Pointsin: image of the cells, or its size"),
	/** Which of them counts along which axis of the labels. */
	AXES("Axes of the cells (e.g. -z,y,x)"),
	/** Where 0 is. */
	ZERO("Zero is the first voxel's", "auto", "corner", "centre"),
	/** What stands before the decimals in a table. */
	DECIMAL("Decimal mark of a table", "auto", "point", "comma"),
	/** What to do with malformed rows. */
	BADROWS("Badrows: malformed rows", "fail", "skip"),
	/** Which rows are cells. */
	WHERE("Where column=value (type=2;score>0.5)"),
	/** The plane between left and right. */
	MIDLINE("Midline for left and right (z, -x, z:228)"),
	/** Where the table of regions goes. */
	TABLE("Table of regions (empty: beside cells)");

	/** Those that say which cells there are and where they lie. */
	public static final List<CellKey> PLACES = List.of(CELLS, FORMAT, X, Y, Z, COORDINATES, POINTSIN, AXES, ZERO, DECIMAL, BADROWS, WHERE);

	/** What of {@link OptionKey} a dialog asks for besides. How labels lie, and how large they are, a container records. */
	public static final List<OptionKey> LABELS = List.of(OptionKey.INPUT, OptionKey.UNIT, OptionKey.ONTOLOGY, OptionKey.REGIONS);

	private final String label;
	private final List<String> choices;

	CellKey(final String label, final String... choices) {
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

	/**
	 * @param key a name, in any case
	 * @return its key, or nothing if there is none of that name
	 */
	public static Optional<CellKey> of(final String key) {
		return Arrays.stream(values()).filter(k -> k.key().equalsIgnoreCase(key)).findFirst();
	}
}
