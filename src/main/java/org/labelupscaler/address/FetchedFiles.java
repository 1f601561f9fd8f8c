package org.labelupscaler.address;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.labelupscaler.file.TemporaryFile;

/**
 * Files that have been fetched, each once, into temporary files, which are gone when the process ends, or when another file is fetched that
 * nobody has open. Thread-safe.
 */
final class FetchedFiles {

	/** Bytes asked for at once. */
	private static final int AT_ONCE = 8 << 20;

	/** A file as it was told of. */
	private record Place(RemoteFiles server, String key, RemoteFile file) {}

	/** One file, and how many have it open. */
	static final class Fetched {

		private FileChannel channel;
		private int users;

		FileChannel channel() {
			return channel;
		}
	}

	private static final Map<Place, Fetched> ALL = new HashMap<>();

	private FetchedFiles() {}

	/** A file that has been fetched before; null if it has not. */
	static Fetched open(final RemoteFiles server, final String key, final RemoteFile file) {
		synchronized (ALL) {
			final Fetched fetched = ALL.get(new Place(server, key, file));
			if (fetched == null || fetched.channel == null || !fetched.channel.isOpen())
				return null;
			fetched.users++;
			return fetched;
		}
	}

	/** Fetches a file, unless it has been. Others who want the same one wait. */
	static Fetched fetch(final RemoteFiles server, final String key, final RemoteFile file) throws IOException {
		final Fetched fetched;
		synchronized (ALL) {
			removeUnused();
			fetched = ALL.computeIfAbsent(new Place(server, key, file), place -> new Fetched());
			fetched.users++;
		}
		boolean done = false;
		try {
			synchronized (fetched) {
				if (fetched.channel == null || !fetched.channel.isOpen())
					fetched.channel = copy(server, key, file);
			}
			done = true;
			return fetched;
		}
		finally {
			if (!done)
				release(fetched);
		}
	}

	static void release(final Fetched fetched) {
		synchronized (ALL) {
			fetched.users--;
		}
	}

	private static void removeUnused() throws IOException {
		final var all = ALL.values().iterator();
		while (all.hasNext()) {
			final Fetched one = all.next();
			if (one.users > 0)
				continue;
			all.remove();
			if (one.channel != null)
				one.channel.close();
		}
	}

	/** Whether there is room for a file, and as much again for what is made of it. */
	static boolean hasRoom(final RemoteFile file) {
		try {
			return Files.getFileStore(folder()).getUsableSpace() / 2 > file.size();
		}
		catch (final IOException e) {
			return false;
		}
	}

	private static Path folder() {
		return Path.of(System.getProperty("java.io.tmpdir"));
	}

	private static FileChannel copy(final RemoteFiles server, final String key, final RemoteFile file) throws IOException {
		final long free = Files.getFileStore(folder()).getUsableSpace();
		if (free < file.size())
			throw new IOException("it must be fetched as a whole, but has " + file.size() + " bytes, and " + folder() + " has " + free +
				" free (a Java option, -Djava.io.tmpdir=FOLDER, names another folder)");
		final FileChannel to = TemporaryFile.open(folder());
		boolean done = false;
		try {
			if (file.ranged())
				for (long from = 0; from < file.size();) {
					if (Thread.currentThread().isInterrupted())
						throw new ClosedByInterruptException();
					final int count = (int) Math.min(AT_ONCE, file.size() - from);
					write(to, ByteBuffer.wrap(server.read(key, file, from, count)));
					from += count;
				}
			else
				try (InputStream in = server.whole(key, file)) {
					final byte[] buffer = new byte[1 << 16];
					for (int n = in.read(buffer); n >= 0; n = in.read(buffer))
						write(to, ByteBuffer.wrap(buffer, 0, n));
				}
			if (to.size() != file.size())
				throw new IOException("it should have " + file.size() + " bytes, but " + to.size() + " came");
			done = true;
			return to;
		}
		finally {
			if (!done)
				to.close();
		}
	}

	private static void write(final FileChannel to, final ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining())
			to.write(bytes);
	}
}
