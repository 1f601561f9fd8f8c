package org.labelupscaler.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Owned;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.store.Stores;

/**
 * A source that is stored in chunks. Usually chunks are read as they are needed. It is copied once into a temporary file if
 * chunks would be decoded over and over, as planes are where memory is scarce, and if it holds floating-point numbers,
 * which must all be looked at first.
 *
 * @param header what the metadata says
 * @param store where the chunks are
 */
public record ChunkedFile(VolumeHeader header, ChunkStore store) implements DescribedFile {

	/** More would take longer than to decode chunks again. */
	private static final long MOST_COPIED = 4L << 30;

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
		// NB: to read all chunks over a network would take as long as the job.
		return Stores.isElsewhere(header.path()) ? Fingerprint.ofVersions(header.path(), files()) : store.sha256();
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		final Fingerprint fingerprint = Fingerprint.of(files());
		try (Owned<Chunks> opened = Owned.of(store.open())) {
			final Chunks chunks = opened.get();
			if (type().isFloat() || !staysCached(chunks.grid()) && isQuicklyCopied(options))
				return MappedSource.copy(this, chunks.order(), out -> copy(chunks, out), options);
			return new ChunkedSource(opened, voxelSize(), BlockCache.SHARED, () -> {
				if (!fingerprint.equals(Fingerprint.of(files())))
					throw MappedSource.changed(this);
			});
		}
	}

	/**
	 * Whether chunks stay in the cache until they are needed again: a job goes through the volume in columns along z, so
	 * that it comes back to the same chunks with the next column.
	 */
	private static boolean staysCached(final BlockGrid grid) {
		double column = (double) grid.size()[2] * Long.BYTES;
		for (int d = 0; d < 2; d++)
			column *= Math.min(grid.size()[d], 2L * grid.blockSize()[d]);
		return column <= BlockCache.SHARED.bytes();
	}

	private boolean isQuicklyCopied(final SourceOptions options) {
		try {
			final long free = Files.getFileStore(options.temporaryFolder()).getUsableSpace();
			return header.bytes() <= MOST_COPIED && header.bytes() <= free / 2;
		}
		catch (final IOException e) {
			return false;
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
