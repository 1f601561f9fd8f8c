package org.labelupscaler.source.array;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.Chunks;
import org.labelupscaler.source.SourceType;

/**
 * The chunks of a volume that is in an array: cut to three dimensions and to the volume, and turned so that x is fastest.
 * Equal only to itself, as the files may change until they are opened again.
 */
public final class ArrayChunks implements Chunks {

	private final ChunkedArray array;
	private final List<Integer> dimensions;
	private final BlockGrid grid;
	/** Where the volume begins in the array, x, y, z. */
	private final long[] min;

	/**
	 * @param array the array
	 * @param axes which of its dimensions are x, y and z; of the others the first entry is taken
	 * @param grid size and chunks along these
	 * @param min where the volume begins in the array, x, y, z
	 */
	ArrayChunks(final ChunkedArray array, final ArrayAxes axes, final BlockGrid grid, final long[] min) {
		this.min = min;
		this.array = array;
		this.dimensions = axes.dimensions();
		this.grid = grid;
	}

	@Override
	public String name() {
		return array.folder().toString();
	}

	@Override
	public BlockGrid grid() {
		return grid;
	}

	@Override
	public SourceType type() {
		return array.type();
	}

	@Override
	public ByteOrder order() {
		return array.order();
	}

	@Override
	public Optional<byte[]> read(final long[] position) {
		final long[] chunk = new long[3];
		boolean same = true;
		for (int d = 0; d < 3; d++) {
			final int stored = stored(d);
			chunk[d] = min[d] / stored + position[d];
			same &= min[d] % stored == 0 && stored == grid.blockSize()[d];
		}
		return same ? stored(chunk).map(found -> cut(found, grid.blockSize(position))) : parts(position);
	}

	private int stored(final int axis) {
		return dimensions.get(axis) < 0 ? 1 : array.chunk()[dimensions.get(axis)];
	}

	private Optional<StoredChunk> stored(final long[] chunk) {
		final long[] at = new long[array.shape().length];
		for (int d = 0; d < 3; d++)
			if (dimensions.get(d) >= 0)
				at[dimensions.get(d)] = chunk[d];
		try {
			return array.read(at);
		}
		catch (final OutOfMemoryError e) {
			throw new LabelUpscalerException("Memory is too small for the chunk at " + Arrays.toString(at) + " of " + name() +
				": its chunks of " + Arrays.toString(array.chunk()) + " voxels are read as a whole. Give Java more memory, or save " +
				"the volume in smaller chunks.", e);
		}
	}

	/** From all chunks that a chunk of the volume touches, if it begins within one of them. */
	private Optional<byte[]> parts(final long[] position) {
		final int[] size = grid.blockSize(position);
		final long[] from = new long[3];
		final long[] first = new long[3];
		final long[] last = new long[3];
		for (int d = 0; d < 3; d++) {
			from[d] = min[d] + grid.min(position, d);
			first[d] = from[d] / stored(d);
			last[d] = (from[d] + size[d] - 1) / stored(d);
		}
		// NB: a chunk of the volume is no larger than one of the array, or than some MB.
		final byte[] voxels = new byte[Math.toIntExact(Math.multiplyExact((long) size[0] * size[1], (long) size[2] * type()
			.bytes()))];
		boolean any = false;
		for (long z = first[2]; z <= last[2]; z++)
			for (long y = first[1]; y <= last[1]; y++)
				for (long x = first[0]; x <= last[0]; x++) {
					final long[] chunk = { x, y, z };
					final Optional<StoredChunk> found = stored(chunk);
					found.ifPresent(c -> put(c, chunk, from, size, voxels));
					any |= found.isPresent();
				}
		return any ? Optional.of(voxels) : Optional.empty();
	}

	/** Copies what a stored chunk has of a box. */
	private void put(final StoredChunk chunk, final long[] at, final long[] from, final int[] size, final byte[] into) {
		final int[] begin = new int[3];
		final int[] end = new int[3];
		final int[] stored = new int[3];
		for (int d = 0; d < 3; d++) {
			stored[d] = dimensions.get(d) < 0 ? 1 : Math.min(stored(d), chunk.size()[dimensions.get(d)]);
			final long place = at[d] * stored(d);
			begin[d] = (int) Math.max(0, from[d] - place);
			end[d] = (int) Math.min(stored[d], from[d] + size[d] - place);
			if (begin[d] >= end[d])
				return;
		}
		final byte[] voxels = cut(chunk, stored);
		final int bytes = type().bytes();
		for (int z = begin[2]; z < end[2]; z++)
			for (int y = begin[1]; y < end[1]; y++) {
				final long row = (at[2] * stored(2) + z - from[2]) * size[1] + at[1] * stored(1) + y - from[1];
				System.arraycopy(voxels, ((z * stored[1] + y) * stored[0] + begin[0]) * bytes, into, (int) (row * size[0] + at[0] *
					stored(0) + begin[0] - from[0]) * bytes, (end[0] - begin[0]) * bytes);
			}
	}

	private byte[] cut(final StoredChunk chunk, final int[] size) {
		final int bytes = type().bytes();
		final int[] stored = new int[3];
		final int[] stride = new int[3];
		for (int d = 0; d < 3; d++) {
			final int dimension = dimensions.get(d);
			stored[d] = dimension < 0 ? 1 : Math.min(size[d], chunk.size()[dimension]);
			stride[d] = dimension < 0 ? 0 : chunk.stride()[dimension] * bytes;
		}
		final boolean inOrder = stride[0] == bytes && (size[1] == 1 || stride[1] == size[0] * bytes) && (size[2] == 1 ||
			stride[2] == size[0] * size[1] * bytes);
		if (inOrder && Arrays.equals(size, stored) && chunk.voxels().length == size[0] * size[1] * size[2] * bytes)
			return chunk.voxels();
		final byte[] voxels = new byte[size[0] * size[1] * size[2] * bytes];
		for (int z = 0; z < stored[2]; z++)
			for (int y = 0; y < stored[1]; y++) {
				final int from = z * stride[2] + y * stride[1];
				final int to = (z * size[1] + y) * size[0] * bytes;
				if (stride[0] == bytes)
					System.arraycopy(chunk.voxels(), from, voxels, to, stored[0] * bytes);
				else
					for (int x = 0; x < stored[0]; x++)
						for (int b = 0; b < bytes; b++)
							voxels[to + x * bytes + b] = chunk.voxels()[from + x * stride[0] + b];
			}
		return voxels;
	}
}
