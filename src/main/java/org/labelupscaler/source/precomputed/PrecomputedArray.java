package org.labelupscaler.source.precomputed;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.array.ChunkFile;
import org.labelupscaler.source.array.ChunkedArray;
import org.labelupscaler.source.array.StoredChunk;

/** A scale of one channel: x, y, z, x fastest, little-endian; the last chunk of an axis ends with the volume. */
final class PrecomputedArray implements ChunkedArray {

	private final Scale scale;
	private final SourceType type;
	private final int[] chunk;
	private final BlockGrid grid;
	private final StoredChunks chunks;
	private final ShardSpec shards;
	/** Null if voxels are raw. */
	private final CompressedSegmentation segmentation;

	private PrecomputedArray(final PrecomputedInfo info, final boolean some) {
		scale = info.scale();
		type = info.type();
		final JsonFile json = scale.json();
		segmentation = switch (scale.encoding()) {
			case "raw" -> null;
			case "compressed_segmentation" -> {
				if (type != SourceType.UINT32 && type != SourceType.UINT64)
					throw info.json().wrong("data_type", "but compressed_segmentation is of uint32 or uint64 only");
				yield new CompressedSegmentation(scale.block(), type.bytes());
			}
			case "jpeg" -> throw json.wrong("encoding", "which does not keep labels exactly; save the labels as " +
				"compressed_segmentation or raw");
			default -> throw json.wrong("encoding", "which cannot be read; save the labels as compressed_segmentation or raw");
		};
		chunk = scale.chunk();
		ChunkFile.bytes(json, "chunk_sizes", chunk, type);
		try {
			grid = new BlockGrid(scale.size(), chunk);
		}
		catch (final IllegalArgumentException e) {
			throw new InvalidInputException(json.file() + " is damaged: " + LabelUpscalerException.reason(e), e);
		}
		if (json.has("sharding")) {
			shards = ShardSpec.of(json.object("sharding"));
			if (ShardSpec.bits(grid.gridSize()) > Long.SIZE)
				throw json.wrong("chunk_sizes", "but so many chunks have no numbers of 64 bits");
			final Shards files = new Shards(scale.folder(), grid, shards);
			if (some)
				files.checkSome();
			chunks = files;
		}
		else {
			shards = null;
			final ChunkFolder files = new ChunkFolder(scale.folder(), grid, scale.offset(), scale.hasOneChunkSize());
			if (some)
				files.checkSome();
			chunks = files;
		}
	}

	/** Throws if its chunks cannot be read, or there is none. */
	static PrecomputedArray of(final PrecomputedInfo info) {
		return new PrecomputedArray(info, true);
	}

	/** Throws if its chunks cannot be read; there may be none, which is nothing but background. */
	static PrecomputedArray ofAny(final PrecomputedInfo info) {
		return new PrecomputedArray(info, false);
	}

	@Override
	public Path folder() {
		return scale.folder();
	}

	@Override
	public long[] shape() {
		return scale.size();
	}

	@Override
	public int[] chunk() {
		return chunk;
	}

	@Override
	public SourceType type() {
		return type;
	}

	@Override
	public ByteOrder order() {
		return ByteOrder.LITTLE_ENDIAN;
	}

	@Override
	public String encoding() {
		return "precomputed " + Arrays.toString(scale.size()) + " " + Arrays.toString(scale.offset()) + " " + Arrays.toString(
			chunk) + " " + type + " " + (segmentation == null ? "raw" : Arrays.toString(segmentation.block())) + " " + shards;
	}

	@Override
	public String format() {
		return "Neuroglancer precomputed, " + scale.encoding() + (shards == null ? "" : " in shards");
	}

	@Override
	public List<Path> files() {
		return chunks.files();
	}

	@Override
	public Optional<StoredChunk> read(final long[] position) {
		final int[] size = grid.blockSize(position);
		final int bytes = size[0] * size[1] * size[2] * type.bytes();
		final int most = segmentation == null ? bytes : segmentation.mostBytes(size);
		return chunks.read(position, most, segmentation == null ? bytes : -1).map(stored -> {
			try {
				return new StoredChunk(decode(stored.bytes(), size, bytes), size, StoredChunk.strides(size, 2, 1, 0));
			}
			catch (final IOException e) {
				throw ChunkFile.damaged(stored.file(), LabelUpscalerException.reason(e), e);
			}
		});
	}

	private byte[] decode(final byte[] encoded, final int[] size, final int bytes) throws IOException {
		if (segmentation != null)
			return segmentation.decode(encoded, size);
		if (encoded.length != bytes)
			throw new IOException("it holds " + encoded.length + " bytes of voxels, not " + bytes);
		return encoded;
	}
}
