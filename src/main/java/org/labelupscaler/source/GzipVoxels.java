package org.labelupscaler.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.StandardOpenOption;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/** The voxels of a file that holds them as one gzip stream; says where a stream is damaged, too short or too long. */
record GzipVoxels(VoxelFile file) implements VoxelContent {

	@Override
	public void writeTo(final WritableByteChannel to) throws IOException {
		final long expected = file.bytes();
		final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
		long done = 0;
		try (FileChannel from = FileChannel.open(file.data(), StandardOpenOption.READ).position(file.offset());
				InputStream in = gunzip(from))
		{
			for (int n; (n = read(in, buffer.array(), done)) >= 0;) {
				done += n;
				if (done > expected)
					throw wrongLength(" does not match its size: it holds more ", null);
				buffer.position(0).limit(n);
				while (buffer.hasRemaining())
					to.write(buffer);
			}
		}
		if (done < expected)
			throw wrongLength(" is truncated: it holds " + done + " bytes of voxels, ", null);
	}

	/** NB: not Java's own stream, which takes no notice of what is wrong behind the first member. */
	private InputStream gunzip(final FileChannel from) {
		try {
			return new GzipCompressorInputStream(new BufferedInputStream(Channels.newInputStream(from), 1 << 16), true);
		}
		catch (final IOException e) {
			throw damaged(0, e);
		}
	}

	private int read(final InputStream in, final byte[] buffer, final long done) {
		try {
			return in.read(buffer);
		}
		catch (final EOFException e) {
			if (done == file.bytes())
				throw new InvalidInputException(file.data() + " is truncated: the end of its gzip stream is missing", e);
			throw wrongLength(" is truncated: its gzip stream ends after " + done + " bytes of voxels, ", e);
		}
		catch (final IOException e) {
			throw damaged(done, e);
		}
	}

	private InvalidInputException damaged(final long done, final IOException e) {
		return new InvalidInputException(file.data() + " is damaged: its gzip stream cannot be decoded after " + done +
			" bytes of voxels (" + LabelUpscalerException.reason(e) + ")", e);
	}

	private InvalidInputException wrongLength(final String what, final Exception cause) {
		final long[] size = file.size();
		return new InvalidInputException(file.data() + what + (what.endsWith("more ") ? "than " : "not ") + file.bytes() +
			" as " + size[0] + " x " + size[1] + " x " + size[2] + " voxels of " + file.type() + " need", cause);
	}
}
