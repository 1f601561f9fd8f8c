package org.labelupscaler.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.labelupscaler.InvalidInputException;

/**
 * One file: all of it is what lies under the one key that there is. What is half-written has a hidden name beside it that ends in
 * {@value #PART}, and whoever writes it has a lock file there that ends in {@value #LOCK}; a run that is killed leaves both, and the
 * next one for the same file takes their place. If the name of the file is a link, the file that it leads to is replaced. Thread-safe.
 */
public final class FileStore implements Store {

	/** The one key. */
	public static final Key CONTENT = new Key("content");

	private static final String PART = ".label-upscaler.part";
	private static final String LOCK = ".label-upscaler.lock";

	/** A file, by its absolute path. */
	private static final class Ref implements StoreRef {

		private static final long serialVersionUID = 1L;

		private final String file;
		/** NB: in this process all have the same store, since what grows in it has no name yet. */
		private final transient FileStore here;

		Ref(final FileStore here) {
			this.here = here;
			file = here.file.toAbsolutePath().normalize().toString();
		}

		@Override
		public Store open() {
			return here != null ? here : at(Path.of(file));
		}

		@Override
		public boolean equals(final Object other) {
			return other instanceof Ref o && file.equals(o.file);
		}

		@Override
		public int hashCode() {
			return file.hashCode();
		}
	}

	private final Path file;
	private volatile FileLease lease;
	private volatile PartFile growing;

	private FileStore(final Path file) {
		this.file = file;
	}

	/**
	 * @param file a file, there or not
	 * @return the store that it is; nothing is made
	 */
	public static FileStore at(final Path file) {
		return new FileStore(file);
	}

	/** Where the file is, links followed. */
	private Path real() throws IOException {
		return Files.isSymbolicLink(file) ? file.toRealPath() : file;
	}

	private static Path beside(final Path file, final String ending) {
		return file.toAbsolutePath().resolveSibling("." + file.getFileName() + ending);
	}

	@Override
	public StoreRef ref() {
		return new Ref(this);
	}

	@Override
	public String describe(final Key key) {
		return file.toString();
	}

	@Override
	public OptionalLong size(final Key key) throws IOException {
		return key.equals(CONTENT) && Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
	}

	@Override
	public boolean exists(final Key key) {
		return key.equals(CONTENT) && Files.exists(file, LinkOption.NOFOLLOW_LINKS);
	}

	@Override
	public Optional<ByteBuffer> get(final Key key) throws IOException {
		final OptionalLong size = size(key);
		if (size.isEmpty())
			return Optional.empty();
		if (size.getAsLong() > Integer.MAX_VALUE - 8)
			throw new IOException("it has " + size.getAsLong() + " bytes, too many for memory");
		return get(key, 0, (int) size.getAsLong());
	}

	@Override
	public Optional<ByteBuffer> get(final Key key, final long from, final int count) throws IOException {
		if (size(key).isEmpty())
			return Optional.empty();
		return LocalStore.read(file, from, count, StandardOpenOption.READ);
	}

	@Override
	public void put(final Key key, final ByteBuffer whole) throws IOException {
		try (Appender appender = append(key)) {
			appender.append(whole);
			appender.finish();
		}
	}

	@Override
	public void putSafely(final Key key, final ByteBuffer whole) throws IOException {
		try (Appender appender = append(key)) {
			appender.append(whole);
			appender.sync();
			appender.finish();
		}
		syncNames();
	}

	@Override
	public Appender append(final Key key) throws IOException {
		if (!key.equals(CONTENT))
			throw new IOException(file + " is one file, and has no place for " + key);
		final Path to = real();
		growing = new PartFile(to, beside(to, PART));
		return growing;
	}

	/**
	 * Appends to the file that is there, instead of making another one. What is appended counts when bytes that were there are replaced,
	 * not before; closed before that, it leaves the file as it was.
	 *
	 * @param from how many bytes of the file count; what is behind them is cut off
	 * @return appends there
	 * @throws IOException if the file cannot be written
	 */
	public Appender extend(final long from) throws IOException {
		return new TailFile(real(), from);
	}

	@Override
	public boolean delete(final Key key) throws IOException {
		return key.equals(CONTENT) && Files.deleteIfExists(real());
	}

	@Override
	public List<Entry> list(final Key prefix) throws IOException {
		if (!prefix.equals(Key.ROOT) || !exists(CONTENT))
			return List.of();
		return List.of(new Entry(CONTENT, Files.isRegularFile(file) ? Entry.Kind.BYTES : Entry.Kind.FOREIGN));
	}

	@Override
	public boolean clear(final Key prefix, final Predicate<Entry> known, final Predicate<Key> kept, final Runnable begin,
		final BooleanSupplier stop) throws IOException
	{
		for (final Entry entry : list(prefix))
			if (entry.kind() != Entry.Kind.BYTES || !known.test(entry))
				throw new InvalidInputException(file + " was not made by this program, so it is not overwritten. Choose another name.");
		begin.run();
		if (stop.getAsBoolean())
			return false;
		if (!kept.test(CONTENT))
			delete(CONTENT);
		return true;
	}

	@Override
	public void sync(final Key key) throws IOException {
		DiskSync.file(file);
	}

	@Override
	public void syncNames() throws IOException {
		final FileLease mine = lease;
		final Path above = mine == null ? null : mine.above();
		for (Path folder = real().toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
			DiskSync.folder(folder);
			if (above == null || folder.equals(above))
				break;
		}
	}

	private void forgetUnfinished() {
		if (growing != null)
			growing.close();
	}

	@Override
	public Lease lease() {
		lease = FileLease.take(file, LOCK, this::forgetUnfinished);
		return lease;
	}

	/** NB: for what else a format may look for, there is no file: it must not take this one for it. */
	@Override
	public Optional<Path> path(final Key key) {
		return key.equals(CONTENT) || key.equals(Key.ROOT) ? Optional.of(file) : Optional.empty();
	}
}
