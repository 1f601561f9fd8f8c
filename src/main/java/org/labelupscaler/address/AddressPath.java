package org.labelupscaler.address;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A name at an address: the scheme, then names of which the first is the host or bucket. It is written as an address, without secrets.
 * Immutable; sent to another process it is the same there.
 */
public final class AddressPath implements Path, Serializable {

	private static final long serialVersionUID = 1L;

	private final transient FileSystem system;
	private final transient KnownFiles files;
	private final transient boolean absolute;
	/** Joined by slashes; empty for the root, and for a relative path that is nowhere. */
	private final transient String names;

	AddressPath(final FileSystem system, final KnownFiles files, final boolean absolute, final String names) {
		this.system = system;
		this.files = files;
		this.absolute = absolute;
		this.names = names;
	}

	/** What is sent in its place. */
	private record Sent(RemoteFiles server, boolean absolute, String names) implements Serializable {

		private Object readResolve() {
			return received(server, absolute, names);
		}
	}

	private static Path received(final RemoteFiles server, final boolean absolute, final String names) {
		final FileSystem system = AddressFileSystems.of(server);
		return absolute ? system.getPath(server.root() + names) : system.getPath(names);
	}

	private Object writeReplace() {
		return new Sent(files.server(), absolute, names);
	}

	KnownFiles files() {
		return files;
	}

	/** The name of the file on the server. */
	String key() {
		return absolute().normalize().names;
	}

	/** @return the whole address, with secrets if that is how it is reached; not for messages */
	public String address() {
		return files.server().address(key());
	}

	private AddressPath with(final boolean isAbsolute, final String other) {
		return new AddressPath(system, files, isAbsolute, other);
	}

	private AddressPath absolute() {
		return absolute ? this : with(true, names);
	}

	private List<String> parts() {
		return names.isEmpty() ? absolute ? List.of() : List.of("") : Arrays.asList(names.split("/", -1));
	}

	/** NB: names in headers become paths of the usual file system, and are then looked for beside a file. */
	private static String words(final Path other) {
		return other.toString().replace('\\', '/');
	}

	private AddressPath own(final Path other) {
		if (other instanceof final AddressPath path && path.files.server().equals(files.server()))
			return path;
		throw new ProviderMismatchException(other + " is at another address than " + this);
	}

	@Override
	public FileSystem getFileSystem() {
		return system;
	}

	@Override
	public boolean isAbsolute() {
		return absolute;
	}

	@Override
	public Path getRoot() {
		return absolute ? with(true, "") : null;
	}

	@Override
	public Path getFileName() {
		return absolute && names.isEmpty() ? null : with(false, names.substring(names.lastIndexOf('/') + 1));
	}

	@Override
	public Path getParent() {
		final int slash = names.lastIndexOf('/');
		return slash >= 0 ? with(absolute, names.substring(0, slash)) : absolute && !names.isEmpty() ? getRoot() : null;
	}

	@Override
	public int getNameCount() {
		return parts().size();
	}

	@Override
	public Path getName(final int index) {
		return subpath(index, index + 1);
	}

	@Override
	public Path subpath(final int begin, final int end) {
		if (begin < 0 || end <= begin || end > getNameCount())
			throw new IllegalArgumentException("names " + begin + " to " + end + " of " + this);
		return with(false, String.join("/", parts().subList(begin, end)));
	}

	@Override
	public boolean startsWith(final Path other) {
		return other instanceof final AddressPath path && path.files.server().equals(files.server()) && path.absolute == absolute &&
			path.parts().size() <= parts().size() && parts().subList(0, path.parts().size()).equals(path.parts());
	}

	@Override
	public boolean endsWith(final Path other) {
		if (!(other instanceof final AddressPath path) || !path.files.server().equals(files.server()))
			return false;
		final int skip = parts().size() - path.parts().size();
		return path.absolute ? path.equals(this) : skip >= 0 && parts().subList(skip, parts().size()).equals(path.parts());
	}

	@Override
	public AddressPath normalize() {
		final List<String> kept = new ArrayList<>();
		for (final String part : parts())
			if (part.equals("..") && !kept.isEmpty() && !kept.get(kept.size() - 1).equals(".."))
				kept.remove(kept.size() - 1);
			else if (!part.equals(".") && !part.isEmpty() && !(part.equals("..") && absolute))
				kept.add(part);
		return with(absolute, String.join("/", kept));
	}

	@Override
	public Path resolve(final Path other) {
		if (other instanceof AddressPath && other.isAbsolute())
			return other;
		if (other.isAbsolute())
			throw new ProviderMismatchException(other + " is at another address than " + this);
		final String more = words(other);
		return more.isEmpty() ? this : with(absolute, names.isEmpty() ? more : names + "/" + more);
	}

	@Override
	public Path relativize(final Path other) {
		final AddressPath path = own(other);
		if (path.absolute != absolute)
			throw new IllegalArgumentException("one of " + this + " and " + other + " is relative");
		if (!absolute && names.isEmpty())
			return path;
		final List<String> from = parts();
		final List<String> to = path.parts();
		int same = 0;
		while (same < from.size() && same < to.size() && from.get(same).equals(to.get(same)))
			same++;
		final List<String> way = new ArrayList<>(Collections.nCopies(from.size() - same, ".."));
		way.addAll(to.subList(same, to.size()));
		return with(false, String.join("/", way));
	}

	/** NB: with the secrets that may be part of it. */
	@Override
	public URI toUri() {
		return URI.create(address());
	}

	@Override
	public Path toAbsolutePath() {
		return absolute();
	}

	/** NB: no name on a server leads elsewhere. */
	@Override
	public Path toRealPath(final LinkOption... options) throws IOException {
		final AddressPath real = absolute().normalize();
		system.provider().checkAccess(real);
		return real;
	}

	@Override
	public WatchKey register(final WatchService watcher, final WatchEvent.Kind<?>[] events,
		final WatchEvent.Modifier... modifiers)
	{
		throw new UnsupportedOperationException("files of a server are not watched");
	}

	@Override
	public int compareTo(final Path other) {
		return toString().compareTo(own(other).toString());
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof final AddressPath path && path.files.server().equals(files.server()) && path.absolute == absolute &&
			path.names.equals(names);
	}

	@Override
	public int hashCode() {
		return 31 * files.server().hashCode() + names.hashCode();
	}

	@Override
	public String toString() {
		return absolute ? files.server().root() + names : names;
	}
}
