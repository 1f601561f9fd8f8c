package org.labelupscaler.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.labelupscaler.InvalidInputException;

/** Keeps other runs, of this process and others, out of a container until it is closed. */
public final class ContainerLock implements AutoCloseable {

	/** The name of the lock file. */
	public static final String FILE = ".label-upscaler.lock";

	private static final int LONGEST = 1 << 20;

	/**
	 * The containers that runs in this process have. NB: to find that out by trying the lock of the file would lose it: see
	 * {@link #isLocked}.
	 */
	private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

	private final Path root;
	private final Path file;
	private final FileChannel channel;
	private final FileLock lock;
	/** Tells the lock file of this run, or of those that share it, from others of its name. */
	private final long length;

	private ContainerLock(final Path root, final Path file, final FileChannel channel, final FileLock lock, final long length) {
		this.root = root;
		this.file = file;
		this.channel = channel;
		this.lock = lock;
		this.length = length;
	}

	/**
	 * @param root folder of the container, links followed
	 * @return the lock
	 * @throws InvalidInputException if another run has the container, or what lies under the lock's name is no lock
	 * @throws IOException if the lock file cannot be made
	 */
	public static ContainerLock take(final Path root) throws IOException {
		return take(root, root.resolve(FILE));
	}

	/**
	 * @param root folder of the container, links followed
	 * @return a lock that other processes can share, but none that want the container for themselves
	 * @throws InvalidInputException if another run has the container for itself, a run of this process shares it, or what lies under
	 *           the lock's name is no lock
	 * @throws IOException if the lock file cannot be made
	 */
	static ContainerLock share(final Path root) throws IOException {
		return take(root, root.resolve(FILE), true);
	}

	/**
	 * @param root a container that is a folder or a file, links followed
	 * @param file the lock file
	 * @return the lock
	 * @throws InvalidInputException if another run has the container, or what lies under the lock's name is no lock
	 * @throws IOException if the lock file cannot be made
	 */
	static ContainerLock take(final Path root, final Path file) throws IOException {
		return take(root, file, false);
	}

	private static ContainerLock take(final Path root, final Path file, final boolean shared) throws IOException {
		if (!LOCKED_HERE.add(root))
			throw busy(root);
		FileChannel channel = null;
		ContainerLock taken = null;
		try {
			// NB: to open a pipe could take for ever.
			if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
				throw foreign(file);
			channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS);
			final FileLock lock = lock(channel, shared).orElseThrow(() -> busy(root));
			checkOwn(channel, file);
			final ContainerLock mine = new ContainerLock(root, file, channel, lock, shared ? sharedLength(channel) : newLength(channel, file));
			if (!mine.stands())
				throw busy(root);
			taken = mine;
			return taken;
		}
		finally {
			if (taken == null) {
				LOCKED_HERE.remove(root);
				if (channel != null)
					channel.close();
			}
		}
	}

	private static InvalidInputException busy(final Path root) {
		return new InvalidInputException(root + " is being written by another run. Wait for it, or stop it.");
	}

	/** NB: the last byte is left to those who share it, see {@link #sharedLength}. */
	private static Optional<FileLock> lock(final FileChannel channel, final boolean shared) throws IOException {
		try {
			return Optional.ofNullable(shared ? channel.tryLock(0, Long.MAX_VALUE - 1, true) : channel.tryLock());
		}
		catch (final OverlappingFileLockException e) {
			// NB: a run of this process has it under another name: the folder was moved under it, or is mounted twice.
			return Optional.empty();
		}
	}

	/**
	 * Gives the lock file another length. NB: it may have been deleted, and made anew by a third run, between opening and locking. A length
	 * that only this run knows, or those that share the file, set through the locked channel and asked for by name, tells whether the lock
	 * is on the file of that name, and, where a file system has no locks, whether another run has taken it. To open the file a second time
	 * would not do: when any descriptor of a file is closed, POSIX drops all locks that the process has on it.
	 */
	private static long newLength(final FileChannel channel, final Path file) throws IOException {
		final int length = 1 + new SecureRandom().nextInt(LONGEST);
		try {
			channel.truncate(0).write(ByteBuffer.wrap(new byte[1]), length - 1);
		}
		catch (final IOException e) {
			// NB: as on a full disk. It was made for nothing; what is not empty would be another run's.
			if (hasLength(file, 0))
				Files.delete(file);
			throw e;
		}
		return length;
	}

	/** The length that those who share the lock have given it, the first of them, one at a time. */
	private static long sharedLength(final FileChannel channel) throws IOException {
		try (FileLock alone = channel.lock(Long.MAX_VALUE - 1, 1, false)) {
			if (channel.size() == 0)
				channel.write(ByteBuffer.wrap(new byte[1]), new SecureRandom().nextInt(LONGEST));
			return channel.size();
		}
	}

	private static boolean hasLength(final Path file, final long length) throws IOException {
		return Files.exists(file) && Files.size(file) == length;
	}

	/**
	 * A lock holds nothing but zeros. NB: what is something else is not emptied: in a container that somebody else made, this
	 * may be a further name (a hard link) of any file.
	 */
	private static void checkOwn(final FileChannel channel, final Path file) throws IOException {
		if (channel.size() > LONGEST)
			throw foreign(file);
		final ByteBuffer content = ByteBuffer.allocate((int) channel.size());
		while (content.hasRemaining() && channel.read(content, content.position()) >= 0);
		for (final byte b : content.array())
			if (b != 0)
				throw foreign(file);
	}

	private static InvalidInputException foreign(final Path file) {
		return new InvalidInputException(file +
			" was not made by this program, so the container is not touched. Move it away or choose another name.");
	}

	/** Whether the lock file still is the one that was locked. */
	public boolean stands() {
		try {
			return hasLength(file, length);
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** NB: deleted while nobody else has it; but not the lock of another run, if this container has gone. */
	@Override
	public void close() {
		try (channel) {
			if (isMine() && stands())
				Files.delete(file);
		}
		catch (final IOException e) {
			// NB: the lock ends with the process at the latest.
		}
		finally {
			LOCKED_HERE.remove(root);
		}
	}

	/** Whether nobody shares it, or it is given up by all others. */
	private boolean isMine() throws IOException {
		if (!lock.isShared())
			return true;
		lock.release();
		return channel.tryLock() != null;
	}
}
