package org.labelupscaler.source.foreign;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A format that is known by the beginning of its files.
 *
 * @param kind what it holds
 * @param what the format in words, with article, for example "a JPEG picture"
 * @param matches whether a file is of it
 * @param asLabels what makes of it something that is read, for who gives it as labels; empty if it is read as such
 * @param asCells the same for who gives it as a list of cells
 */
record Signature(Kind kind, String what, Predicate<FileStart> matches, Optional<String> asLabels, String asCells) {

	/** What a file holds, and what to do with it that is given as a list of cells. */
	enum Kind {

		/** Pixels or voxels. */
		IMAGE("which is not read as labels", "no list of cells", "detect the cells in it first, and give the table of their " +
			"coordinates, such as a CSV file"),
		/** Surfaces and lines. */
		SHAPES("which is not read as labels", "no list of cells that is read", "save the coordinates of the cells as CSV with " +
			"the columns x, y, z"),
		/** Rows, or what can be made of them. */
		TABLE("which is not read as labels", "no list of cells that is read", "save it as CSV with the columns x, y, z"),
		/** Something that has to be unpacked. */
		PACKED("which is not unpacked here", "no list of cells that is read", "unpack it and name the file with the cells"),
		/** Nothing of use. */
		OTHER("which has no labels in it", "no list of cells", "name the file with the coordinates of the cells, such as a CSV file");

		private final String noLabels;
		private final String noCells;
		private final String advice;

		Kind(final String noLabels, final String noCells, final String advice) {
			this.noLabels = noLabels;
			this.noCells = noCells;
			this.advice = advice;
		}

		/** What such a file is not, for who gives it as labels. */
		String noLabels() {
			return noLabels;
		}

		/** What such a file is not, for who gives it as a list of cells. */
		String noCells() {
			return noCells;
		}
	}

	/** A format that is not read. */
	static Signature of(final Kind kind, final String what, final Predicate<FileStart> matches, final String asLabels) {
		return new Signature(kind, what, matches, Optional.of(asLabels), kind.advice);
	}

	/** A format that is read as labels, and not as a list of cells. */
	static Signature ofLabels(final String what, final Predicate<FileStart> matches) {
		return new Signature(Kind.IMAGE, what, matches, Optional.empty(), Kind.IMAGE.advice);
	}

	/** The same with another advice for who gives it as labels. */
	Signature withLabels(final String advice) {
		return new Signature(kind, what, matches, Optional.of(advice), asCells);
	}

	/** The same with another advice for who gives it as a list of cells. */
	Signature withCells(final String advice) {
		return new Signature(kind, what, matches, asLabels, advice);
	}
}
