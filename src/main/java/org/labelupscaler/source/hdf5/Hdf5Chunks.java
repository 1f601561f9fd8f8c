package org.labelupscaler.source.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.Chunks;
import org.labelupscaler.source.SourceType;

/**
 * The chunks of a dataset, of which parts beyond the end of an axis, and all but the first along axes that are not of
 * space, are left out.
 */
final class Hdf5Chunks implements Chunks {

	private final Hdf5Image image;
	private final int[] chunk;
	private final int chunkBytes;
	private final BlockGrid grid;
	private final BoundedStorage storage;
	private final ChunkIndex index;

	/**
	 * @param image the dataset
	 * @param chunk size of a chunk, slowest axis first
	 * @param chunkBytes bytes of a chunk, decoded
	 * @param grid the chunks as a grid of x, y, z
	 * @param storage closed with this
	 * @param index where each chunk is
	 */
	Hdf5Chunks(final Hdf5Image image, final int[] chunk, final int chunkBytes, final BlockGrid grid, final BoundedStorage storage,
		final ChunkIndex index)
	{
		this.image = image;
		this.chunk = chunk;
		this.chunkBytes = chunkBytes;
		this.grid = grid;
		this.storage = storage;
		this.index = index;
	}

	@Override
	public String name() {
		return image.name();
	}

	@Override
	public BlockGrid grid() {
		return grid;
	}

	@Override
	public SourceType type() {
		return image.type().type();
	}

	@Override
	public ByteOrder order() {
		return image.type().order();
	}

	@Override
	public Optional<byte[]> read(final long[] position) {
		try {
			if (image.layout() instanceof CompactDataLayoutMessage compact)
				return Optional.of(crop(bytes(compact), position));
			final ChunkIndex.StoredChunk found = find(position);
			if (found == null)
				return image.fill().length == 0 ? Optional.empty() : Optional.of(filled(position));
			return Optional.of(crop(image.filters().decode(load(found), found.skipped(), chunkBytes), position));
		}
		catch (final LabelUpscalerException e) {
			throw e;
		}
		catch (final RuntimeException e) {
			throw damaged(position, e);
		}
	}

	private LabelUpscalerException damaged(final long[] position, final RuntimeException e) {
		return new LabelUpscalerException(image.name() + " is damaged: chunk (" + position[0] + ", " + position[1] + ", " +
			position[2] + ") cannot be read: " + Hdf5File.reason(e), e);
	}

	/** A chunk as it is in the file; nothing if it was never written. */
	Optional<byte[]> stored(final long[] position) {
		try {
			if (image.layout() instanceof CompactDataLayoutMessage compact)
				return Optional.of(bytes(compact));
			final ChunkIndex.StoredChunk found = find(position);
			return found == null ? Optional.empty() : Optional.of(load(found));
		}
		catch (final LabelUpscalerException e) {
			throw e;
		}
		catch (final RuntimeException e) {
			throw damaged(position, e);
		}
	}

	private byte[] bytes(final CompactDataLayoutMessage compact) {
		final ByteBuffer data = compact.getDataBuffer();
		if (data.remaining() < chunkBytes)
			throw new HdfException("it has " + data.remaining() + " bytes of voxels, not " + chunkBytes);
		final byte[] bytes = new byte[chunkBytes];
		data.get(bytes);
		return bytes;
	}

	private ChunkIndex.StoredChunk find(final long[] position) {
		final long[] wanted = new long[chunk.length];
		for (int d = 0; d < 3; d++)
			if (image.axes().space()[d] >= 0)
				wanted[image.axes().space()[d]] = position[d];
		return index.find(wanted);
	}

	private byte[] load(final ChunkIndex.StoredChunk found) {
		// NB: no filter makes a chunk much longer than it was.
		if (found.bytes() < 0 || found.bytes() > 2L * chunkBytes + 4096)
			throw new HdfException("it is " + found.bytes() + " bytes long, but decoded only " + chunkBytes);
		return storage.readOnce(found.address(), (int) found.bytes());
	}

	private byte[] filled(final long[] position) {
		final int[] size = grid().blockSize(position);
		final byte[] fill = image.fill();
		final byte[] out = new byte[size[0] * size[1] * size[2] * fill.length];
		for (int i = 0; i < out.length; i += fill.length)
			System.arraycopy(fill, 0, out, i, fill.length);
		return out;
	}

	private byte[] crop(final byte[] decoded, final long[] position) {
		final int bytes = image.elementBytes();
		final int[] size = grid().blockSize(position);
		final int[] step = new int[3];
		for (int d = 0; d < 3; d++)
			step[d] = step(image.axes().space()[d]);
		final boolean rows = step[0] == bytes || size[0] == 1;
		if (rows && size[0] * size[1] * size[2] * bytes == decoded.length && Arrays.equals(step, new int[] { bytes, bytes *
			size[0], bytes * size[0] * size[1] }))
			return decoded;
		final byte[] out = new byte[size[0] * size[1] * size[2] * bytes];
		int to = 0;
		for (int z = 0; z < size[2]; z++)
			for (int y = 0; y < size[1]; y++) {
				final int row = z * step[2] + y * step[1];
				final int length = rows ? size[0] * bytes : bytes;
				for (int x = 0; x < (rows ? 1 : size[0]); x++) {
					System.arraycopy(decoded, row + x * step[0], out, to, length);
					to += length;
				}
			}
		return out;
	}

	/** Bytes from one voxel of a chunk to the next along an axis. */
	private int step(final int axis) {
		int step = image.elementBytes();
		for (int faster = chunk.length - 1; faster > axis && axis >= 0; faster--)
			step *= chunk[faster];
		return step;
	}

	@Override
	public void close() {
		storage.close();
	}
}
