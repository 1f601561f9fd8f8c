package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.labelupscaler.PlainN5;

/**
 * Everything in a folder: names, and the bytes of files. A target and what stands beside it are compared in folders of
 * their own, so that nothing else that a run leaves is overlooked.
 *
 * @param entries content of each file by its path; folders have none
 */
record EndState(TreeMap<String, String> entries) {

	/**
	 * What a run may leave that is killed while it writes the XML, the settings or the label table. NB: there, among other
	 * people's files, it has a name that nobody can foresee, so no later run can know it for its own.
	 */
	private static final String LEFT_BESIDE = "\\.[0-9a-f-]{36}\\.part";

	static EndState of(final Path folder) throws IOException {
		final TreeMap<String, String> entries = PlainN5.tree(folder);
		entries.keySet().removeIf(name -> name.matches(LEFT_BESIDE));
		try (Stream<Path> walk = Files.walk(folder)) {
			for (final Path path : (Iterable<Path>) walk.filter(Files::isDirectory)::iterator)
				entries.put(folder.relativize(path) + "/", "");
		}
		return new EndState(entries);
	}

	/** In words, how another one differs from this. */
	Optional<String> difference(final EndState other) {
		for (final Map.Entry<String, String> e : entries.entrySet())
			if (!e.getValue().equals(other.entries.get(e.getKey())))
				return Optional.of(e.getKey() + (other.entries.containsKey(e.getKey()) ? " has other bytes" : " is missing"));
		return other.entries.keySet().stream().filter(name -> !entries.containsKey(name)).findFirst().map(name -> name +
			" is too much");
	}

	/** How many pages of a disk in memory it takes. */
	long pages(final int page) {
		return entries.values().stream().mapToLong(content -> Math.max(1, (content.length() - 1) / page + 1)).sum();
	}

	/** Whether another one has a file with the same bytes. */
	boolean hasSame(final EndState other, final String name) {
		return entries.containsKey(name) && entries.get(name).equals(other.entries.get(name));
	}

	/** The names of block files. */
	Stream<String> blocks(final Format format) {
		return entries.keySet().stream().filter(format::isBlock);
	}

	/** Copies a folder. */
	static Path copy(final Path from, final Path to) throws IOException {
		try (Stream<Path> walk = Files.walk(from)) {
			for (final Path path : (Iterable<Path>) walk::iterator)
				Files.copy(path, to.resolve(from.relativize(path)));
		}
		return to;
	}

}
