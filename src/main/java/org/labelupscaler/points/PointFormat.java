package org.labelupscaler.points;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that lists of points come in, under the words a user can force them by. */
public enum PointFormat {

	/** Text with commas, semicolons, tabs or single spaces between: CSV, TSV. */
	TABLE,
	/** A Results table that ImageJ has saved. */
	IMAGEJ,
	/** The spots table of TrackMate. */
	TRACKMATE,
	/** The XML of cellfinder and other programs of brainglobe. */
	CELLFINDER,
	/** The XML of ImageJ's Cell Counter, which looks nearly the same. */
	CELLCOUNTER,
	/** An array of NumPy, as ClearMap writes them. */
	NPY,
	/** Points of ImageJ, one {@code .roi} or a {@code .zip} of them. */
	ROI,
	/** Nodes of traced neurons. */
	SWC,
	/** Points that QuPath exports, or whatever writes GeoJSON. */
	GEOJSON,
	/** Points of 3D Slicer, {@code .mrk.json} or {@code .fcsv}. */
	SLICER;

	/** @return the word, in lower case */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @param word a word, in any case
	 * @return the format, or nothing if it is the word of none
	 */
	public static Optional<PointFormat> of(final String word) {
		return Arrays.stream(values()).filter(f -> f.name().equalsIgnoreCase(word.strip())).findFirst();
	}

	/** @return all words, with commas between */
	public static String words() {
		return Arrays.stream(values()).map(PointFormat::word).collect(Collectors.joining(", "));
	}
}
