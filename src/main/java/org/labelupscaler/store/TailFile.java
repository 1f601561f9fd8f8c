package org.labelupscaler.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends to a file that is there. What is appended is cut off again if it is closed before anything that was there is replaced: only by
 * that it can have become a part of the file.
 */
final class TailFile extends ChannelAppender {

	private final long from;
	private boolean replaced;

	/** @param from how many bytes of the file count; what is behind them is cut off */
	TailFile(final Path file, final long from) throws IOException {
		super(open(file, from));
		this.from = from;
	}

	private static FileChannel open(final Path file, final long from) throws IOException {
		final FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
		try {
			return channel.truncate(from).position(from);
		}
		catch (final IOException e) {
			channel.close();
			throw e;
		}
	}

	@Override
	public void replace(final long at, final ByteBuffer bytes) throws IOException {
		// NB: before it is tried, for it may be done and fail.
		replaced |= at < from;
		super.replace(at, bytes);
	}

	@Override
	public void finish() throws IOException {
		end();
	}

	@Override
	public void close() {
		try (FileChannel file = channel()) {
			if (file.isOpen() && !replaced)
				file.truncate(from);
		}
		catch (final IOException e) {
			// NB: what was appended does not count, and is cut off when something is appended again.
		}
	}
}
