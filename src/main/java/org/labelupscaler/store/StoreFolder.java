package org.labelupscaler.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;

/**
 * What lies in a folder of a store: which keys its names are, which of them this program has made or not finished, and how they go. No
 * link is followed.
 *
 * @param path the folder, which is there
 * @param prefix its key
 */
record StoreFolder(Path path, Key prefix) {

	/** What the name of a file ends in while it is being written. */
	private static final Pattern UNFINISHED = Pattern.compile("(~[0-9a-f]{16})?" + Pattern.quote(AtomicFile.PART) + "$");

	/** Its entries; what is half-written is none, nor is the lock. */
	List<Entry> entries() throws IOException {
		final List<Entry> entries = new ArrayList<>();
		// NB: so, because a walk tells attributes of entries without asking for each once more.
		Files.walkFileTree(path, Set.of(), 1, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
				final String name = file.getFileName().toString();
				if (!name.endsWith(AtomicFile.PART) && !name.equals(ContainerLock.FILE))
					entries.add(isKey(name) ? new Entry(prefix.resolve(name), kind(attributes)) : new Entry(prefix.resolve(name.replace('\\',
						'?')), Entry.Kind.FOREIGN));
				return FileVisitResult.CONTINUE;
			}
		});
		return entries;
	}

	/** Throws if anything below it is not known. */
	void checkKnown(final Predicate<Entry> known) throws IOException {
		Files.walkFileTree(path, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult preVisitDirectory(final Path dir, final BasicFileAttributes attributes) {
				return dir.equals(path) ? FileVisitResult.CONTINUE : check(dir, attributes);
			}

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
				return check(file, attributes);
			}

			private FileVisitResult check(final Path file, final BasicFileAttributes attributes) {
				if (!isKey(file.getFileName().toString()))
					throw foreign(file);
				final Key key = below(file);
				final Entry.Kind kind = kind(attributes);
				// NB: what a killed run left of a file is as much its own as the file.
				if (kind == Entry.Kind.FOREIGN || !isLock(key) && !known.test(new Entry(whole(key), kind)))
					throw foreign(file);
				return FileVisitResult.CONTINUE;
			}
		});
	}

	/** Deletes what is below it, but for what is kept and the lock; whether all has gone before it was told to stop. */
	boolean clear(final Predicate<Key> kept, final BooleanSupplier stop) throws IOException {
		final boolean[] whole = { false };
		Files.walkFileTree(path, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
				if (stop.getAsBoolean())
					return FileVisitResult.TERMINATE;
				final Key key = below(file);
				if (!kept.test(key) && !isLock(key))
					Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(final Path dir, final IOException failure) throws IOException {
				if (failure != null)
					throw failure;
				whole[0] = dir.equals(path);
				if (!whole[0])
					Files.delete(dir);
				return FileVisitResult.CONTINUE;
			}
		});
		return whole[0];
	}

	/** Removes what is half-written of what is known. */
	void removeUnfinished(final Predicate<Entry> known) throws IOException {
		Files.walkFileTree(path, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
				final String name = file.getFileName().toString();
				if (name.endsWith(AtomicFile.PART) && attributes.isRegularFile() && isKey(name) && known.test(new Entry(whole(below(file)), Entry.Kind.BYTES)))
					Files.deleteIfExists(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(final Path file, final IOException failure) throws IOException {
				// NB: somebody else may have removed it.
				if (failure instanceof NoSuchFileException)
					return FileVisitResult.CONTINUE;
				throw failure;
			}
		});
	}

	/** NB: no store makes names with a backslash; on other systems than Windows they are possible. */
	private static boolean isKey(final String name) {
		return File.separatorChar == '\\' || name.indexOf('\\') < 0;
	}

	/** What a key is called when it is whole. */
	private static Key whole(final Key key) {
		final String name = UNFINISHED.matcher(key.name()).replaceFirst("");
		return name.isEmpty() || name.endsWith("/") ? key : new Key(name);
	}

	private static InvalidInputException foreign(final Path path) {
		return new InvalidInputException(path +
			" was not made by this program, so the container is not overwritten. Move it away or choose another name.");
	}

	private static boolean isLock(final Key key) {
		return key.name().equals(ContainerLock.FILE);
	}

	private Key below(final Path file) {
		return prefix.resolve(path.relativize(file).toString().replace('\\', '/'));
	}

	private static Entry.Kind kind(final BasicFileAttributes attributes) {
		return attributes.isDirectory() ? Entry.Kind.PREFIX : attributes.isRegularFile() ? Entry.Kind.BYTES : Entry.Kind.FOREIGN;
	}
}
