package org.labelupscaler.source.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** That voxels could not be written: not the fault of the picture. */
final class OutIOException extends IOException {

	private static final long serialVersionUID = 1L;

	private OutIOException(final IOException reason) {
		super(reason);
	}

	IOException reason() {
		return (IOException) getCause();
	}

	static void write(final FileChannel out, final byte[] voxels, final int count, final long position) throws OutIOException {
		final ByteBuffer part = ByteBuffer.wrap(voxels, 0, count);
		try {
			for (long at = position; part.hasRemaining();)
				at += out.write(part, at);
		}
		catch (final IOException e) {
			throw new OutIOException(e);
		}
	}
}
