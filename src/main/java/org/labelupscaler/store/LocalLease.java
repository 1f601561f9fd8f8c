package org.labelupscaler.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;

/** The right to write to a folder: its lock, and what tells the folder from another one of its name. */
final class LocalLease implements Lease {

	private final Path root;
	private final ContainerLock lock;
	/** The deepest folder above that this run has not made. */
	private final Path above;
	private final boolean madeFolder;
	/** Tells the folder from another one of its name; null where the system cannot. */
	private final Object key;

	private LocalLease(final Path root, final ContainerLock lock, final Path above, final boolean madeFolder) {
		this.root = root;
		this.lock = lock;
		this.above = above;
		this.madeFolder = madeFolder;
		key = key(root);
	}

	private static Object key(final Path folder) {
		try {
			return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
		}
		catch (final IOException e) {
			return null;
		}
	}

	/** Makes the folder if it is missing, and locks it, for one run or for several that share it. */
	static LocalLease take(final Path root, final boolean shared) {
		try {
			final boolean madeFolder = !Files.exists(root);
			Path above = root.toAbsolutePath().getParent();
			while (above != null && !Files.exists(above))
				above = above.getParent();
			Files.createDirectories(root);
			final Path real = root.toRealPath();
			return new LocalLease(real, shared ? ContainerLock.share(real) : ContainerLock.take(real), madeFolder && above != null ? above.toRealPath() : real
				.getParent(), madeFolder);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot write to " + root + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/** The deepest folder above that was there before; null if there is none. */
	Path above() {
		return above;
	}

	/**
	 * NB: missing folders are made as they are needed, so that blocks would be put into a new one if the container is moved,
	 * deleted or unmounted under a run.
	 */
	@Override
	public void check() {
		if (lock.stands())
			return;
		final Object now = key(root);
		if (key != null && key.equals(now))
			throw new LabelUpscalerException("The lock file of " + root + " was removed, or taken by another run, so this run stops.",
				Remedy.RESUME, null);
		throw new LabelUpscalerException(root + " was moved, deleted or unmounted while it was written. A folder that has that " +
			"name now lacks blocks.", Remedy.RESUME_IN_PLACE, null);
	}

	/** Lets other runs in. A folder that was made for nothing is removed again. */
	@Override
	public void close() {
		lock.close();
		if (!madeFolder)
			return;
		try (Stream<Path> left = Files.list(root)) {
			if (left.findAny().isEmpty())
				Files.delete(root);
		}
		catch (final IOException e) {
			// NB: a folder that is not empty, or not there any more, is left alone.
		}
	}
}
