package org.labelupscaler.source.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.labelupscaler.InvalidInputException;

/** Bytes of a file at any position. Not thread-safe. */
final class FileBytes implements AutoCloseable {

	private final Path path;
	private final FileChannel channel;
	private final long length;

	/** NB: among slices there may be a pipe, and to open that could take for ever. */
	FileBytes(final Path path) throws IOException {
		if (Files.exists(path) && !Files.isRegularFile(path))
			throw new InvalidInputException(path + " is no file");
		this.path = path;
		channel = FileChannel.open(path, StandardOpenOption.READ);
		length = channel.size();
	}

	Path path() {
		return path;
	}

	long length() {
		return length;
	}

	/** Some bytes, from their beginning. */
	ByteBuffer read(final long position, final int bytes, final ByteOrder order) throws IOException {
		final byte[] to = new byte[bytes];
		if (read(position, to, 0, bytes) < bytes)
			throw new EOFException("it ends too early");
		return ByteBuffer.wrap(to).order(order);
	}

	/** As many bytes as there are, up to a count. */
	int read(final long position, final byte[] to, final int from, final int count) throws IOException {
		final ByteBuffer part = ByteBuffer.wrap(to, from, count);
		while (part.hasRemaining() && channel.read(part, position + part.position() - from) >= 0);
		return part.position() - from;
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}
}
