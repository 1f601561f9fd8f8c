package org.labelupscaler.words;

/**
 * What a dialog says about the words in its fields.
 *
 * @param text a few lines
 * @param isWrong whether they say what is wrong
 */
public record LiveText(String text, boolean isWrong) {

	/** Nothing to say. */
	public static final LiveText NONE = of("");

	/**
	 * @param text a few lines about what will happen
	 * @return them
	 */
	public static LiveText of(final String text) {
		return new LiveText(text, false);
	}

	/**
	 * @param text what is wrong
	 * @return it
	 */
	public static LiveText wrong(final String text) {
		return new LiveText(text, true);
	}
}
