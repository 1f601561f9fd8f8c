package org.labelupscaler.source.array;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

import org.labelupscaler.text.Choices;

/** Looks for arrays in the folders of a container, so that a message can name those that there are. */
public final class ArraysBelow {

	private static final int MOST_FOLDERS = 2000;
	private static final int MOST_ENTRIES = 2000;
	private static final int DEEPEST = 6;
	private static final int MOST_SIBLINGS = 100;
	private static final int MOST_NAMED = Choices.MOST;

	private ArraysBelow() {}

	/**
	 * Near ones first. Links are not followed, and after some thousands of folders it gives up.
	 *
	 * @param group a folder
	 * @param isArray whether a folder is an array
	 * @return a sentence that names some arrays below it; empty if none was found
	 */
	public static String sentence(final Path group, final Predicate<Path> isArray) {
		final List<Path> found = find(group, isArray);
		if (found.isEmpty())
			return "";
		final List<String> names = new ArrayList<>();
		for (final Path array : found.subList(0, Math.min(MOST_NAMED, found.size())))
			names.add(array.toString().replaceAll("\\p{Cntrl}", "?"));
		return "Name " + (found.size() == 1 ? "the one that it has: " : "one of those that it has: ") + String.join(", ", names) +
			(found.size() > MOST_NAMED ? " and more" : "");
	}

	/**
	 * NB: some writers have no metadata in the folders above their arrays.
	 *
	 * @param folder a folder
	 * @param isArray whether a folder is an array
	 * @return whether it has only folders, and arrays in them, as far as it is looked through
	 */
	public static boolean holdsOnlyArrays(final Path folder, final Predicate<Path> isArray) {
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			int seen = 0;
			for (final Path entry : entries)
				if (!Files.isDirectory(entry))
					return false;
				else if (++seen == MOST_SIBLINGS)
					break;
		}
		catch (final IOException | DirectoryIteratorException e) {
			return false;
		}
		return !find(folder, isArray).isEmpty();
	}

	private static List<Path> find(final Path group, final Predicate<Path> isArray) {
		final List<Path> found = new ArrayList<>();
		final Deque<Path> open = new ArrayDeque<>(List.of(group));
		final int depth = group.getNameCount();
		for (int n = 0; n < MOST_FOLDERS && !open.isEmpty() && found.size() <= MOST_NAMED; n++) {
			final Path folder = open.removeFirst();
			if (!folder.equals(group) && isArray.test(folder))
				found.add(folder);
			else if (folder.getNameCount() - depth < DEEPEST)
				open.addAll(folders(folder));
		}
		return found;
	}

	private static List<Path> folders(final Path folder) {
		final List<Path> folders = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			for (final Path entry : entries) {
				if (folders.size() == MOST_ENTRIES)
					break;
				if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
					folders.add(entry);
			}
		}
		catch (final IOException | DirectoryIteratorException e) {
			// NB: what cannot be listed is not named.
			return List.of();
		}
		Collections.sort(folders);
		return folders;
	}
}
