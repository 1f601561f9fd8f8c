package org.labelupscaler.words;

import static org.labelupscaler.words.Wording.choice;
import static org.labelupscaler.words.Wording.free;

import java.util.List;

/**
 * The words a user can give about cells, besides those about labels ({@link OptionKey}), under the names they have in a
 * macro. As there, a label begins with its key, and a key has nothing but letters.
 */
public enum CellKey implements WordKey {

	/** The file of cells. */
	CELLS(free("Cells file (.csv .xml .json .npy .roi .swc)")),
	/** What wrote it. */
	FORMAT(choice("Format of the cells file", "auto", "table", "imagej",
		"trackmate", "cellfinder", "cellcounter", "npy", "roi", "swc", "geojson", "slicer")),
	/** The column of x. */
	X(free("X column (empty: guess)")),
	/** The column of y. */
	Y(free("Y column (empty: guess)")),
	/** The column of z. */
	Z(free("Z column (empty: guess)")),
	/** Their unit. */
	COORDINATES(choice("Coordinates in", "auto", "voxels", "nm", "um", "mm", "cm", "m")),
	/** The image they refer to. */
	POINTS_IN(free("Points in image, or size (empty: in labels)")),
	/** Which of them counts along which axis of the labels. */
	AXES(free("Axes of the cells (e.g. -z,y,x)")),
	/** Where 0 is. */
	ZERO(choice("Zero is the first voxel's", "auto", "corner", "centre")),
	/** What stands before the decimals in a table. */
	DECIMAL(choice("Decimal mark of a table", "auto", "point", "comma")),
	/** What to do with malformed rows. */
	BAD_ROWS(choice("Bad rows (that cannot be read)", "fail", "skip")),
	/** Which rows are cells. */
	WHERE(free("Where column=value (type=2;score>0.5)"));

	/** Those that say which cells there are and where they lie. */
	public static final List<CellKey> PLACES = List.of(CELLS, FORMAT, X, Y, Z, COORDINATES, POINTS_IN, AXES, ZERO, DECIMAL, BAD_ROWS, WHERE);

	/** What of {@link OptionKey} a dialog asks for besides. How labels lie, and how large they are, a container records. */
	public static final List<OptionKey> LABELS = List.of(OptionKey.INPUT, OptionKey.UNIT, OptionKey.ONTOLOGY, OptionKey.REGIONS);

	private final Wording wording;

	CellKey(final Wording wording) {
		this.wording = wording;
	}

	@Override
	public Wording wording() {
		return wording;
	}
}
