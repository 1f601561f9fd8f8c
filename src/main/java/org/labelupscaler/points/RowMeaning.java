package org.labelupscaler.points;

import java.util.List;
import java.util.Optional;

/**
 * What the beginning of a file of rows says of all of its rows. Immutable.
 *
 * @param decimal what stands before the decimals of coordinates
 * @param unitColumn the column that says the unit of each row, from 0; {@link CoordinateColumns#NONE} if there is none
 * @param unit what it says in all rows
 * @param notes what was guessed, sentences
 * @param question why the user must say what the coordinates are counted in; nothing if there is no need to
 */
public record RowMeaning(DecimalMark decimal, int unitColumn, String unit, List<String> notes, Optional<String> question) {

	/** Decimal points, and nothing else to know. */
	public static final RowMeaning PLAIN = new RowMeaning(DecimalMark.POINT, CoordinateColumns.NONE, "", List.of(), Optional.empty());

	/** Copies the notes. */
	public RowMeaning {
		notes = List.copyOf(notes);
	}

	/**
	 * @param notes what was guessed, sentences
	 * @return decimal points and these notes
	 */
	public static RowMeaning of(final List<String> notes) {
		return new RowMeaning(DecimalMark.POINT, CoordinateColumns.NONE, "", notes, Optional.empty());
	}

	/**
	 * @param question why the user must say what the coordinates are counted in
	 * @return decimal points and this question
	 */
	public static RowMeaning asking(final String question) {
		return new RowMeaning(DecimalMark.POINT, CoordinateColumns.NONE, "", List.of(), Optional.of(question));
	}
}
