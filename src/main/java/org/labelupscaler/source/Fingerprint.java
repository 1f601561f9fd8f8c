package org.labelupscaler.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes and times of files: what tells a file from itself before it was changed, without reading it.
 *
 * @param states path, size and time of each file, in turn
 */
public record Fingerprint(List<Object> states) {

	/**
	 * @param files some files
	 * @return as they are now; one that is missing counts as such
	 */
	public static Fingerprint of(final List<Path> files) {
		final List<Object> states = new ArrayList<>();
		for (final Path file : files)
			try {
				states.addAll(List.of(file, Files.size(file), Files.getLastModifiedTime(file)));
			}
			catch (final IOException e) {
				states.addAll(List.of(file, "missing"));
			}
		return new Fingerprint(states);
	}
}
