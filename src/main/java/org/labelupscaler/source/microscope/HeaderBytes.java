package org.labelupscaler.source.microscope;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/** Reads parts of a file that its header says the places of. Not thread-safe. */
final class HeaderBytes implements AutoCloseable {

	private final Path path;
	private final SeekableByteChannel channel;

	HeaderBytes(final Path path) throws IOException {
		this.path = path;
		channel = Files.newByteChannel(path);
	}

	static InvalidInputException unreadable(final Path path, final IOException e) {
		return new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
	}

	long length() throws IOException {
		return channel.size();
	}

	/**
	 * @param position where, from the file's first byte
	 * @param length how many; bounded by who asks
	 * @return them
	 * @throws InvalidInputException if the file does not have them
	 */
	ByteBuffer read(final long position, final int length) throws IOException {
		check(position, length);
		final ByteBuffer bytes = ByteBuffer.allocate(length);
		channel.position(position);
		while (bytes.hasRemaining())
			if (channel.read(bytes) < 0)
				throw truncated(position, length);
		return bytes.flip();
	}

	/**
	 * @param position where, from the file's first byte
	 * @param length how many
	 * @return them as a stream; closes nothing
	 * @throws InvalidInputException if the file does not have them
	 */
	InputStream stream(final long position, final long length) throws IOException {
		check(position, length);
		channel.position(position);
		final InputStream all = new BufferedInputStream(Channels.newInputStream(channel));
		return new InputStream() {

			private long left = length;

			@Override
			public int read() throws IOException {
				return left-- > 0 ? all.read() : -1;
			}

			@Override
			public int read(final byte[] to, final int at, final int most) throws IOException {
				if (left <= 0)
					return -1;
				final int n = all.read(to, at, (int) Math.min(most, left));
				left -= Math.max(0, n);
				return n;
			}
		};
	}

	private void check(final long position, final long length) throws IOException {
		if (position < 0 || length < 0 || position > channel.size() - length)
			throw truncated(position, length);
	}

	private InvalidInputException truncated(final long position, final long length) throws IOException {
		return new InvalidInputException(path + " is truncated or damaged: its header says that there are " + length +
			" bytes at byte " + position + ", but it has " + channel.size());
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}
}
