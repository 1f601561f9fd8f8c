package org.labelupscaler.source;

import java.nio.file.Path;

/** A file format that sources come in. Stateless. */
public interface SourceFormat {

	/** How many bytes of a file are shown to {@link #recognises}. */
	int START = 64;

	/**
	 * @param path a file
	 * @param start its first bytes, {@link #START} at most
	 * @return whether the file is of this format
	 */
	boolean recognises(Path path, byte[] start);

	/**
	 * Reads the header of a file, and nothing else.
	 *
	 * @param path a file of this format
	 * @return the file, described
	 * @throws org.labelupscaler.InvalidInputException if the header is wrong, does not match the file's length, or says
	 *           what is not supported
	 */
	SourceFile describe(Path path);
}
