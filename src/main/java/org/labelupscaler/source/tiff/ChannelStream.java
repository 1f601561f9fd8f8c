package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stretch of a file as a stream, buffered. Closing it leaves the file open. Not thread-safe. */
final class ChannelStream extends InputStream {

	private final FileChannel channel;
	private final byte[] buffer;
	private long position;
	private long left;
	private int at;
	private int end;

	ChannelStream(final FileChannel channel, final long position, final long bytes) {
		this.channel = channel;
		this.position = position;
		left = Math.max(0, bytes);
		buffer = new byte[(int) Math.min(1 << 16, Math.max(1, left))];
	}

	@Override
	public int read() throws IOException {
		return at < end || fill() ? buffer[at++] & 0xFF : -1;
	}

	@Override
	public int read(final byte[] to, final int from, final int length) throws IOException {
		if (length == 0)
			return 0;
		if (at >= end && !fill())
			return -1;
		final int n = Math.min(length, end - at);
		System.arraycopy(buffer, at, to, from, n);
		at += n;
		return n;
	}

	private boolean fill() throws IOException {
		if (left <= 0)
			return false;
		final int n = channel.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, left)), position);
		if (n <= 0) {
			left = 0;
			return false;
		}
		at = 0;
		end = n;
		position += n;
		left -= n;
		return true;
	}
}
