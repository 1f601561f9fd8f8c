package org.labelupscaler.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that grows under another name, usually one that ends in {@value AtomicFile#PART}, until it is whole. */
final class PartFile implements Appender {

	/** NB: small pieces are gathered; to write each would cost more than to make it. */
	private static final int GATHERED = 1 << 18;

	private final Path file;
	private final Path part;
	private final FileChannel channel;
	private final ByteBuffer gathered = ByteBuffer.allocateDirect(GATHERED);
	private boolean finished;

	PartFile(final Path file) throws IOException {
		this(file, file.resolveSibling(file.getFileName() + AtomicFile.PART));
	}

	/** @param part what its name is until then, in the same folder */
	PartFile(final Path file, final Path part) throws IOException {
		this.file = file;
		this.part = part;
		channel = open();
	}

	/** NB: only a new file is written to, never one that is there: it could be a link, or have another name as well. */
	private FileChannel open() throws IOException {
		try {
			return create();
		}
		catch (final NoSuchFileException e) {
			Files.createDirectories(file.toAbsolutePath().getParent());
			return create();
		}
		catch (final FileAlreadyExistsException e) {
			Files.delete(part);
			return create();
		}
	}

	private FileChannel create() throws IOException {
		return FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
	}

	@Override
	public void append(final ByteBuffer more) throws IOException {
		final ByteBuffer bytes = more.duplicate();
		final int end = bytes.limit();
		while (bytes.position() < end) {
			bytes.limit(Math.min(end, bytes.position() + gathered.remaining()));
			gathered.put(bytes);
			if (!gathered.hasRemaining())
				write();
		}
	}

	@Override
	public void replace(final long at, final ByteBuffer bytes) throws IOException {
		write();
		final ByteBuffer left = bytes.duplicate();
		for (long to = at; left.hasRemaining();)
			to += channel.write(left, to);
	}

	private void write() throws IOException {
		gathered.flip();
		while (gathered.hasRemaining())
			channel.write(gathered);
		gathered.clear();
	}

	@Override
	public void sync() throws IOException {
		write();
		channel.force(true);
	}

	@Override
	public void finish() throws IOException {
		write();
		channel.close();
		Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
		finished = true;
	}

	@Override
	public void close() {
		if (finished)
			return;
		try {
			channel.close();
			Files.deleteIfExists(part);
		}
		catch (final IOException e) {
			// NB: whoever closes an unfinished file has something else to tell.
		}
	}
}
