package org.labelupscaler.source.hdf5;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;

/**
 * The files that external links of an HDF5 file lead into: those that lie in its own folder, such as the partitions of
 * BigDataViewer, and no others, so that a file from a stranger cannot make a program read what else there is. Symbolic links
 * are followed: they are the user's own. Each file is opened once. Not thread-safe.
 */
final class LinkedFiles implements AutoCloseable {

	/** Files on the way to a dataset; BigDataViewer has two. More than this lead in a circle. */
	private static final int MOST_DEEP = 4;
	/** Files that links of one file lead into while one image is looked for. */
	private static final int MOST = 64;

	private final Path path;
	private final int depth;
	private final Map<Path, Hdf5File> open = new LinkedHashMap<>();

	/** @param path the file whose links are followed */
	LinkedFiles(final Path path) {
		this(path, 1);
	}

	private LinkedFiles(final Path path, final int depth) {
		this.path = path;
		this.depth = depth;
	}

	/**
	 * Opens a file; it stays open until this is closed.
	 *
	 * @param link path of the link, for messages
	 * @param name what it says of the file
	 * @throws InvalidInputException if it is not beside the file that has the link, or no HDF5 file
	 */
	Hdf5File open(final String link, final String name) {
		final Path file = resolve(link, name);
		if (depth == MOST_DEEP || open.size() == MOST)
			throw new InvalidInputException(path + ": " + link + " is one of too many links from file to file; expected at most " +
				(MOST_DEEP - 1) + ", and no circle");
		return open.computeIfAbsent(file, f -> Hdf5File.open(f, new LinkedFiles(f, depth + 1)));
	}

	private Path resolve(final String link, final String name) {
		final String said = path + ": " + link + " is a link into another file (" + Hdf5File.shown(List.of(name)) + "), ";
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

	/** All of them, and those that they lead into. */
	List<Path> paths() {
		final List<Path> paths = new ArrayList<>();
		open.forEach((file, hdf5) -> Stream.concat(Stream.of(file), hdf5.linked().stream()).forEach(paths::add));
		return paths.stream().distinct().toList();
	}

	/** The open file of a path; null if there is none. */
	Hdf5File opened(final Path file) {
		return open.values().stream().map(hdf5 -> hdf5.opened(file)).filter(Objects::nonNull).findFirst().orElse(null);
	}

	@Override
	public void close() {
		open.values().forEach(Hdf5File::close);
	}
}
