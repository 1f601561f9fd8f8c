package org.labelupscaler.view;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.n5.codec.BlockCodec;
import org.labelupscaler.source.LabelSource;

/** The labels of an N5 dataset, read block by block. Keeps the last few blocks. Thread-safe, one reader at a time. */
public final class DatasetSource implements LabelSource {

	private static final int KEPT = 8;
	private static final long KEPT_BYTES = 64 << 20;

	private final N5Dataset dataset;
	private final VoxelSize voxelSize;
	private final BlockCodec codec;
	private final long most;
	private final Map<Long, Optional<byte[]>> blocks = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(final Map.Entry<Long, Optional<byte[]>> eldest) {
			return size() > most;
		}
	};

	/**
	 * @param dataset the dataset
	 * @param voxelSize edges of its voxels
	 */
	public DatasetSource(final N5Dataset dataset, final VoxelSize voxelSize) {
		this.dataset = dataset;
		this.voxelSize = voxelSize;
		this.codec = dataset.compression().newCodec();
		final int[] block = dataset.grid().blockSize();
		final long bytes = (long) block[0] * block[1] * block[2] * dataset.type().bytes();
		this.most = Math.max(1, Math.min(KEPT, KEPT_BYTES / bytes));
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
	public synchronized void read(final long[] min, final int[] box, final long[] out) {
		int at = 0;
		for (long z = min[2]; z < min[2] + box[2]; z++)
			for (long y = min[1]; y < min[1] + box[1]; y++)
				for (long x = min[0]; x < min[0] + box[0]; x++)
					out[at++] = voxel(x, y, z);
	}

	private long voxel(final long x, final long y, final long z) {
		final BlockGrid grid = dataset.grid();
		final int[] block = grid.blockSize();
		final long[] position = { x / block[0], y / block[1], z / block[2] };
		final Optional<byte[]> voxels = blocks.computeIfAbsent(grid.block(position), b -> dataset.get(position, codec));
		if (voxels.isEmpty())
			return 0;
		final long row = (z - grid.min(position, 2)) * grid.length(position, 1) + y - grid.min(position, 1);
		final long index = row * grid.length(position, 0) + x - grid.min(position, 0);
		return type().get(ByteBuffer.wrap(voxels.get()), (int) index * type().bytes());
	}

	@Override
	public void close() {
		blocks.clear();
	}
}
