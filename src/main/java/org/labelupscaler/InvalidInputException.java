package org.labelupscaler;

import java.util.List;

/**
 * Thrown when what the user gave is wrong: a missing or damaged source, impossible options, an existing output. Nothing
 * has been written when it is thrown.
 */
public class InvalidInputException extends LabelUpscalerException {

	private static final long serialVersionUID = 1L;

	/** @param message which file or field is wrong, what was expected, and what to do */
	public InvalidInputException(final String message) {
		super(message);
	}

	/**
	 * @param message which file or field is wrong, what was expected, and what to do
	 * @param cause the failure below it
	 */
	public InvalidInputException(final String message, final Throwable cause) {
		super(message, cause);
	}

	/**
	 * @param fact what is wrong, and where; whole sentences
	 * @param remedy what to do
	 */
	public InvalidInputException(final String fact, final Remedy remedy) {
		super(fact, remedy, null);
	}

	/** @param messages all that is wrong, each with what to do */
	public InvalidInputException(final List<Message> messages) {
		this(messages, null);
	}

	private InvalidInputException(final List<Message> messages, final Throwable cause) {
		super(messages, cause);
	}

	/**
	 * @param field the field of a dialog that is wrong
	 * @return the same, each message beginning with the name of the field
	 */
	public InvalidInputException in(final String field) {
		return new InvalidInputException(messages().stream().map(message -> message.in(field)).toList(), this);
	}
}
