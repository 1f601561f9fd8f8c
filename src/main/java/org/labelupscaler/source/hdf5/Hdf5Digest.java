package org.labelupscaler.source.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;

/** The SHA-256 of one dataset: of its size and type, then of its bytes as they are stored, chunk after chunk. */
final class Hdf5Digest {

	private static final int CHECK_EVERY = 1 << 12;

	private Hdf5Digest() {}

	/** Of a dataset in one piece. */
	static String of(final VoxelFile file, final Hdf5Image image) {
		final MessageDigest digest = digest(image);
		file.parts().forEach(part -> update(digest, part, image));
		return HexFormat.of().formatHex(digest.digest());
	}

	/** Of a dataset in chunks. */
	static String of(final Hdf5Image image, final Hdf5Chunks chunks) {
		final MessageDigest digest = digest(image);
		final BlockGrid grid = chunks.grid();
		final long[] count = grid.gridSize();
		for (long b = 0; b < grid.blocks(); b++) {
			if (b % CHECK_EVERY == 0 && Thread.currentThread().isInterrupted())
				throw new LabelUpscalerException("Stopped while reading " + image.file());
			// NB: x fastest, the order in which an index has them.
			final long number = b;
			chunks.stored(new long[] { b % count[0], b / count[0] % count[1], b / count[0] / count[1] }).ifPresent(bytes -> {
				digest.update(ByteBuffer.allocate(8).putLong(number).flip());
				digest.update(bytes);
			});
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void update(final MessageDigest digest, final VoxelPart part, final Hdf5Image image) {
		try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.READ)) {
			final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
			for (long done = 0; done < part.bytes();) {
				buffer.clear().limit((int) Math.min(buffer.capacity(), part.bytes() - done));
				final int n = channel.read(buffer, part.offset() + done);
				if (n < 0)
					throw new IOException("the file has been shortened");
				digest.update(buffer.flip());
				done += n;
			}
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot read " + image.file() + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private static MessageDigest digest(final Hdf5Image image) {
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update((Arrays.toString(image.stored()) + " " + Arrays.toString(image.size()) + " " + image.type().type() + " " +
				image.type().order() + " " + Arrays.toString(image.fill())).getBytes(StandardCharsets.UTF_8));
			return digest;
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
