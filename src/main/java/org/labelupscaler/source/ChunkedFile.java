package org.labelupscaler.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.BlockGrid;

/**
 * A source that is stored in chunks. Integers are read chunk by chunk as they are needed; floating-point numbers, which
 * must all be looked at first, are copied once.
 *
 * @param header what the metadata says
 * @param store where the chunks are
 */
public record ChunkedFile(VolumeHeader header, ChunkStore store) implements DescribedFile {

	@Override
	public DescribedFile withHeader(final VolumeHeader other) {
		return new ChunkedFile(other, store);
	}

	@Override
	public List<Path> files() {
		return store.files();
	}

	@Override
	public String sha256() {
		return store.sha256();
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		final Fingerprint fingerprint = Fingerprint.of(files());
		final Chunks chunks = store.open();
		boolean kept = false;
		try {
			if (type().isFloat())
				return MappedSource.copy(this, chunks.order(), out -> copy(chunks, out), options);
			kept = true;
			return new ChunkedSource(chunks, voxelSize(), BlockCache.SHARED, () -> {
				if (!fingerprint.equals(Fingerprint.of(files())))
					throw MappedSource.changed(this);
			});
		}
		finally {
			if (!kept)
				chunks.close();
		}
	}

	/** Chunk after chunk, each row to its place. */
	private static void copy(final Chunks chunks, final FileChannel out) throws IOException {
		final BlockGrid grid = chunks.grid();
		final int bytes = chunks.type().bytes();
		final long[] size = grid.size();
		// NB: what is not written is 0, up to here.
		out.write(ByteBuffer.allocate(1), size[0] * size[1] * size[2] * bytes - 1);
		for (long b = 0; b < grid.blocks(); b++) {
			if (Thread.currentThread().isInterrupted())
				throw new LabelUpscalerException("Stopped while reading " + chunks.name());
			final long[] position = grid.position(b);
			final Optional<byte[]> voxels = chunks.read(position);
			if (voxels.isEmpty())
				continue;
			final int[] chunk = grid.blockSize(position);
			final ByteBuffer buffer = ByteBuffer.wrap(voxels.get());
			for (int z = 0; z < chunk[2]; z++)
				for (int y = 0; y < chunk[1]; y++) {
					final int from = (z * chunk[1] + y) * chunk[0] * bytes;
					final long row = (grid.min(position, 2) + z) * size[1] + grid.min(position, 1) + y;
					long to = (row * size[0] + grid.min(position, 0)) * bytes;
					buffer.limit(from + chunk[0] * bytes).position(from);
					while (buffer.hasRemaining())
						to += out.write(buffer, to);
				}
		}
	}
}
