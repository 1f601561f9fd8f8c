package org.labelupscaler.n5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.labelupscaler.LabelUpscalerException;

/** Writes files so that they appear, or are replaced, complete or not at all: by renaming a completely written one. */
public final class AtomicFile {

	/** What the name of a file ends in while it is being written. A run that was killed may leave one behind. */
	public static final String PART = ".part";

	private AtomicFile() {}

	/**
	 * Writes a file; on failure nothing is left behind. Two threads must not write the same file at once.
	 *
	 * @param file the file; its folders are made if missing
	 * @param content its new content; the buffer's position is left as it is
	 * @throws IOException if it cannot be written
	 */
	public static void write(final Path file, final ByteBuffer content) throws IOException {
		final Path part = file.resolveSibling(file.getFileName() + PART);
		try {
			try {
				writePart(part, content);
			}
			catch (final NoSuchFileException e) {
				// NB: the folder is missing, as it is for the first block of a column. To look before would cost every block.
				Files.createDirectories(file.toAbsolutePath().getParent());
				writePart(part, content);
			}
			Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final IOException e) {
			try {
				Files.deleteIfExists(part);
			}
			catch (final IOException ignored) {
				// NB: the first failure is the one to tell of.
			}
			throw e;
		}
	}

	private static void writePart(final Path part, final ByteBuffer content) throws IOException {
		try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
			StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))
		{
			final ByteBuffer bytes = content.duplicate();
			while (bytes.hasRemaining())
				channel.write(bytes);
		}
	}

	/**
	 * Writes a text in UTF-8.
	 *
	 * @param file the file; its folders are made if missing
	 * @param text its new content
	 * @throws LabelUpscalerException if it cannot be written
	 */
	public static void write(final Path file, final String text) {
		try {
			write(file, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}
}
