package org.labelupscaler.source.n5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.compression.Blosc;
import org.labelupscaler.compression.Decoder;
import org.labelupscaler.compression.Decoders;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.array.ChunkFile;
import org.labelupscaler.source.array.ChunkNames;
import org.labelupscaler.source.array.ChunkedArray;
import org.labelupscaler.source.array.StoredChunk;
import org.labelupscaler.source.array.StoredMeaning;
import org.labelupscaler.volume.n5.BlockHeader;

/**
 * An N5 dataset, whoever wrote it: of any number of dimensions, the first the fastest, big-endian. Blocks may be smaller than
 * they should be, what is missing is 0, and at the end of an axis larger; no block is larger than the attributes say.
 * The format is described at github.com/saalfeldlab/n5.
 */
final class N5Array implements ChunkedArray {

	private final Path folder;
	private final long[] shape;
	private final int[] block;
	private final long[] gridSize;
	private final SourceType type;
	private final boolean otherSign;
	private final String compression;
	private final Decoder decoder;
	private final ChunkNames names;

	private N5Array(final JsonFile attributes, final long[] shape) {
		this.folder = attributes.file().getParent();
		this.shape = shape;
		final int dimensions = shape.length;
		block = Arrays.stream(attributes.sizes("blockSize", Integer.MAX_VALUE)).mapToInt(n -> (int) n).toArray();
		if (block.length != dimensions)
			throw attributes.wrong("blockSize", "but the dataset has " + dimensions + " dimensions");
		final SourceType stored = type(attributes);
		type = StoredMeaning.signed(attributes, stored);
		otherSign = type != stored;
		ChunkFile.bytes(attributes, "blockSize", block, type);
		gridSize = ChunkNames.gridSize(shape, block);
		for (final String sharded : new String[] { "codecs", "shardSize" })
			if (attributes.has(sharded))
				throw attributes.wrong(sharded, "but shards and codecs in N5 cannot be read; save the dataset without");
		// NB: N5 had the name alone before version 2.
		final boolean old = !attributes.has("compression") && attributes.has("compressionType");
		final JsonFile json = old ? attributes : attributes.object("compression");
		compression = json.text(old ? "compressionType" : "type");
		decoder = decoder(json, old ? "compressionType" : "type");
		names = new ChunkNames(folder, "", "/");
	}

	/**
	 * @param attributes those of a dataset
	 * @param shape its dimensions
	 * @return the dataset
	 * @throws InvalidInputException if its blocks cannot be read
	 */
	static N5Array of(final JsonFile attributes, final long[] shape) {
		return new N5Array(attributes, shape);
	}

	private static SourceType type(final JsonFile attributes) {
		return SourceType.byName(attributes.text("dataType").toLowerCase(Locale.ROOT)).orElseThrow(() -> attributes.wrong("dataType",
			"which holds no labels; expected an integer type, or float32 or float64"));
	}

	private static Decoder decoder(final JsonFile compression, final String field) {
		return switch (compression.text(field).toLowerCase(Locale.ROOT)) {
			case "raw" -> Decoders.RAW;
			case "gzip" -> Decoders.GZIP_OR_ZLIB;
			case "lz4" -> Decoders.LZ4_OF_N5;
			case "zstd" -> Decoders.ZSTD;
			case "bzip2" -> Decoders.BZIP2;
			case "xz" -> Decoders.XZ;
			case "blosc" -> Blosc.DECODER;
			default -> throw compression.wrong(field, "which cannot be read; expected gzip, lz4, zstd, raw, bzip2, xz or blosc");
		};
	}

	@Override
	public Path folder() {
		return folder;
	}

	@Override
	public long[] shape() {
		return shape;
	}

	@Override
	public int[] chunk() {
		return block;
	}

	@Override
	public SourceType type() {
		return type;
	}

	@Override
	public ByteOrder order() {
		return ByteOrder.BIG_ENDIAN;
	}

	@Override
	public String encoding() {
		return "n5 " + Arrays.toString(shape) + " " + Arrays.toString(block) + " " + (otherSign ? "meant as "
			: "") + type + " " + compression;
	}

	@Override
	public String format() {
		return "N5, " + compression;
	}

	@Override
	public List<Path> files() {
		return names.existing(gridSize);
	}

	@Override
	public Optional<StoredChunk> read(final long[] position) {
		final Path file = names.file(position);
		return ChunkFile.read(file, voxels(block) * type.bytes()).map(bytes -> {
			try {
				return decode(bytes);
			}
			catch (final IOException e) {
				throw ChunkFile.damaged(file, LabelUpscalerException.reason(e), e);
			}
		});
	}

	private StoredChunk decode(final byte[] bytes) throws IOException {
		final ByteBuffer header = ByteBuffer.wrap(bytes);
		final int[] size = BlockHeader.read(header, block);
		return new StoredChunk(decoder.decode(bytes, header.position(), header.remaining(), voxels(size) * type.bytes()), size, StoredChunk
			.strides(size, IntStream.range(0, size.length).map(d -> size.length - 1 - d).toArray()));
	}

	private static int voxels(final int[] size) {
		int voxels = 1;
		for (final int n : size)
			voxels *= n;
		return voxels;
	}
}
