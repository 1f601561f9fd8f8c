package org.labelupscaler.points;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A file of points: what it is, its first rows read. Immutable; can be opened as often as needed. */
public interface PointFile {

	/** @return the file, as the user named it */
	Path path();

	/** @return what it is in words, with the columns that are taken, for example "CSV, columns X, Y, Z" */
	String format();

	/** @return the names of all columns, in order, as an output writes them before its own; at least one */
	List<String> columns();

	/**
	 * Rows below the column names that are no points, such as the names of units in tables of TrackMate.
	 *
	 * @return their fields, as many in each as there are columns; usually none
	 */
	default List<List<String>> furtherHeaderRows() {
		return List.of();
	}

	/** @return what the numbers mean, as far as the file or the habits of the program that wrote it say */
	Convention convention();

	/** @return what was guessed of the file, sentences for the user; usually none */
	default List<String> notes() {
		return List.of();
	}

	/**
	 * @return why the user must say what the coordinates are counted in, a sentence that begins in lower case and has no full
	 *         stop, such as "the unit 'inch' of column 'X (inch)' is not known"; nothing if there is no need to
	 */
	default Optional<String> question() {
		return Optional.empty();
	}

	/**
	 * @return whether lengths are always counted from the first voxel by the program that wrote them, also in an image that says that
	 *         its first voxel lies elsewhere
	 */
	default boolean isFromFirstVoxel() {
		return false;
	}

	/** @return what stands before the decimals of its numbers */
	default DecimalMark decimal() {
		return DecimalMark.POINT;
	}

	/** @return which rows are taken unless the user says something else: those that are points by the habits of the program */
	default PointFilter usual() {
		return PointFilter.ALL;
	}

	/**
	 * Opens it, for some of its rows.
	 *
	 * @param filter which
	 * @param kinds hears of all rows
	 * @param badRows what to do with rows that are malformed; hears of them
	 * @return the points that are taken, numbered from 0; the caller closes it
	 * @throws org.labelupscaler.InvalidInputException if it cannot be read, or has no column that the filter names
	 */
	default PointReader open(final PointFilter filter, final PointKinds kinds, final BadRows badRows) {
		final Predicate<String[]> taken = filter.of(path(), columns(), decimal());
		// NB: last of all; nothing can fail afterwards.
		return new FilteredPoints(path(), open(badRows), badRows, taken, filter.conditions().isEmpty(), kinds);
	}

	/**
	 * Opens it.
	 *
	 * @param badRows what to do with rows that are malformed; hears of them
	 * @return the points from the first on; the caller closes it
	 * @throws org.labelupscaler.InvalidInputException if it cannot be read
	 */
	PointReader open(BadRows badRows);
}
