package org.labelupscaler.source.hdf5;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.text.Choices;

/**
 * Which files the external links of an HDF5 file lead into: those that lie in its own folder, such as the partitions of
 * BigDataViewer, and no others, so that a file from a stranger cannot make a program read what else there is. Symbolic links
 * are followed: they are the user's own.
 *
 * @param path the file whose links are followed
 * @param depth how many files are on the way to it, this one included
 */
record ExternalLinks(Path path, int depth) {

	/** Files on the way to a dataset; BigDataViewer has two. More than this lead in a circle. */
	private static final int MOST_DEEP = 4;
	/** Files that links of one file lead into while one image is looked for. */
	private static final int MOST = 64;

	/**
	 * @param link path of the link, for messages
	 * @param name what it says of the file
	 * @param open how many files other links have led into so far
	 * @return the file
	 * @throws InvalidInputException if it is not beside the file that has the link
	 */
	Path follow(final String link, final String name, final int open) {
		final Path file = resolve(link, name);
		if (depth == MOST_DEEP || open == MOST)
			throw new InvalidInputException(path + ": " + link + " is one of too many links from file to file; expected at most " +
				(MOST_DEEP - 1) + ", and no circle");
		return file;
	}

	private Path resolve(final String link, final String name) {
		final String said = path + ": " + link + " is a link into another file (" + Choices.listed(List.of(name)) + "), ";
		try {
			final Path relative = Path.of(name).normalize();
			// NB: on Windows a path can have a root, such as C:, without being absolute.
			if (relative.getRoot() != null || relative.getNameCount() != 1 || relative.toString().isEmpty() || relative.startsWith(
				".."))
				throw new InvalidInputException(said + "which is followed only if that lies in the same folder; name that file");
			final Path file = path.resolveSibling(relative);
			if (!Files.isRegularFile(file))
				throw new InvalidInputException(said + "but there is no such file beside it");
			return file;
		}
		catch (final InvalidPathException e) {
			throw new InvalidInputException(said + "which is no name of a file", e);
		}
	}
}
