package org.labelupscaler.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.labelupscaler.store.Stores;

/**
 * Folders that results need and that are not there when a command begins. They are made without being asked for, so the user is told: the
 * name may be misspelt.
 *
 * @param folders those that were missing
 */
record NewFolders(List<Path> folders) {

	/** Looks for the folders of results, before they are written. */
	static NewFolders of(final Path... results) {
		return new NewFolders(Stream.of(results).filter(result -> !Stores.isElsewhere(result)).map(Path::getParent).filter(Objects::nonNull).filter(
			Files::notExists).distinct().toList());
	}

	/** Says which have been made since. */
	void say(final Output output) {
		folders.stream().filter(Files::exists).forEach(folder -> output.say("Folder:  " + folder + " was not there, and has been made"));
	}
}
