package org.labelupscaler.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;


/**
 * A folder: each key is a file. What is half-written has a name that ends in {@value AtomicFile#PART}, which no key has. The folder
 * itself may be reached through a link; inside none is followed. Thread-safe.
 */
public final class LocalStore implements Store {

	/** This process. */
	private static final String PROCESS = String.format(Locale.ROOT, "%016x", new SecureRandom().nextLong());
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

	@Override
	public List<Entry> list(final Key prefix) throws IOException {
		final Path folder = file(prefix);
		if (!prefix.equals(Key.ROOT))
			checkWay(prefix.resolve("any"));
		if (!Files.isDirectory(folder))
			return List.of();
		// NB: the root may be a link.
		return new StoreFolder(prefix.equals(Key.ROOT) ? folder.toRealPath() : folder, prefix).entries();
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
		final StoreFolder folder = new StoreFolder(file(prefix).toRealPath(), prefix);
		folder.checkKnown(known);
		begin.run();
		final boolean whole = folder.clear(kept, stop);
		plain.clear();
		return whole;
	}

	@Override
	public void removeUnfinished(final Predicate<Entry> known) throws IOException {
		new StoreFolder(root.toRealPath(), Key.ROOT).removeUnfinished(known);
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
