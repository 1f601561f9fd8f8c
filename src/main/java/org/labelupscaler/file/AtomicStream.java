package org.labelupscaler.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

import org.labelupscaler.LabelUpscalerException;

/**
 * Writes a file too long for memory so that it appears, or is replaced, complete or not at all. Until then it has a name
 * that nobody can foresee, in the same folder, and is locked; closed before it is {@link #finish finished}, it leaves nothing behind. What a
 * program left that was killed, which nobody locks any more, the next one for the same file removes. Used by one thread.
 */
public final class AtomicStream implements AutoCloseable {

	private static final String PART = ".part";
	private static final int PIECE = 1 << 18;

	private final Path file;
	private final Path part;
	private final FileChannel out;
	private long bytes;
	private boolean finished;

	/**
	 * @param file the file; its folders are made if missing
	 * @throws LabelUpscalerException if it cannot be written there
	 */
	public AtomicStream(final Path file) {
		this.file = file;
		final String start = ".label-upscaler-" + Integer.toHexString(file.getFileName().toString().hashCode()) + "-";
		part = file.resolveSibling(start + UUID.randomUUID() + PART);
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			removeLeft(file.toAbsolutePath().getParent(), start);
			out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
			isLocked(out);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	/**
	 * Writes a file at once.
	 *
	 * @param file the file; its folders are made if missing
	 * @param content all of it
	 * @throws LabelUpscalerException if it cannot be written; nothing is left behind then
	 */
	public static void write(final Path file, final byte[] content) {
		try (AtomicStream out = new AtomicStream(file)) {
			out.write(content);
			out.finish();
		}
	}

	/**
	 * Waits until a file is on disk.
	 *
	 * @param file a file; nothing is done if it is not there
	 * @throws IOException if it cannot be synced
	 */
	public static void sync(final Path file) throws IOException {
		if (!Files.exists(file))
			return;
		// NB: Windows syncs only what is open for writing.
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
	}

	private static void removeLeft(final Path folder, final String start) {
		try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, start + "*" + PART)) {
			for (final Path path : left)
				removeIfLeft(path);
		}
		catch (final IOException | DirectoryIteratorException e) {
			// NB: what is left takes room, and harms nothing else.
		}
	}

	private static void removeIfLeft(final Path path) throws IOException {
		// NB: a link, or a file that has another name as well, is not what this class makes.
		if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
			return;
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
			if (isLocked(channel))
				Files.deleteIfExists(path);
		}
	}

	/** Locks a file until the channel is closed; whether that was possible. */
	private static boolean isLocked(final FileChannel channel) {
		try {
			return channel.tryLock() != null;
		}
		catch (final IOException | OverlappingFileLockException e) {
			// NB: a file system without locks; then nothing is removed there
			return false;
		}
	}

	/**
	 * @param content the next bytes
	 * @throws LabelUpscalerException if they cannot be written
	 */
	public void write(final byte[] content) {
		try {
			// NB: in pieces, because Java copies an array outside the heap before it writes it
			for (int from = 0; from < content.length; from += PIECE) {
				final ByteBuffer piece = ByteBuffer.wrap(content, from, Math.min(PIECE, content.length - from));
				while (piece.hasRemaining())
					out.write(piece);
			}
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
