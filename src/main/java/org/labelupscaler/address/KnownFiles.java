package org.labelupscaler.address;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What a server has told of its files, kept for half a minute, so that programs may ask as often as they do on a disk. That a file has
 * changed meanwhile is noticed when it is read. Thread-safe.
 */
final class KnownFiles {

	/** NB: this file tells a folder from nothing where a server does not list: a container has one of these in each. */
	private static final List<String> MARKS = List.of("zarr.json", ".zattrs", ".zarray", ".zgroup", "attributes.json", "info");

	/** NB: to look for marks in what is missing takes a request for each: in marks, and in chunks named as 0.0.0 and 0-64_0-64_0-64.gz. */
	private static final Pattern NO_FOLDER = Pattern.compile("(^|/)(zarr\\.json|\\.z[a-z]+|[^/]*\\.json|info|\\d+(\\.\\d+)+|[0-9_-]+-\\d+(\\.\\w+)?)$");

	private static final int MOST = 1 << 18;
	private static final long KEPT = TimeUnit.SECONDS.toNanos(30);

	/** What a name is: a file, a folder, or nothing; null where that is not known. */
	private record Known(Optional<RemoteFile> file, Boolean isFolder, long since) {}

	private final RemoteFiles server;
	private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(final Map.Entry<String, Known> eldest) {
			return size() > MOST;
		}
	};

	KnownFiles(final RemoteFiles server) {
		this.server = server;
	}

	RemoteFiles server() {
		return server;
	}

	private Known known(final String key) {
		synchronized (known) {
			final Known found = known.get(key);
			return found != null && System.nanoTime() - found.since < KEPT ? found : new Known(null, null, 0);
		}
	}

	void forget() {
		synchronized (known) {
			known.clear();
		}
	}

	private void keep(final String key, final Optional<RemoteFile> file, final Boolean isFolder) {
		synchronized (known) {
			known.put(key, new Known(file, isFolder, System.nanoTime()));
		}
	}

	/** Nothing if there is no file of that name. */
	Optional<RemoteFile> file(final String key) throws IOException {
		final Known before = known(key);
		// NB: a host or a bucket is no file.
		if (before.file != null || key.indexOf('/') < 0)
			return before.file == null ? Optional.empty() : before.file;
		Optional<RemoteFile> file;
		try {
			final RemoteStart start = server.start(key, Pages.PAGE / 2);
			file = Optional.of(start.file());
			keepStart(key, start);
		}
		catch (final NoSuchFileException e) {
			file = Optional.empty();
		}
		keep(key, file, file.isPresent() ? Boolean.FALSE : before.isFolder);
		return file;
	}

	private void keepStart(final String key, final RemoteStart start) {
		final byte[] bytes = start.bytes();
		for (int from = 0; from < bytes.length; from += Pages.PAGE) {
			final int to = Math.min(bytes.length, from + Pages.PAGE);
			Pages.put(server, key, start.file(), from / Pages.PAGE, from == 0 && to == bytes.length ? bytes : Arrays
				.copyOfRange(bytes, from, to));
		}
	}

	boolean isFolder(final String key) throws IOException {
		// NB: nobody has a list of all hosts, nor of all buckets.
		if (key.isEmpty())
			return false;
		final Known before = known(key);
		if (before.isFolder != null)
			return before.isFolder;
		final boolean isFolder = server.lists() ? server.isFolder(key) : !NO_FOLDER.matcher(key).find() && hasMark(key);
		keep(key, before.file, isFolder);
		return isFolder;
	}

	/** NB: what is forbidden may be missing as well. */
	private boolean hasMark(final String folder) {
		for (final String mark : MARKS)
			try {
				if (file(folder + "/" + mark).isPresent())
					return true;
			}
			catch (final IOException e) {
				// NB: whoever reads it is told.
			}
		return false;
	}

	/** Names in a folder, from the server, now. */
	List<String> list(final String folder) throws IOException {
		if (!server.lists())
			throw new UnlistedException(server.root() + folder);
		final List<String> names = new ArrayList<>();
		for (final RemoteEntry entry : server.list(folder)) {
			final String key = folder.isEmpty() ? entry.name() : folder + "/" + entry.name();
			keep(key, Optional.ofNullable(entry.file()), entry.file() == null);
			names.add(entry.name());
		}
		return names;
	}
}
