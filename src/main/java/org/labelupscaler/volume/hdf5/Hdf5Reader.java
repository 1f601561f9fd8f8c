package org.labelupscaler.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockEncoder;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.BlockReader;
import org.labelupscaler.volume.VolumeSpec;

/** Reads the chunks of a file back through its indices. */
final class Hdf5Reader implements BlockReader {

	private final Store store;
	private final List<BlockGrid> grids;
	private final BlockFrame frame;
	private final BlockEncoder encoder;
	private final ChunkTree tree;
	private long[] indices;

	Hdf5Reader(final Store store, final VolumeSpec spec, final boolean background) {
		this.store = store;
		grids = spec.grids();
		frame = Hdf5Frame.of(spec);
		encoder = new BlockEncoder(Hdf5Frame.of(spec), background);
		tree = new ChunkTree(store);
	}

	private Optional<ChunkTree.Stored> find(final int level, final long[] position) throws IOException {
		if (indices == null)
			indices = Hdf5Start.read(store).orElseThrow(() -> new IOException("this program did not write it")).indices();
		if (indices.length != grids.size())
			throw new IOException("it has " + indices.length + " levels, not " + grids.size());
		final BlockGrid grid = grids.get(level);
		return tree.find(indices[level], grid.min(position, 0), grid.min(position, 1), grid.min(position, 2));
	}

	private Optional<ByteBuffer> stored(final int level, final long[] position) throws IOException {
		final Optional<ChunkTree.Stored> found = find(level, position);
		if (found.isEmpty())
			return Optional.empty();
		if (found.get().length() > frame.most(grids.get(level).blockSize()))
			throw new IOException("it has " + found.get().length() + " bytes, far more than its voxels need");
		return store.get(FileStore.CONTENT, found.get().address(), (int) found.get().length());
	}

	@Override
	public boolean isAsWritten(final int level, final long[] position, final RunBlock block) {
		final Optional<ByteBuffer> content = encoder.encode(block);
		try {
			return content.equals(stored(level, position));
		}
		catch (final IOException e) {
			return false; // what is wrong is told when it is decoded
		}
	}

	@Override
	public Optional<byte[]> voxels(final int level, final long[] position) {
		try {
			final Optional<ByteBuffer> found = stored(level, position);
			return found.isEmpty() ? Optional.empty() : Optional.of(frame.decode(found.get(), grids.get(level).blockSize(position)));
		}
		catch (final IOException | RuntimeException e) {
			throw new LabelUpscalerException("Block " + describe(level, position) + " is damaged: " + LabelUpscalerException.reason(e) +
				".", Remedy.OVERWRITE, e);
		}
	}

	@Override
	public boolean exists(final int level, final long[] position) {
		try {
			return find(level, position).isPresent();
		}
		catch (final IOException e) {
			return true;
		}
	}

	@Override
	public String describe(final int level, final long[] position) {
		return store.describe(FileStore.CONTENT) + ", level " + level + " (voxels " + grids.get(level).voxels(position) + ")";
	}
}
