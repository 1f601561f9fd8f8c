package org.labelupscaler;

import org.labelupscaler.text.NearFiles;

/**
 * The one exception type of this program. Its message is one or two plain sentences that say which file, dataset or
 * block failed, what was expected, and what to do; it is meant to be shown to a user as it is.
 */
public class LabelUpscalerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** @param message what went wrong, where, and what to do */
	public LabelUpscalerException(final String message) {
		super(message);
	}

	/**
	 * @param message what went wrong, where, and what to do
	 * @param cause the failure below it
	 */
	public LabelUpscalerException(final String message, final Throwable cause) {
		super(message, cause);
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
			return "permission denied";
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
}
