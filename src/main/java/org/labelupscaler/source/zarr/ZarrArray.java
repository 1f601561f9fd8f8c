package org.labelupscaler.source.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.array.ChunkFile;
import org.labelupscaler.source.array.ChunkNames;
import org.labelupscaler.source.array.ChunkedArray;
import org.labelupscaler.source.array.StoredChunk;
import org.labelupscaler.source.array.StoredMeaning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * A Zarr array of version 2 or 3 (zarr-specs.readthedocs.io). Chunks are stored whole, also at the end of the array. If the
 * files are shards, the chunks in them are read one by one.
 */
final class ZarrArray implements ChunkedArray {

	/** Bytes of indices of shards that are kept. */
	private static final long INDICES = 8 << 20;

	private final ZarrNode node;
	private final long[] shape;
	private final ZarrLayout layout;
	/** Of the voxels; that of the layout has the same bits. */
	private final SourceType type;
	private final int bytes;
	private final int[] strides;
	/** What a missing chunk has; null if that is 0. */
	private final StoredChunk missing;
	private final Cache<Path, Optional<ByteBuffer>> indices = Caffeine.newBuilder().maximumWeight(INDICES).weigher(
		(final Path file, final Optional<ByteBuffer> index) -> index.map(ByteBuffer::capacity).orElse(64)).build();

	private ZarrArray(final ZarrNode node) {
		this.node = node;
		final JsonFile json = node.metadata();
		shape = node.shape();
		layout = ZarrLayout.of(node, shape.length);
		type = StoredMeaning.signed(node.attributes(), layout.type());
		int count = layout.type().bytes();
		for (final int n : layout.chunk())
			count *= n;
		bytes = count;
		strides = StoredChunk.strides(layout.chunk(), layout.slowestFirst());
		if (node.version() == 3)
			json.require("fill_value");
		final byte[] fill = ZarrTypes.fill(json, layout.type(), layout.order());
		missing = fill == null ? null : new StoredChunk(fill, layout.chunk(), new int[shape.length]);
	}

	/** Throws if its chunks cannot be read. */
	static ZarrArray of(final ZarrNode node) {
		return new ZarrArray(node);
	}

	@Override
	public Path folder() {
		return node.folder();
	}

	@Override
	public long[] shape() {
		return shape;
	}

	@Override
	public int[] chunk() {
		return layout.chunk();
	}

	@Override
	public SourceType type() {
		return type;
	}

	@Override
	public ByteOrder order() {
		return layout.order();
	}

	@Override
	public String encoding() {
		final TreeMap<String, String> fields = new TreeMap<>();
		for (final String field : ZarrLayout.FIELDS)
			if (node.metadata().has(field))
				fields.put(field, node.metadata().get(field).toString());
		return "zarr " + node.version() + " " + fields + (type == layout.type() ? "" : " meant as " + type);
	}

	@Override
	public String format() {
		return "Zarr " + node.version() + ", " + layout.codecs() + (layout.shards() == null ? "" : " in shards");
	}

	@Override
	public List<Path> files() {
		return layout.names().existing(ChunkNames.gridSize(shape, layout.file()));
	}

	@Override
	public Optional<StoredChunk> read(final long[] position) {
		return layout.shards() == null ? readFile(position) : readFromShard(position);
	}

	private Optional<StoredChunk> readFile(final long[] position) {
		final Path file = layout.names().file(position);
		return ChunkFile.read(file, bytes).map(stored -> decode(file, stored)).or(() -> Optional.ofNullable(missing));
	}

	private Optional<StoredChunk> readFromShard(final long[] position) {
		final long[] shard = new long[position.length];
		final int[] within = new int[position.length];
		for (int d = 0; d < position.length; d++) {
			shard[d] = position[d] / layout.shards().perFile()[d];
			within[d] = (int) (position[d] % layout.shards().perFile()[d]);
		}
		final Path file = layout.names().file(shard);
		final Optional<ByteBuffer> index = indices.get(file, layout.shards()::index);
		if (index.isEmpty())
			return Optional.ofNullable(missing);
		try {
			return layout.shards().chunk(file, index.get(), within, bytes).map(stored -> decode(file, stored)).or(() -> Optional
				.ofNullable(missing));
		}
		catch (final IOException e) {
			throw ChunkFile.damaged(file, "chunk " + Arrays.toString(within) + " of the shard: " + LabelUpscalerException.reason(e), e);
		}
	}

	private StoredChunk decode(final Path file, final byte[] stored) {
		try {
			return new StoredChunk(layout.codecs().decode(stored, 0, stored.length, bytes), layout.chunk(), strides);
		}
		catch (final IOException e) {
			throw ChunkFile.damaged(file, LabelUpscalerException.reason(e), e);
		}
	}
}
