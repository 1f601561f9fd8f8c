package org.labelupscaler.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;

/** The right to write one file: a lock beside it. */
final class FileLease implements Lease {

	private final Path file;
	private final ContainerLock lock;
	/** The deepest folder above that this run has not made. */
	private final Path above;
	private final Runnable end;

	private FileLease(final Path file, final ContainerLock lock, final Path above, final Runnable end) {
		this.end = end;
		this.file = file;
		this.lock = lock;
		this.above = above;
	}

	/**
	 * Makes the folder if it is missing, and the lock.
	 *
	 * @param ending what the name of the lock ends in
	 * @param end is run before other runs are let in
	 */
	static FileLease take(final Path file, final String ending, final Runnable end) {
		try {
			final Path absolute = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
			Path above = absolute.getParent();
			while (above != null && !Files.exists(above))
				above = above.getParent();
			Files.createDirectories(absolute.getParent());
			final Path real = absolute.getParent().toRealPath().resolve(absolute.getFileName());
			return new FileLease(file, ContainerLock.take(real, real.resolveSibling("." + real.getFileName() + ending)), above, end);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot write to " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/** The deepest folder above that was there before; null if there is none. */
	Path above() {
		return above;
	}

	@Override
	public void check() {
		if (!lock.stands())
			throw new LabelUpscalerException("The folder of " + file + " was moved, deleted or unmounted while it was written, or its lock " +
				"file was removed, so this run stops.", Remedy.OVERWRITE, null);
	}

	@Override
	public void close() {
		end.run();
		lock.close();
	}
}
