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

	/**
	 * @param array the array
	 * @param axes which of its dimensions are x, y and z; of the others the first entry is taken
	 * @param grid size and chunks along these
	 */
	ArrayChunks(final ChunkedArray array, final ArrayAxes axes, final BlockGrid grid) {
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
		final long[] at = new long[array.shape().length];
		for (int d = 0; d < 3; d++)
			if (dimensions.get(d) >= 0)
				at[dimensions.get(d)] = position[d];
		try {
			return array.read(at).map(chunk -> cut(chunk, grid.blockSize(position)));
		}
		catch (final OutOfMemoryError e) {
			throw new LabelUpscalerException("Memory is too small for the chunk at " + Arrays.toString(at) + " of " + name() +
				": its chunks of " + Arrays.toString(array.chunk()) + " voxels are read as a whole. Give Java more memory, or save " +
				"the volume in smaller chunks.", e);
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
