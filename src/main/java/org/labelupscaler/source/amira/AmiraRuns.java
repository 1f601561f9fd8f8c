package org.labelupscaler.source.amira;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.MappedSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelContent;

/**
 * Voxels of one byte in Amira's coding HxByteRLE: a byte below 128 says how often the next one is repeated, one from 128 on,
 * less 128, how many follow as they are.
 *
 * @param header what the header says
 * @param offset byte of the file at which the code begins
 * @param stored bytes of the code
 */
record AmiraRuns(VolumeHeader header, long offset, long stored) implements DescribedFile, VoxelContent {

	private static final int LONGEST_RUN = 127;

	/** Checks what can be seen without decoding. */
	static AmiraRuns of(final VolumeHeader header, final long offset, final long stored) {
		final Path path = header.path();
		// NB: readers of this format do not agree on whether runs of larger voxels are of voxels or of bytes.
		if (header.type().bytes() != 1)
			throw new InvalidInputException(path + ": the coding HxByteRLE of " + header.type() + " is not supported; save the label " +
				"field as 8-bit labels, or without compression");
		try {
			final long length = Files.size(path) - offset;
			if (length < stored || header.bytes() / LONGEST_RUN > stored / 2 + 1)
				throw new InvalidInputException(path + " is truncated or its size is wrong: " + header.says() + ", but its " + Math.min(
					length, stored) + " bytes of HxByteRLE, of " + stored + ", cannot hold that many");
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
		}
		return new AmiraRuns(header, offset, stored);
	}

	@Override
	public DescribedFile withHeader(final VolumeHeader other) {
		return new AmiraRuns(other, offset, stored);
	}

	@Override
	public List<Path> files() {
		return List.of(header.path());
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		return MappedSource.copy(this, ByteOrder.LITTLE_ENDIAN, this, options);
	}

	@Override
	public void writeTo(final FileChannel to) throws IOException {
		try (InputStream file = Files.newInputStream(header.path()); InputStream in = new BufferedInputStream(file, 1 << 16)) {
			in.skipNBytes(offset);
			final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
			long left = header.bytes();
			for (long code = stored; code > 0;) {
				final int count = in.read();
				final int run = count & LONGEST_RUN;
				final boolean repeated = count == run;
				code -= 1 + (repeated ? 1 : run);
				left -= run;
				if (count < 0 || code < 0 || left < 0)
					throw damaged(Math.max(0, left));
				if (buffer.remaining() < run)
					write(buffer, to);
				if (!repeated)
					read(in, buffer, run, left);
				else {
					final int value = in.read();
					if (value < 0)
						throw damaged(left);
					for (int i = 0; i < run; i++)
						buffer.put((byte) value);
				}
			}
			if (left > 0)
				throw damaged(left);
			write(buffer, to);
		}
	}

	private void read(final InputStream in, final ByteBuffer buffer, final int run, final long left) throws IOException {
		if (in.readNBytes(buffer.array(), buffer.position(), run) < run)
			throw damaged(left);
		buffer.position(buffer.position() + run);
	}

	private static void write(final ByteBuffer buffer, final FileChannel to) throws IOException {
		buffer.flip();
		while (buffer.hasRemaining())
			to.write(buffer);
		buffer.clear();
	}

	private InvalidInputException damaged(final long missing) {
		return new InvalidInputException(header.path() + " is damaged: its " + stored +
			" bytes of HxByteRLE do not make what is needed, for " + header.says() + (missing > 0 ? "; " + missing + " are missing"
				: ""));
	}
}
