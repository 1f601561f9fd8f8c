package org.labelupscaler.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.address.AddressPath;

/** What lies at an address from which one can only read. Thread-safe. */
public final class ReadStore implements Store {

	/**
	 * A place, by the path that its files are read by.
	 *
	 * @param root the path; can be sent
	 */
	public record Ref(AddressPath root) implements StoreRef {

		private static final long serialVersionUID = 1L;

		@Override
		public Store open() {
			return new ReadStore(root);
		}
	}

	private final AddressPath root;

	private ReadStore(final AddressPath root) {
		this.root = root;
	}

	private Path path(final String name) {
		return name.isEmpty() ? root : root.resolve(name);
	}

	@Override
	public StoreRef ref() {
		return new Ref(root);
	}

	@Override
	public String describe(final Key key) {
		return path(key.name()).toString();
	}

	@Override
	public OptionalLong size(final Key key) throws IOException {
		try {
			return Files.isDirectory(path(key.name())) ? OptionalLong.empty() : OptionalLong.of(Files.size(path(key.name())));
		}
		catch (final NoSuchFileException e) {
			return OptionalLong.empty();
		}
	}

	@Override
	public boolean exists(final Key key) {
		return Files.exists(path(key.name()));
	}

	@Override
	public Optional<ByteBuffer> get(final Key key) throws IOException {
		final OptionalLong size = size(key);
		return size.isPresent() ? get(key, 0, Math.toIntExact(size.getAsLong())) : Optional.empty();
	}

	@Override
	public Optional<ByteBuffer> get(final Key key, final long from, final int count) throws IOException {
		if (size(key).isEmpty())
			return Optional.empty();
		try (SeekableByteChannel channel = Files.newByteChannel(path(key.name())).position(from)) {
			final ByteBuffer bytes = ByteBuffer.allocate(count);
			while (bytes.hasRemaining())
				if (channel.read(bytes) < 0)
					throw new EOFException("it ends before byte " + (from + count));
			return Optional.of(bytes.flip());
		}
	}

	@Override
	public List<Entry> list(final Key prefix) throws IOException {
		final List<Entry> entries = new ArrayList<>();
		try (DirectoryStream<Path> below = Files.newDirectoryStream(path(prefix.name()))) {
			for (final Path path : below)
				entries.add(new Entry(prefix.resolve(path.getFileName().toString()), Files.isDirectory(path) ? Entry.Kind.PREFIX : Entry.Kind.BYTES));
		}
		catch (final NoSuchFileException e) {
			return List.of();
		}
		catch (final DirectoryIteratorException e) {
			throw e.getCause();
		}
		return entries;
	}

	@Override
	public void checkWritable() {
		throw new InvalidInputException(root + " can only be read. Choose a folder, or a bucket (s3://…).");
	}

	/** Who writes takes the lease first, and so is told. */
	@Override
	public Lease lease() {
		checkWritable();
		throw onlyRead();
	}

	@Override
	public Lease share() {
		return lease();
	}

	private static UnsupportedOperationException onlyRead() {
		return new UnsupportedOperationException("nobody can write here, and so nobody has the lease");
	}

	@Override
	public void put(final Key key, final ByteBuffer whole) {
		throw onlyRead();
	}

	@Override
	public Appender append(final Key key) {
		throw onlyRead();
	}

	@Override
	public void putSafely(final Key key, final ByteBuffer whole) {
		throw onlyRead();
	}

	@Override
	public boolean delete(final Key key) {
		throw onlyRead();
	}

	@Override
	public boolean clear(final Key prefix, final Predicate<Entry> known, final Predicate<Key> kept, final Runnable begin,
		final BooleanSupplier stop)
	{
		throw onlyRead();
	}

	@Override
	public void sync(final Key key) {
		throw onlyRead();
	}

	@Override
	public void syncNames() {
		throw onlyRead();
	}

	@Override
	public Optional<Path> path(final Key key) {
		return Optional.empty();
	}
}
