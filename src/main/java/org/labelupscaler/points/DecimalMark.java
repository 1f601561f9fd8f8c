package org.labelupscaler.points;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What stands before the decimals of a number. */
public enum DecimalMark {

	/** As in 12.5. */
	POINT,
	/** As in 12,5, which spreadsheets write in many countries. */
	COMMA;

	/** @return the word, in lower case */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @param word a word, in any case
	 * @return the mark, or nothing if it is the word of none
	 */
	public static Optional<DecimalMark> of(final String word) {
		return Arrays.stream(values()).filter(m -> m.name().equalsIgnoreCase(word.strip())).findFirst();
	}
}
