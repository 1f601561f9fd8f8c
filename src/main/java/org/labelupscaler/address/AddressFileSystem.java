package org.labelupscaler.address;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;

/** The files of servers of one kind, to be read only. Always open. Thread-safe. */
final class AddressFileSystem extends FileSystem {

	private final KnownFiles files;

	AddressFileSystem(final KnownFiles files) {
		this.files = files;
	}

	@Override
	public Path getPath(final String first, final String... more) {
		final String root = files.server().root();
		final boolean absolute = first.startsWith(root);
		final StringBuilder names = new StringBuilder(absolute ? first.substring(root.length()) : first);
		for (final String one : more)
			names.append(names.length() == 0 || one.isEmpty() ? "" : "/").append(one);
		final String all = names.toString().replaceAll("/+", "/").replaceAll("/$", "");
		if (all.indexOf(0) >= 0)
			throw new InvalidPathException(all.replace('\0', '?'), "no name has a character of code 0");
		return new AddressPath(this, files, absolute || all.startsWith("/"), all.startsWith("/") ? all.substring(1) : all);
	}

	@Override
	public FileSystemProvider provider() {
		return AddressProvider.INSTANCE;
	}

	@Override
	public void close() {
		throw new UnsupportedOperationException("files at addresses stay open");
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public boolean isReadOnly() {
		return true;
	}

	@Override
	public String getSeparator() {
		return "/";
	}

	@Override
	public Iterable<Path> getRootDirectories() {
		return List.of(getPath(files.server().root()));
	}

	@Override
	public Iterable<FileStore> getFileStores() {
		return List.of();
	}

	@Override
	public Set<String> supportedFileAttributeViews() {
		return Set.of("basic");
	}

	@Override
	public PathMatcher getPathMatcher(final String syntaxAndPattern) {
		final PathMatcher names = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
		return path -> names.matches(Path.of(path.toString()));
	}

	@Override
	public UserPrincipalLookupService getUserPrincipalLookupService() {
		throw new UnsupportedOperationException("files of a server have no owners here");
	}

	@Override
	public WatchService newWatchService() {
		throw new UnsupportedOperationException("files of a server are not watched");
	}
}
