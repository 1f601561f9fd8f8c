package org.labelupscaler.source;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import org.labelupscaler.Owned;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;

/** The labels of a volume in chunks, read chunk by chunk and kept for a while. Thread-safe. */
public final class ChunkedSource implements LabelSource {

	private final Chunks chunks;
	private final LabelType type;
	private final VoxelSize voxelSize;
	private final BlockCache cache;
	private final Runnable check;

	/**
	 * @param chunks the volume; taken if it has labels
	 * @param voxelSize edges of its voxels
	 * @param cache keeps its chunks; may be shared
	 */
	public ChunkedSource(final Owned<Chunks> chunks, final VoxelSize voxelSize, final BlockCache cache) {
		this(chunks, voxelSize, cache, () -> {});
	}

	ChunkedSource(final Owned<Chunks> chunks, final VoxelSize voxelSize, final BlockCache cache, final Runnable check) {
		type = chunks.get().type().labels();
		this.voxelSize = voxelSize;
		this.cache = cache;
		this.check = check;
		this.chunks = chunks.take();
	}

	@Override
	public String name() {
		return chunks.name();
	}

	@Override
	public LabelType type() {
		return type;
	}

	@Override
	public long[] size() {
		return chunks.grid().size();
	}

	@Override
	public VoxelSize voxelSize() {
		return voxelSize;
	}

	@Override
	public void read(final long[] min, final int[] size, final long[] out) {
		final BlockGrid grid = chunks.grid();
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
		final BlockGrid grid = chunks.grid();
		final byte[][] planes = cache.planes(chunks, grid.block(position), () -> load(position));
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
			final ByteBuffer plane = planes.length == 0 ? null : ByteBuffer.wrap(planes[z]).order(chunks.order());
			for (int y = from[1]; y < to[1]; y++) {
				final int at = ((skip[2] + z - from[2]) * size[1] + skip[1] + y - from[1]) * size[0] + skip[0];
				if (plane == null)
					Arrays.fill(out, at, at + count, 0);
				else
					type.get(plane, (y * width + from[0]) * type.bytes(), out, at, count);
			}
		}
	}

	private byte[][] load(final long[] position) {
		final Optional<byte[]> voxels = chunks.read(position);
		return voxels.map(v -> BlockCache.split(v, chunks.grid().length(position, 2))).orElse(BlockCache.MISSING);
	}

	@Override
	public long memory() {
		return cache.bytes();
	}

	@Override
	public void checkUnchanged() {
		check.run();
	}

	@Override
	public void close() {
		cache.forget(chunks);
		chunks.close();
	}
}
