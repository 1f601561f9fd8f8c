package org.labelupscaler.text;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files whose names are much like that of one which is not there. */
public final class NearFiles {

	/** A folder can have millions. */
	private static final int MOST_ENTRIES = 10_000;

	private NearFiles() {}

	/**
	 * @param missing a path that is not there
	 * @return a question that names up to three files in its folder, to follow the end of a message: "; did you mean a.nrrd?";
	 *         empty if none is like it, or the folder cannot be listed
	 */
	public static String meant(final String missing) {
		try {
			final Path path = Path.of(missing).toAbsolutePath();
			if (path.getFileName() == null || path.getParent() == null || Files.exists(path))
				return "";
			return Choices.meant(path.getFileName().toString(), names(path.getParent()));
		}
		catch (final IOException | DirectoryIteratorException | InvalidPathException | SecurityException e) {
			return "";
		}
	}

	private static List<String> names(final Path folder) throws IOException {
		final List<String> names = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			for (final Path entry : entries) {
				if (names.size() == MOST_ENTRIES)
					break;
				names.add(entry.getFileName().toString());
			}
		}
		names.sort(null);
		return names;
	}
}
