package org.labelupscaler.address;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The file systems of all servers that have been asked for. */
public final class AddressFileSystems {

	/** NB: few, and what they know of files is worth keeping. */
	private static final Map<RemoteFiles, FileSystem> ALL = new ConcurrentHashMap<>();

	private AddressFileSystems() {}

	/** The file system of some servers, the same one each time. */
	static FileSystem of(final RemoteFiles server) {
		return ALL.computeIfAbsent(server, s -> new AddressFileSystem(new KnownFiles(s)));
	}

	/**
	 * @param server some servers
	 * @param key a name there
	 * @return the path of it; nothing is asked for
	 */
	public static AddressPath path(final RemoteFiles server, final String key) {
		return (AddressPath) of(server).getPath(server.root() + key);
	}

	/**
	 * Has servers asked anew for what they have told before, as is right where something is opened.
	 *
	 * @param path some path; nothing is done if it is at no address
	 */
	public static void refresh(final Path path) {
		if (path instanceof final AddressPath address)
			address.files().forget();
	}

	/**
	 * @param path some path
	 * @return whether it is at an address
	 */
	public static boolean isAddress(final Path path) {
		return path instanceof AddressPath;
	}
}
