package org.labelupscaler.n5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

import org.labelupscaler.LabelUpscalerException;

/**
 * Writes a file too long for memory so that it appears, or is replaced, complete or not at all. Until then it has a name
 * that nobody can foresee, in the same folder; closed before it is {@link #finish finished}, it leaves nothing behind. Used
 * by one thread.
 */
public final class AtomicStream implements AutoCloseable {

	private final Path file;
	private final Path part;
	private final OutputStream out;
	private long bytes;
	private boolean finished;

	/**
	 * @param file the file; its folders are made if missing
	 * @throws LabelUpscalerException if it cannot be written there
	 */
	public AtomicStream(final Path file) {
		this.file = file;
		part = file.resolveSibling(".label-upscaler-" + UUID.randomUUID() + AtomicFile.PART);
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	/**
	 * @param content the next bytes
	 * @throws LabelUpscalerException if they cannot be written
	 */
	public void write(final byte[] content) {
		try {
			out.write(content);
			bytes += content.length;
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	/** @return bytes so far */
	public long bytes() {
		return bytes;
	}

	/**
	 * Gives the file its name.
	 *
	 * @throws LabelUpscalerException if it cannot
	 */
	public void finish() {
		try {
			out.close();
			Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
			finished = true;
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	private LabelUpscalerException failed(final IOException e) {
		return new LabelUpscalerException("Cannot write " + file + ": " + LabelUpscalerException.reason(e), e);
	}

	@Override
	public void close() {
		if (finished)
			return;
		try {
			out.close();
			Files.deleteIfExists(part);
		}
		catch (final IOException e) {
			// NB: whoever closes an unfinished file has something else to tell.
		}
	}
}
