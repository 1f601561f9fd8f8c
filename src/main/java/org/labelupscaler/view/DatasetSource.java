package org.labelupscaler.view;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.n5.codec.BlockCodec;
import org.labelupscaler.source.LabelSource;

/** The labels of an N5 dataset, read block by block. Thread-safe. */
public final class DatasetSource implements LabelSource {

	private final N5Dataset dataset;
	private final VoxelSize voxelSize;
	private final ThreadLocal<BlockCodec> codecs;
	private final BlockCache cache;

	/**
	 * @param dataset the dataset
	 * @param voxelSize edges of its voxels
	 * @param cache keeps its blocks; may be shared
	 */
	public DatasetSource(final N5Dataset dataset, final VoxelSize voxelSize, final BlockCache cache) {
		this.dataset = dataset;
		this.voxelSize = voxelSize;
		codecs = ThreadLocal.withInitial(() -> dataset.compression().newCodec());
		this.cache = cache;
	}

	@Override
	public String name() {
		return dataset.folder().toString();
	}

	@Override
	public LabelType type() {
		return dataset.type();
	}

	@Override
	public long[] size() {
		return dataset.grid().size();
	}

	@Override
	public VoxelSize voxelSize() {
		return voxelSize;
	}

	@Override
	public void read(final long[] min, final int[] size, final long[] out) {
		final BlockGrid grid = dataset.grid();
		final int[] block = grid.blockSize();
		final long[] first = new long[3];
		final long[] last = new long[3];
		for (int d = 0; d < 3; d++) {
			first[d] = min[d] / block[d];
			last[d] = (min[d] + size[d] - 1) / block[d];
		}
		for (long z = first[2]; z <= last[2]; z++)
			for (long y = first[1]; y <= last[1]; y++)
				for (long x = first[0]; x <= last[0]; x++)
					copy(new long[] { x, y, z }, min, size, out);
	}

	/** Copies what a block and a box have in common. */
	private void copy(final long[] position, final long[] min, final int[] size, final long[] out) {
		final BlockGrid grid = dataset.grid();
		final byte[][] planes = cache.planes(dataset, grid.block(position), () -> load(position));
		final int[] from = new int[3];
		final int[] to = new int[3];
		final int[] skip = new int[3];
		for (int d = 0; d < 3; d++) {
			final long start = grid.min(position, d);
			from[d] = (int) Math.max(0, min[d] - start);
			to[d] = (int) Math.min(grid.length(position, d), min[d] + size[d] - start);
			skip[d] = (int) (start + from[d] - min[d]);
		}
		final int width = grid.length(position, 0);
		final int count = to[0] - from[0];
		for (int z = from[2]; z < to[2]; z++) {
			final ByteBuffer plane = planes.length == 0 ? null : ByteBuffer.wrap(planes[z]);
			for (int y = from[1]; y < to[1]; y++) {
				final int at = ((skip[2] + z - from[2]) * size[1] + skip[1] + y - from[1]) * size[0] + skip[0];
				if (plane == null)
					Arrays.fill(out, at, at + count, 0);
				else
					type().get(plane, (y * width + from[0]) * type().bytes(), out, at, count);
			}
		}
	}

	private byte[][] load(final long[] position) {
		final Optional<byte[]> voxels = dataset.get(position, codecs.get());
		return voxels.map(v -> BlockCache.split(v, dataset.grid().length(position, 2))).orElse(BlockCache.MISSING);
	}

	/** Nothing is open; what is cached goes with the cache. */
	@Override
	public void close() {}
}
