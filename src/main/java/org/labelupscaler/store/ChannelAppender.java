package org.labelupscaler.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Appends to a file on this disk, at the position of its channel. */
abstract class ChannelAppender implements Appender {

	/** NB: small pieces are gathered; to write each would cost more than to make it. */
	private static final int GATHERED = 1 << 18;

	private final FileChannel channel;
	private final ByteBuffer gathered = ByteBuffer.allocateDirect(GATHERED);

	/** @param channel the file; closed by {@link #end}, or by the heir */
	ChannelAppender(final FileChannel channel) {
		this.channel = channel;
	}

	/** The file. */
	final FileChannel channel() {
		return channel;
	}

	@Override
	public final void append(final ByteBuffer more) throws IOException {
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
	public final void sync() throws IOException {
		write();
		channel.force(true);
	}

	/** Writes what is left, and closes the file. */
	final void end() throws IOException {
		write();
		channel.close();
	}
}
