package org.labelupscaler;

import java.io.Serializable;

/**
 * What is to be said to a user. Immutable.
 *
 * @param fact what there is; whole sentences, the same in all front ends
 * @param remedy what to do about it, which each front end words in its own way
 */
public record Message(String fact, Remedy remedy) implements Serializable {

	/**
	 * @param fact what there is, and what to do
	 * @return a message that reads the same everywhere
	 */
	public static Message of(final String fact) {
		return new Message(fact, Remedy.NONE);
	}

	/**
	 * @param field a field of a dialog
	 * @return the same, beginning with the name of the field
	 */
	public Message in(final String field) {
		return field.isEmpty() || fact.startsWith(field + ":") ? this : new Message(field + ": " + fact, remedy);
	}

	/**
	 * @param dialect how the user says settings
	 * @return the message in these words
	 */
	public String say(final Remedy.Dialect dialect) {
		final String advice = remedy.say(dialect);
		return advice.isEmpty() ? fact : fact + " " + advice;
	}
}
