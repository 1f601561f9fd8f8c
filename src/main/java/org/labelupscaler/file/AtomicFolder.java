package org.labelupscaler.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.labelupscaler.LabelUpscalerException;

/**
 * A folder that appears, or is replaced, complete or not at all. Until then it has a name that nobody can foresee, beside its place;
 * closed before it is finished, it leaves nothing behind. Used by one thread.
 */
public final class AtomicFolder implements AutoCloseable {

	private final Path place;
	private final Path part;
	private boolean finished;

	/**
	 * @param place the folder; those above are made if missing
	 * @throws LabelUpscalerException if it cannot be written there
	 */
	public AtomicFolder(final Path place) {
		this.place = place;
		part = place.resolveSibling(".label-upscaler-" + UUID.randomUUID() + ".part");
		try {
			Files.createDirectories(place.toAbsolutePath().getParent());
			Files.createDirectory(part);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	/** @return where it is until it is finished */
	public Path path() {
		return part;
	}

	/**
	 * Makes a folder inside.
	 *
	 * @param name its name
	 * @return where it is until all is finished
	 * @throws LabelUpscalerException if it cannot be made
	 */
	public Path folder(final String name) {
		try {
			return Files.createDirectory(part.resolve(name));
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	/**
	 * Gives it its name. NB: what is there is moved away first, and only then removed: one folder cannot take the place of another.
	 *
	 * @throws LabelUpscalerException if it cannot; what was there is there still
	 */
	public void finish() {
		final Path old = part.resolveSibling(part.getFileName() + ".old");
		try {
			final boolean replaces = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
			if (replaces)
				Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
			try {
				Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
			}
			catch (final IOException e) {
				if (replaces)
					Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
				throw e;
			}
			finished = true;
			if (replaces)
				remove(old);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	private LabelUpscalerException failed(final IOException e) {
		return new LabelUpscalerException("Cannot write " + place + ": " + LabelUpscalerException.reason(e), e);
	}

	/** NB: links are removed, not followed. */
	private static void remove(final Path folder) throws IOException {
		final List<Path> all;
		try (Stream<Path> paths = Files.walk(folder)) {
			all = paths.sorted(Comparator.reverseOrder()).toList();
		}
		for (final Path path : all)
			Files.delete(path);
	}

	@Override
	public void close() {
		if (finished)
			return;
		try {
			remove(part);
		}
		catch (final IOException e) {
			// NB: whoever closes an unfinished folder has something else to tell.
		}
	}
}
