package org.labelupscaler.source.hdf5;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.ChunkStore;

/**
 * Where a dataset in chunks has them.
 *
 * @param image the dataset
 * @param chunk size of a chunk, slowest axis first
 * @param chunkBytes bytes of a chunk, decoded
 * @param grid the chunks as a grid of x, y, z
 */
record Hdf5ChunkStore(Hdf5Image image, int[] chunk, int chunkBytes, BlockGrid grid) implements ChunkStore {

	/** A few chunks at a time must fit into memory, each of them two or three times while it is decoded. */
	private static final long PART_OF_MEMORY = 16;
	/** Bytes of the pieces that a dataset without chunks is read in. */
	private static final long PIECE = 1 << 22;
	/** Fewer chunks than this are no matter, whatever the file's length. */
	private static final long FEW_CHUNKS = 1 << 20;

	static Hdf5ChunkStore of(final Hdf5File file, final Hdf5Image image) {
		final int[] chunk = chunk(image);
		if (chunk.length != image.stored().length || Arrays.stream(chunk).min().orElse(0) < 1)
			throw new InvalidInputException(image.name() + " has chunks of the size " + Arrays.toString(chunk) + ", but its size is " +
				Arrays.toString(image.stored()));
		final long most = Math.min(Integer.MAX_VALUE - 1024, Runtime.getRuntime().maxMemory() / PART_OF_MEMORY);
		long bytes = image.elementBytes();
		for (final int length : chunk)
			bytes = Math.min(bytes * length, Long.MAX_VALUE / Integer.MAX_VALUE);
		if (bytes > most)
			throw new InvalidInputException(image.name() + " has chunks of the size " + Arrays.toString(chunk) +
				", too large for Java's memory; give Java more, or save the image in smaller chunks (h5repack -l CHUNK=...)");
		final int[] block = new int[3];
		for (int d = 0; d < 3; d++)
			block[d] = image.axes().space()[d] < 0 ? 1 : (int) Math.min(chunk[image.axes().space()[d]], image.size()[d]);
		final BlockGrid grid = new BlockGrid(image.size(), block);
		// NB: whoever reads all chunks would never come to an end.
		if (grid.blocks() > Math.max(FEW_CHUNKS, file.storage().size()))
			throw new InvalidInputException(image.name() + " says that its " + image.sizeInWords() + " are in " + grid.blocks() +
				" chunks, more than the file has bytes");
		return new Hdf5ChunkStore(image, chunk, (int) bytes, grid);
	}

	private static int[] chunk(final Hdf5Image image) {
		final DataLayoutMessage layout = image.layout();
		if (layout instanceof ContiguousDataLayoutMessage)
			return pieces(image);
		if (layout instanceof ChunkedDataLayoutMessage old)
			return old.getChunkDimensions();
		if (layout instanceof ChunkedDataLayoutMessageV4 chunked)
			return Arrays.copyOf(chunked.getChunkDimensions(), chunked.getChunkDimensions().length - 1);
		return Arrays.stream(image.stored()).mapToInt(Math::toIntExact).toArray();
	}

	/** A dataset in one piece, cut across its slowest axes into pieces that follow each other. */
	private static int[] pieces(final Hdf5Image image) {
		final int[] piece = Arrays.stream(image.stored()).mapToInt(Math::toIntExact).toArray();
		double bytes = image.elementBytes();
		for (final int length : piece)
			bytes *= length;
		for (int axis = 0; axis < piece.length - 1 && bytes > PIECE; axis++) {
			bytes /= piece[axis];
			piece[axis] = 1;
		}
		return piece;
	}

	@Override
	public Hdf5Chunks open() {
		final BoundedStorage storage = BoundedStorage.open(image.file());
		boolean made = false;
		try {
			final Hdf5Chunks chunks = new Hdf5Chunks(image, chunk, chunkBytes, grid, storage, index(storage));
			storage.stopCounting();
			made = true;
			return chunks;
		}
		catch (final InvalidInputException e) {
			throw e;
		}
		catch (final RuntimeException e) {
			throw new InvalidInputException(image.name() + " has a damaged index of chunks: " + Hdf5File.reason(e), e);
		}
		finally {
			if (!made)
				storage.close();
		}
	}

	private ChunkIndex index(final BoundedStorage storage) {
		if (image.layout() instanceof CompactDataLayoutMessage)
			return position -> null;
		if (image.layout() instanceof ChunkedDataLayoutMessage old)
			return new ChunkTree(storage, old.getBTreeAddress(), chunk);
		if (image.layout() instanceof ContiguousDataLayoutMessage contiguous) {
			final ChunkGridOrder order = ChunkGridOrder.of(image.stored(), chunk, -1);
			return position -> new ChunkIndex.StoredChunk(contiguous.getAddress() + Math.multiplyExact(order.number(position),
				(long) chunkBytes), chunkBytes, 0);
		}
		final ChunkedDataLayoutMessageV4 layout = (ChunkedDataLayoutMessageV4) image.layout();
		final long address = layout.getAddress();
		if (address == ChunkIndex.NOWHERE)
			return position -> null;
		return switch (layout.getIndexingType()) {
			case 1 -> single(layout);
			case 2 -> {
				final ChunkGridOrder order = order(-1);
				yield position -> new ChunkIndex.StoredChunk(address + Math.multiplyExact(order.number(position), (long) chunkBytes),
					chunkBytes, 0);
			}
			case 3 -> new ChunkArray(storage, address, false, order(-1), chunkBytes);
			case 4 -> new ChunkArray(storage, address, true, order(growing()), chunkBytes);
			case 5 -> new ChunkTree2(storage, address, chunk.length, chunkBytes);
			default -> throw new InvalidInputException(image.name() + " has an index of chunks of an unknown type " + layout
				.getIndexingType());
		};
	}

	private ChunkIndex single(final ChunkedDataLayoutMessageV4 layout) {
		int skipped = 0;
		long bytes = chunkBytes;
		if (layout.isFilteredSingleChunk()) {
			bytes = layout.getSizeOfFilteredSingleChunk();
			final long[] mask = layout.getFilterMaskFilteredSingleChunk().toLongArray();
			skipped = mask.length == 0 ? 0 : (int) mask[0];
		}
		final var only = new ChunkIndex.StoredChunk(layout.getAddress(), bytes, skipped);
		return position -> only;
	}

	private int growing() {
		for (int axis = 0; axis < image.most().length; axis++)
			if (image.most()[axis] < 0)
				return axis;
		return -1;
	}

	private ChunkGridOrder order(final int growing) {
		final long[] most = image.most().clone();
		for (int axis = 0; axis < most.length; axis++)
			most[axis] = Math.max(most[axis], image.stored()[axis]);
		return ChunkGridOrder.of(most, chunk, growing);
	}

	@Override
	public List<Path> files() {
		return List.of(image.file());
	}

	@Override
	public String sha256() {
		try (Hdf5Chunks chunks = open()) {
			return Hdf5Digest.of(image, chunks);
		}
	}
}
