package org.labelupscaler.words;

import java.util.List;

/**
 * How a field of a dialog is worded.
 *
 * @param label what a dialog shows; it begins with the name of the field
 * @param choices the words there are, the default first; empty if the words are free
 * @param initial the words that stand there at first; empty words leave the default
 */
public record Wording(String label, List<String> choices, String initial) {

	/** Copies the choices. */
	public Wording {
		choices = List.copyOf(choices);
	}

	/** A field for free words, empty at first. */
	static Wording free(final String label) {
		return free(label, "");
	}

	/** A field for free words. */
	static Wording free(final String label, final String initial) {
		return new Wording(label, List.of(), initial);
	}

	/** A field to choose in; the first choice is the default. */
	static Wording choice(final String label, final String... choices) {
		return new Wording(label, List.of(choices), choices[0]);
	}
}
