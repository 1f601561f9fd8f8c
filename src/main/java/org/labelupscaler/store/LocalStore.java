package org.labelupscaler.store;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;

/**
 * A folder: each key is a file. What is half-written has a name that ends in {@value AtomicFile#PART}, which no key has. The folder
 * itself may be reached through a link; inside none is followed. Thread-safe.
 */
public final class LocalStore implements Store {

	/** This process. */
	private static final String PROCESS = String.format(Locale.ROOT, "%016x", new SecureRandom().nextLong());
	/** What the name of a file ends in while it is being written. */
	private static final Pattern UNFINISHED = Pattern.compile("(~[0-9a-f]{16})?" + Pattern.quote(AtomicFile.PART) + "$");

	/**
	 * A folder, by its absolute path.
	 *
	 * @param folder the path
	 * @param process the only one that writes without names of its own; empty if there is none
	 */
	record Ref(String folder, String process) implements StoreRef {

		private static final long serialVersionUID = 1L;

		@Override
		public Store open() {
			return new LocalStore(Path.of(folder), !process.equals(PROCESS));
		}

		@Override
		public boolean equals(final Object other) {
			return other instanceof Ref ref && ref.folder.equals(folder);
		}

		@Override
		public int hashCode() {
			return folder.hashCode();
		}
	}

	private final Path root;
	private volatile boolean hasOwnNames;
	/** Prefixes that are known to be folders, not links. */
	private final Set<String> plain = ConcurrentHashMap.newKeySet();
	private volatile LocalLease lease;

	/** NB: where work has been sent to, or is shared, another process may write the same file at the same time; neither may take the other's half for whole. */
	private LocalStore(final Path root, final boolean hasOwnNames) {
		this.root = root;
		this.hasOwnNames = hasOwnNames;
	}

	/**
	 * @param folder a folder, there or not
	 * @return the store in it; nothing is made
	 */
	public static LocalStore at(final Path folder) {
		return new LocalStore(folder, false);
	}

	@Override
	public StoreRef ref() {
		return new Ref(root.toAbsolutePath().normalize().toString(), hasOwnNames ? "" : PROCESS);
	}

	private Path file(final Key key) {
		return root.resolve(key.name());
	}

	/** What a file is called until it is whole. */
	private Path part(final Key key) {
		final Path file = file(key);
		return file.resolveSibling(file.getFileName() + (hasOwnNames ? "~" + PROCESS : "") + AtomicFile.PART);
	}

	@Override
	public Optional<Path> path(final Key key) {
		return Optional.of(file(key));
	}

	@Override
	public String describe(final Key key) {
		return file(key).toString();
	}

	/** Throws if there is a link on the way to a key. NB: each folder is looked at once, so that this costs no block anything. */
	private void checkWay(final Key key) throws IOException {
		final String name = key.name();
		final int end = name.lastIndexOf('/');
		if (end < 0 || plain.contains(name.substring(0, end)))
			return;
		for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
			final String prefix = name.substring(0, slash);
			if (plain.contains(prefix))
				continue;
			final Path folder = root.resolve(prefix);
			if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS))
				return;
			if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
				throw new IOException(folder + " is a link, or no folder, and what lies behind it is not touched");
			plain.add(prefix);
		}
	}

	private Optional<BasicFileAttributes> attributes(final Key key) throws IOException {
		try {
			checkWay(key);
			// NB: of a link itself: what it leads to is not in this store. A pipe or a device never ends.
			return Optional.of(Files.readAttributes(file(key), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
		}
		catch (final NoSuchFileException | NotDirectoryException e) {
			return Optional.empty();
		}
	}

	@Override
	public boolean exists(final Key key) {
		return Files.exists(file(key), LinkOption.NOFOLLOW_LINKS);
	}

	@Override
	public OptionalLong size(final Key key) throws IOException {
		final Optional<BasicFileAttributes> attributes = attributes(key).filter(BasicFileAttributes::isRegularFile);
		return attributes.isPresent() ? OptionalLong.of(attributes.get().size()) : OptionalLong.empty();
	}

	@Override
	public Optional<ByteBuffer> get(final Key key) throws IOException {
		if (size(key).isEmpty())
			return Optional.empty();
		try {
			return Optional.of(ByteBuffer.wrap(Files.readAllBytes(file(key))));
		}
		catch (final NoSuchFileException e) {
			return Optional.empty();
		}
	}

	@Override
	public Optional<ByteBuffer> get(final Key key, final long from, final int count) throws IOException {
		if (size(key).isEmpty())
			return Optional.empty();
		return read(file(key), from, count, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
	}

	/** Reads some bytes of a file; nothing if it is not there. */
	static Optional<ByteBuffer> read(final Path file, final long from, final int count, final OpenOption... how) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(count);
		try (FileChannel channel = FileChannel.open(file, how)) {
			while (bytes.hasRemaining())
				if (channel.read(bytes, from + bytes.position()) < 0)
					throw new EOFException("it ends before byte " + (from + count));
		}
		catch (final NoSuchFileException e) {
			return Optional.empty();
		}
		return Optional.of(bytes.flip());
	}

	@Override
	public void put(final Key key, final ByteBuffer whole) throws IOException {
		checkWay(key);
		AtomicFile.write(file(key), part(key), whole, false);
	}

	@Override
	public Appender append(final Key key) throws IOException {
		checkWay(key);
		return new PartFile(file(key), part(key));
	}

	@Override
	public void putSafely(final Key key, final ByteBuffer whole) throws IOException {
		checkWay(key);
		AtomicFile.write(file(key), part(key), whole, true);
		DiskSync.folder(file(key).toAbsolutePath().getParent());
	}

	@Override
	public boolean delete(final Key key) throws IOException {
		checkWay(key);
		try {
			return Files.deleteIfExists(file(key));
		}
		catch (final NotDirectoryException e) {
			return false;
		}
	}

	private static Entry.Kind kind(final BasicFileAttributes attributes) {
		return attributes.isDirectory() ? Entry.Kind.PREFIX : attributes.isRegularFile() ? Entry.Kind.BYTES : Entry.Kind.FOREIGN;
	}

	@Override
	public List<Entry> list(final Key prefix) throws IOException {
		final Path folder = file(prefix);
		final List<Entry> entries = new ArrayList<>();
		if (!prefix.equals(Key.ROOT))
			checkWay(prefix.resolve("any"));
		if (!Files.isDirectory(folder))
			return entries;
		// NB: so, because a walk tells attributes of entries without asking for each once more. The root may be a link.
		Files.walkFileTree(prefix.equals(Key.ROOT) ? folder.toRealPath() : folder, Set.of(), 1, new SimpleFileVisitor<Path>() {

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

	@Override
	public boolean clear(final Key prefix, final Predicate<Entry> known, final Predicate<Key> kept, final Runnable begin,
		final BooleanSupplier stop) throws IOException
	{
		if (!prefix.equals(Key.ROOT))
			checkWay(prefix.resolve("any"));
		if (!Files.isDirectory(file(prefix))) {
			begin.run();
			return true;
		}
		final Path folder = file(prefix).toRealPath();
		checkKnown(folder, prefix, known);
		begin.run();
		final boolean[] whole = { false };
		Files.walkFileTree(folder, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
				if (stop.getAsBoolean())
					return FileVisitResult.TERMINATE;
				final Key key = below(folder, prefix, file);
				if (!kept.test(key) && !isLock(key))
					Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(final Path dir, final IOException failure) throws IOException {
				if (failure != null)
					throw failure;
				whole[0] = dir.equals(folder);
				if (!whole[0])
					Files.delete(dir);
				return FileVisitResult.CONTINUE;
			}
		});
		plain.clear();
		return whole[0];
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

	private static Key below(final Path folder, final Key prefix, final Path file) {
		return prefix.resolve(folder.relativize(file).toString().replace('\\', '/'));
	}

	private static void checkKnown(final Path folder, final Key prefix, final Predicate<Entry> known) throws IOException {
		Files.walkFileTree(folder, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult preVisitDirectory(final Path dir, final BasicFileAttributes attributes) {
				return dir.equals(folder) ? FileVisitResult.CONTINUE : check(dir, attributes);
			}

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
				return check(file, attributes);
			}

			private FileVisitResult check(final Path path, final BasicFileAttributes attributes) {
				if (!isKey(path.getFileName().toString()))
					throw foreign(path);
				final Key key = below(folder, prefix, path);
				final Entry.Kind kind = kind(attributes);
				// NB: what a killed run left of a file is as much its own as the file.
				if (kind == Entry.Kind.FOREIGN || !isLock(key) && !known.test(new Entry(whole(key), kind)))
					throw foreign(path);
				return FileVisitResult.CONTINUE;
			}
		});
	}

	@Override
	public void sync(final Key key) throws IOException {
		DiskSync.file(file(key));
	}

	@Override
	public void syncNames() throws IOException {
		final Path real = root.toRealPath();
		DiskSync.tree(real, file -> false);
		final LocalLease mine = lease;
		final Path above = mine == null ? real.getParent() : mine.above();
		for (Path folder = real.getParent(); folder != null && !folder.equals(above); folder = folder.getParent())
			DiskSync.folder(folder);
		try {
			if (above != null)
				DiskSync.folder(above);
		}
		catch (final IOException e) {
			// NB: some file systems let no folder be synced; this one was there before, so it is not lost.
		}
	}

	@Override
	public void removeUnfinished(final Predicate<Entry> known) throws IOException {
		final Path folder = root.toRealPath();
		Files.walkFileTree(folder, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
				final String name = file.getFileName().toString();
				if (name.endsWith(AtomicFile.PART) && attributes.isRegularFile() && isKey(name) && known.test(new Entry(whole(below(folder,
					Key.ROOT, file)), Entry.Kind.BYTES)))
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

	@Override
	public Lease lease() {
		lease = LocalLease.take(root, false);
		return lease;
	}

	@Override
	public Lease share() {
		lease = LocalLease.take(root, true);
		hasOwnNames = true;
		return lease;
	}
}
