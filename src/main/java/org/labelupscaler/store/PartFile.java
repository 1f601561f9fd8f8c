package org.labelupscaler.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that grows under another name, usually one that ends in {@value AtomicFile#PART}, until it is whole. */
final class PartFile extends ChannelAppender {

	private final Path file;
	private final Path part;
	private boolean finished;

	PartFile(final Path file) throws IOException {
		this(file, file.resolveSibling(file.getFileName() + AtomicFile.PART));
	}

	/** @param part what its name is until then, in the same folder */
	PartFile(final Path file, final Path part) throws IOException {
		super(open(file, part));
		this.file = file;
		this.part = part;
	}

	/** NB: only a new file is written to, never one that is there: it could be a link, or have another name as well. */
	private static FileChannel open(final Path file, final Path part) throws IOException {
		try {
			return create(part);
		}
		catch (final NoSuchFileException e) {
			Files.createDirectories(file.toAbsolutePath().getParent());
			return create(part);
		}
		catch (final FileAlreadyExistsException e) {
			Files.delete(part);
			return create(part);
		}
	}

	private static FileChannel create(final Path part) throws IOException {
		return FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
	}

	@Override
	public void finish() throws IOException {
		end();
		AtomicFile.rename(part, file);
		finished = true;
	}

	@Override
	public void close() {
		if (finished)
			return;
		try {
			channel().close();
			Files.deleteIfExists(part);
		}
		catch (final IOException e) {
			// NB: whoever closes an unfinished file has something else to tell.
		}
	}
}
