package org.labelupscaler.store;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** Writes files so that they appear, or are replaced, complete or not at all: by renaming a completely written one. */
public final class AtomicFile {

	/** What the name of a file ends in while it is being written. A run that was killed may leave one behind. */
	public static final String PART = ".part";

	/**
	 * The most that is written by one call. NB: Java first copies what lies in an array into memory outside the heap, as
	 * large as the piece, and keeps that for each thread; a piece of this size stays in the processor's cache.
	 */
	private static final int PIECE = 1 << 18;

	/** How long a file may be held by somebody else. */
	private static final long MOST_MILLISECONDS = 2000;

	private AtomicFile() {}

	/**
	 * Writes a file without waiting for the disk; on failure nothing is left behind. Until it is whole its name ends in
	 * {@value #PART}; what a killed run left behind under that is replaced. Two threads must not write the same file at once.
	 *
	 * @param file the file, in a folder that this run alone writes to; its folders are made if missing
	 * @param content its new content; the buffer's position is left as it is
	 * @throws IOException if it cannot be written
	 */
	public static void write(final Path file, final ByteBuffer content) throws IOException {
		write(file, content, false);
	}

	/**
	 * The same.
	 *
	 * @param file the file
	 * @param content its new content; the buffer's position is left as it is
	 * @param sync whether the content must be on disk before the file gets its name
	 * @throws IOException if it cannot be written
	 */
	public static void write(final Path file, final ByteBuffer content, final boolean sync) throws IOException {
		write(file, file.resolveSibling(file.getFileName() + PART), content, sync);
	}

	/**
	 * The same.
	 *
	 * @param part what it is called until it is whole, in the same folder
	 */
	static void write(final Path file, final Path part, final ByteBuffer content, final boolean sync) throws IOException {
		try {
			try {
				writePart(part, content, sync);
			}
			catch (final NoSuchFileException e) {
				// NB: the folder is missing, as it is for the first block of a column. To look before would cost every block.
				Files.createDirectories(file.toAbsolutePath().getParent());
				writePart(part, content, sync);
			}
			catch (final FileAlreadyExistsException e) {
				Files.delete(part);
				writePart(part, content, sync);
			}
			rename(part, file);
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

	/** Gives a whole file its name. NB: on Windows whoever looks at a new file, as scanners for viruses do, holds it for a moment. */
	static void rename(final Path part, final Path file) throws IOException {
		insist(() -> Files.move(part, file, StandardCopyOption.ATOMIC_MOVE), File.separatorChar == '\\' ? MOST_MILLISECONDS : 0);
	}

	/** Something that may be refused. */
	interface Step {

		/** Tries it. */
		void run() throws IOException;
	}

	/**
	 * Tries something again for a while if the file system refuses it.
	 *
	 * @param milliseconds how long, at most; 0 for not at all
	 */
	static void insist(final Step step, final long milliseconds) throws IOException {
		long waited = 0;
		for (long wait = 1;; wait *= 2)
			try {
				step.run();
				return;
			}
			catch (final FileSystemException e) {
				if (waited >= milliseconds)
					throw e;
				LockSupport.parkNanos(wait * 1_000_000);
				waited += wait;
			}
	}

	/** NB: only a new file is written to, never one that is there: it could be a link, or have another name as well. */
	private static void writePart(final Path part, final ByteBuffer content, final boolean sync) throws IOException {
		try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
			LinkOption.NOFOLLOW_LINKS))
		{
			final ByteBuffer bytes = content.duplicate();
			final int end = bytes.limit();
			while (bytes.position() < end) {
				bytes.limit(Math.min(end, bytes.position() + PIECE));
				channel.write(bytes);
			}
			if (sync)
				channel.force(true);
		}
	}
}
