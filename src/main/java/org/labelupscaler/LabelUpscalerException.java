package org.labelupscaler;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;

import org.labelupscaler.text.NearFiles;

/**
 * The one exception type of this program. Its message is one or two plain sentences that say which file, dataset or
 * block failed, what was expected, and what to do; it is meant to be shown to a user, by {@link #say} in the words of the front
 * end.
 */
public class LabelUpscalerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final List<Message> messages;

	/** @param message what went wrong, where, and what to do */
	public LabelUpscalerException(final String message) {
		this(message, null);
	}

	/**
	 * @param message what went wrong, where, and what to do
	 * @param cause the failure below it
	 */
	public LabelUpscalerException(final String message, final Throwable cause) {
		this(message, Remedy.NONE, cause);
	}

	/**
	 * @param fact what went wrong, and where; whole sentences
	 * @param remedy what to do
	 * @param cause the failure below it; null if there is none
	 */
	public LabelUpscalerException(final String fact, final Remedy remedy, final Throwable cause) {
		this(List.of(new Message(fact, remedy)), cause);
	}

	/**
	 * @param messages all that went wrong
	 * @param cause the failure below it; null if there is none
	 */
	public LabelUpscalerException(final List<Message> messages, final Throwable cause) {
		super(say(messages, Remedy.Dialect.MACRO), cause);
		this.messages = List.copyOf(messages);
	}

	private static String say(final List<Message> messages, final Remedy.Dialect dialect) {
		return messages.stream().map(message -> message.say(dialect)).collect(Collectors.joining("\n"));
	}

	/** @return all that went wrong; what is said of it stands here without a dialect */
	public List<Message> messages() {
		return messages;
	}

	/**
	 * @param dialect how the user says settings
	 * @return the message in these words
	 */
	public String say(final Remedy.Dialect dialect) {
		return say(messages, dialect);
	}

	/**
	 * @param failure any failure
	 * @param dialect how the user says settings
	 * @return its message, in these words if it is one of this program
	 */
	public static String say(final Throwable failure, final Remedy.Dialect dialect) {
		return failure instanceof LabelUpscalerException own ? own.say(dialect) : String.valueOf(failure.getMessage());
	}

	/**
	 * Says a failure in words. Java's own messages for many of them are only a path, or nothing.
	 *
	 * @param failure the exception thrown by the file system, or by what decodes a file
	 * @return for example "no such file" or "No space left on device"
	 */
	public static String reason(final Exception failure) {
		if (failure instanceof java.nio.file.NoSuchFileException missing)
			return "no such file or folder" + (missing.getFile() == null ? "" : NearFiles.meant(missing.getFile()));
		if (failure instanceof java.nio.file.AccessDeniedException)
			// NB: what another program has open, Windows lets nobody replace, for the same reason.
			return "permission denied" + (File.separatorChar == '\\' ? ", or another program has it open" : "");
		if (failure instanceof java.nio.file.FileAlreadyExistsException)
			return "it exists already";
		if (failure instanceof java.nio.charset.CharacterCodingException)
			return "it is no text in UTF-8";
		if (failure instanceof java.nio.file.NotDirectoryException)
			return "it is not a folder";
		if (failure instanceof java.nio.file.FileSystemException f && f.getReason() != null)
			return f.getReason();
		return failure.getMessage() == null ? "its content is wrong" : failure.getMessage();
	}

	/**
	 * The same, of what is done to many files.
	 *
	 * @param failure the exception thrown by the file system
	 * @return for example "permission denied: FILE", if it says which
	 */
	public static String reasonOfFile(final Exception failure) {
		return reason(failure) + (failure instanceof java.nio.file.FileSystemException f && f.getFile() != null ? ": " + f.getFile() : "");
	}
}
