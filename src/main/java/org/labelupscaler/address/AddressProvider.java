package org.labelupscaler.address;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What java.nio.file.Files asks for files at addresses. Everything that would write is a {@link ReadOnlyFileSystemException}. */
final class AddressProvider extends FileSystemProvider {

	static final AddressProvider INSTANCE = new AddressProvider();

	private static AddressPath of(final Path path) {
		return (AddressPath) path;
	}

	@Override
	public FileChannel newFileChannel(final Path path, final Set<? extends OpenOption> options,
		final FileAttribute<?>... attributes) throws IOException
	{
		for (final OpenOption option : options)
			if (option != StandardOpenOption.READ && option != LinkOption.NOFOLLOW_LINKS)
				throw new ReadOnlyFileSystemException();
		final AddressPath address = of(path);
		// NB: a folder is no file either, and to find that out would take further requests, for each chunk that is missing.
		final RemoteFile file = address.files().file(address.key()).orElseThrow(() -> new NoSuchFileException(path.toString()));
		return new RemoteChannel(address.files().server(), address.key(), file);
	}

	@Override
	public SeekableByteChannel newByteChannel(final Path path, final Set<? extends OpenOption> options,
		final FileAttribute<?>... attributes) throws IOException
	{
		return newFileChannel(path, options, attributes);
	}

	@Override
	public DirectoryStream<Path> newDirectoryStream(final Path folder, final DirectoryStream.Filter<? super Path> filter)
		throws IOException
	{
		final AddressPath address = of(folder);
		final List<String> names = address.files().list(address.key());
		if (names.isEmpty() && !address.files().isFolder(address.key()))
			throw new NoSuchFileException(folder.toString());
		return new DirectoryStream<>() {

			@Override
			public Iterator<Path> iterator() {
				return names.stream().map(folder::resolve).filter(this::isWanted).iterator();
			}

			private boolean isWanted(final Path path) {
				try {
					return filter.accept(path);
				}
				catch (final IOException e) {
					throw new DirectoryIteratorException(e);
				}
			}

			@Override
			public void close() {}
		};
	}

	@Override
	public void checkAccess(final Path path, final AccessMode... modes) throws IOException {
		final AddressPath address = of(path);
		if (address.files().file(address.key()).isEmpty() && !address.files().isFolder(address.key()))
			throw new NoSuchFileException(path.toString());
		for (final AccessMode mode : modes)
			if (mode != AccessMode.READ)
				throw new AccessDeniedException(path.toString());
	}

	@Override
	public <A extends BasicFileAttributes> A readAttributes(final Path path, final Class<A> type, final LinkOption... options)
		throws IOException
	{
		if (type != BasicFileAttributes.class)
			throw new UnsupportedOperationException(type.getName());
		final AddressPath address = of(path);
		final Optional<RemoteFile> file = address.files().file(address.key());
		if (file.isEmpty() && !address.files().isFolder(address.key()))
			throw new NoSuchFileException(path.toString());
		return type.cast(new Attributes(file));
	}

	/** Nothing for a folder. */
	private record Attributes(Optional<RemoteFile> file) implements BasicFileAttributes {

		@Override
		public FileTime lastModifiedTime() {
			return FileTime.from(file.map(RemoteFile::modified).orElse(Instant.EPOCH));
		}

		@Override
		public FileTime lastAccessTime() {
			return lastModifiedTime();
		}

		@Override
		public FileTime creationTime() {
			return lastModifiedTime();
		}

		@Override
		public boolean isRegularFile() {
			return file.isPresent();
		}

		@Override
		public boolean isDirectory() {
			return file.isEmpty();
		}

		@Override
		public boolean isSymbolicLink() {
			return false;
		}

		@Override
		public boolean isOther() {
			return false;
		}

		@Override
		public long size() {
			return file.map(RemoteFile::size).orElse(0L);
		}

		/** NB: what a server calls the version of a file. */
		@Override
		public Object fileKey() {
			return file.map(RemoteFile::tag).filter(tag -> !tag.isEmpty()).orElse(null);
		}
	}

	@Override
	public <V extends FileAttributeView> V getFileAttributeView(final Path path, final Class<V> type, final LinkOption... options) {
		if (type != BasicFileAttributeView.class)
			return null;
		return type.cast(new BasicFileAttributeView() {

			@Override
			public String name() {
				return "basic";
			}

			@Override
			public BasicFileAttributes readAttributes() throws IOException {
				return AddressProvider.this.readAttributes(path, BasicFileAttributes.class);
			}

			@Override
			public void setTimes(final FileTime modified, final FileTime accessed, final FileTime created) {
				throw new ReadOnlyFileSystemException();
			}
		});
	}

	@Override
	public Map<String, Object> readAttributes(final Path path, final String attributes, final LinkOption... options) {
		throw new UnsupportedOperationException("attributes by name");
	}

	@Override
	public boolean isSameFile(final Path path, final Path other) {
		return other instanceof AddressPath && path.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
	}

	@Override
	public boolean isHidden(final Path path) {
		return path.getFileName() != null && path.getFileName().toString().startsWith(".");
	}

	@Override
	public String getScheme() {
		return "address";
	}

	@Override
	public FileSystem newFileSystem(final URI uri, final Map<String, ?> environment) {
		throw new UnsupportedOperationException("addresses are parsed elsewhere");
	}

	@Override
	public FileSystem getFileSystem(final URI uri) {
		throw new UnsupportedOperationException("addresses are parsed elsewhere");
	}

	@Override
	public Path getPath(final URI uri) {
		throw new UnsupportedOperationException("addresses are parsed elsewhere");
	}

	@Override
	public FileStore getFileStore(final Path path) {
		throw new UnsupportedOperationException("nobody knows how large a server is");
	}

	@Override
	public void createDirectory(final Path folder, final FileAttribute<?>... attributes) {
		throw new ReadOnlyFileSystemException();
	}

	@Override
	public void delete(final Path path) {
		throw new ReadOnlyFileSystemException();
	}

	@Override
	public void copy(final Path source, final Path target, final CopyOption... options) {
		throw new ReadOnlyFileSystemException();
	}

	@Override
	public void move(final Path source, final Path target, final CopyOption... options) {
		throw new ReadOnlyFileSystemException();
	}

	@Override
	public void setAttribute(final Path path, final String attribute, final Object value, final LinkOption... options) {
		throw new ReadOnlyFileSystemException();
	}
}
