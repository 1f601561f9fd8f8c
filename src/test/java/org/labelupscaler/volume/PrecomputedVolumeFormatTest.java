package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.MemoryStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.precomputed.PrecomputedVolumeFormat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Neuroglancer's precomputed format, read by this program's reader of sources as well. */
class PrecomputedVolumeFormatTest extends AbstractFolderFormatTest {

	/** 8 shards of 2 × 2 × 2 chunks of 8 × 8 × 8 voxels. */
	private final VolumeSpec spec = spec(LabelType.UINT8, new long[] { 32, 32, 32 }, "raw");
	private final int[] chunk = { 8, 8, 8 };
	private final MemoryStore store = MemoryStore.create();

	private static VolumeSpec spec(final LabelType type, final long[] size, final String compression) {
		return new VolumeSpec(type, size, VoxelSize.UNKNOWN, new double[3], new int[] { 8, 8, 8 }, Compression.parse(compression),
			Pyramid.single());
	}

	@Override
	VolumeFormat format() {
		return new PrecomputedVolumeFormat();
	}

	@Override
	Set<LabelType> refusedTypes() {
		return Set.of(LabelType.INT64);
	}

	/** Worked out as volume.md and sharded.md say it, from what info says of the level. */
	@Override
	Key key(final VolumeSpec spec, final int level, final long[] position) {
		try {
			final MemoryStore info = MemoryStore.create();
			format().begin(info, spec, "t");
			final JsonObject scale = json(info, "info").getAsJsonArray("scales").get(level).getAsJsonObject();
			final JsonObject sharding = scale.getAsJsonObject("sharding");
			final long[] grid = new long[3];
			for (int d = 0; d < 3; d++)
				grid[d] = (scale.getAsJsonArray("size").get(d).getAsLong() - 1) / scale.getAsJsonArray("chunk_sizes").get(0).getAsJsonArray()
					.get(d).getAsLong() + 1;
			final int shardBits = sharding.get("shard_bits").getAsInt();
			final long shard = code(grid, position) >> sharding.get("preshift_bits").getAsInt();
			assertTrue(shard < 1L << shardBits);
			final StringBuilder name = new StringBuilder(Long.toHexString(shard));
			while (name.length() < (shardBits + 3) / 4)
				name.insert(0, '0');
			return new Key(scale.get("key").getAsString() + "/" + name + ".shard");
		}
		catch (final Exception e) {
			throw new AssertionError(e);
		}
	}

	/** The compressed Morton code, as volume.md says it. */
	private static long code(final long[] grid, final long[] position) {
		long code = 0;
		int j = 0;
		for (int i = 0; i < 32; i++)
			for (int dim = 0; dim < 3; dim++)
				if (1L << i < grid[dim])
					code |= (position[dim] >> i & 1) << j++;
		return code;
	}

	private static JsonObject json(final Store store, final String key) throws Exception {
		return JsonParser.parseString(StandardCharsets.UTF_8.decode(store.get(new Key(key)).orElseThrow()).toString())
			.getAsJsonObject();
	}

	@Override
	Key metadataOfLevel(final Store store, final int level) {
		return new Key("info");
	}

	@Override
	List<String> foreignKeys() {
		return List.of("README", "info.bak", "attributes.json", "7", "00", "0/0", "0/info", "0/0.shard/0", "0/0.SHARD", "0/x.shard",
			"0/.shard", "0/0.shard.gz", "0/0-8_0-8_0-8", "0/A.shard", "0/00000000000000000.shard", "mesh", "segment_properties/ids",
			"segment_properties/info/x", "999999999999", "0/٣.shard");
	}

	/** NB: many programs call a file info. */
	@Override
	List<String> damagedRecords() {
		return List.of("{\"labelUpscaler\": {", "\"labelUpscaler\"", "[\"labelUpscaler\"]");
	}

	@Override
	long[] readPlainly(final Store store, final VolumeSpec ofVolume, final int level) throws Exception {
		// NB: the reader of sources; python's readers are asked in src/test/python/check_precomputed.py.
		// NB: a level of no block has no folder.
		if (!store.exists(format().level(level)))
			return new long[(int) ofVolume.grids().get(level).voxels()];
		final SourceFile file = Sources.describe(store.path(format().level(level)).orElseThrow());
		try (LabelSource source = file.open(SourceOptions.defaults())) {
			final long[] size = source.size();
			final long[] all = new long[(int) (size[0] * size[1] * size[2])];
			source.read(new long[3], Arrays.stream(size).mapToInt(n -> (int) n).toArray(), all);
			return all;
		}
	}

	private byte[] shard(final RunBlock... blocks) throws Exception {
		final BlockSink sink = format().sink(store, spec, PLAIN);
		final Portions order = format().portions(spec, 0);
		assertTrue(order.whole());
		assertEquals(8, order.count());
		assertArrayEquals(new long[] { 2, 2, 2 }, order.blocks());
		for (int b = 0; b < blocks.length; b++)
			sink.put(0, order.position(b).orElseThrow(), blocks[b]);
		sink.end();
		return store.get(new Key("0/0.shard")).map(ByteBuffer::array).orElse(null);
	}

	private RunBlock uniform(final int label) {
		return RunBlock.uniform(LabelType.UINT8, label, chunk);
	}

	/** Of any grid, a portion holds exactly the chunks of a shard, in the order of their codes. */
	@Test
	void portionsAreShards() {
		for (final long[] grid : new long[][] { { 1, 1, 1 }, { 2, 1, 1 }, { 1, 5, 1 }, { 3, 3, 3 }, { 4, 4, 4 }, { 7, 2, 30 }, { 40, 3,
			9 }, { 33, 17, 5 }, { 1, 70, 90 }, { 100, 1, 1 }, { 47, 29, 41 }, { 200, 5, 8 }, { 8, 8, 8 }, { 9, 8, 8 }, { 16, 64, 2 }, { 2,
				1, 600 } }) {
			final VolumeSpec some = spec(LabelType.UINT8, new long[] { 8 * grid[0] - 3, 8 * grid[1], 8 * grid[2] - 7 }, "raw");
			final Portions order = format().portions(some, 0);
			final int bits = Long.numberOfTrailingZeros(order.numbers());
			assertEquals(1L << bits, order.numbers());
			assertTrue(bits <= 9 && (order.count() >= 64 || bits <= 3), Arrays.toString(grid));
			long shards = 0;
			for (long p = 0; p < order.count(); p++) {
				long shard = -1;
				long last = -1;
				for (long n = p * order.numbers(); n < (p + 1) * order.numbers(); n++) {
					final Optional<long[]> position = order.position(n);
					if (position.isEmpty())
						continue;
					final long code = code(grid, position.get());
					assertTrue(code > last);
					assertTrue(shard < 0 || shard == code >> bits, Arrays.toString(grid));
					assertEquals(n & order.numbers() - 1, code & order.numbers() - 1);
					assertEquals(n, order.number(position.get()));
					shard = code >> bits;
					last = code;
				}
				shards += shard >= 0 ? 1 : 0;
			}
			assertEquals(order.count(), shards);
			for (final long[] at : List.of(new long[3], new long[] { grid[0] - 1, grid[1] - 1, grid[2] - 1 }))
				assertEquals(key(some, 0, at), key(some, 0, order.position(order.firstNumber(order.portion(at))).orElseThrow()));
		}
	}

	@Test
	void infoSaysWhatTheSpecificationAsksFor() throws Exception {
		final VolumeSpec some = new VolumeSpec(LabelType.UINT32, new long[] { 6000, 3636, 5182 }, new VoxelSize(2.2, 2.2, 2.2008, "um"),
			new double[] { 4.4, -8.8, 0 }, new int[] { 128, 128, 128 }, Compression.DEFAULT, Pyramid.of(List.of(new long[] { 2, 2, 1 })));
		assertEquals(Optional.empty(), format().obstacle(some));
		format().begin(store, some, "t");
		assertEquals(JsonParser.parseString("""
			{"@type": "neuroglancer_multiscale_volume", "type": "segmentation", "data_type": "uint32", "num_channels": 1, "scales": [
			{"key": "0", "size": [6000, 3636, 5182], "resolution": [2200, 2200, 2200.8], "voxel_offset": [2, -4, 0],
			"chunk_sizes": [[128, 128, 128]], "encoding": "compressed_segmentation", "compressed_segmentation_block_size": [8, 8, 8],
			"sharding": {"@type": "neuroglancer_uint64_sharded_v1", "preshift_bits": 9, "hash": "identity", "minishard_bits": 0,
			"shard_bits": 8, "minishard_index_encoding": "gzip", "data_encoding": "gzip"}},
			{"key": "1", "size": [3000, 1818, 5182], "resolution": [4400, 4400, 2200.8], "voxel_offset": [1, -2, 0],
			"chunk_sizes": [[128, 128, 128]], "encoding": "compressed_segmentation", "compressed_segmentation_block_size": [8, 8, 8],
			"sharding": {"@type": "neuroglancer_uint64_sharded_v1", "preshift_bits": 8, "hash": "identity", "minishard_bits": 0,
			"shard_bits": 7, "minishard_index_encoding": "gzip", "data_encoding": "gzip"}}],
			"segment_properties": "segment_properties"}"""), json(store, "info"));
		format().begin(store, spec(LabelType.UINT32, new long[] { 9, 9, 9 }, "raw"), "t");
		final JsonObject scale = json(store, "info").getAsJsonArray("scales").get(0).getAsJsonObject();
		assertEquals("raw", scale.get("encoding").getAsString());
		assertEquals("raw", scale.getAsJsonObject("sharding").get("data_encoding").getAsString());
		assertFalse(scale.has("compressed_segmentation_block_size"));
	}

	@Test
	void whatCannotBeWrittenIsSaid() {
		final Pyramid halves = Pyramid.of(List.of(new long[] { 2, 2, 2 }));
		assertObstacle("type: ", new VolumeSpec(LabelType.INT64, new long[] { 9, 9, 9 }, VoxelSize.UNKNOWN, new double[3], chunk,
			Compression.DEFAULT, halves));
		assertObstacle("offset: ", new VolumeSpec(LabelType.UINT8, new long[] { 9, 9, 9 }, new VoxelSize(2.5, 2, 2, "um"), new double[] {
			2.5, 0, 0 }, chunk, Compression.DEFAULT, halves));
		assertObstacle("offset: ", new VolumeSpec(LabelType.UINT8, new long[] { 9, 9, 9 }, new VoxelSize(3, 2, 2, "um"), new double[] {
			1, 0, 0 }, chunk, Compression.DEFAULT, Pyramid.single()));
		assertObstacle("block: ", new VolumeSpec(LabelType.UINT64, new long[] { 900, 900, 900 }, VoxelSize.UNKNOWN, new double[3],
			new int[] { 256, 256, 256 }, Compression.DEFAULT, halves));
		assertObstacle("block: ", new VolumeSpec(LabelType.UINT8, new long[] { (1 << 29) + 8, (1 << 29) + 8, 513 * 8 }, VoxelSize.UNKNOWN,
			new double[3], chunk, Compression.DEFAULT, halves));
		assertObstacle("compression: a Neuroglancer volume is written with gzip[:1-9] or raw", spec(LabelType.UINT8, new long[] { 9, 9,
			9 }, "zstd"));
		for (final LabelType type : new LabelType[] { LabelType.UINT32, LabelType.UINT64 }) {
			final int edge = type == LabelType.UINT32 ? 176 : 160;
			assertEquals(Optional.empty(), format().obstacle(new VolumeSpec(type, new long[] { 900, 900, 900 }, VoxelSize.UNKNOWN,
				new double[3], new int[] { edge, edge, edge }, Compression.DEFAULT, halves)));
		}
		assertEquals(1, format().notes(spec).size());
		assertEquals(List.of(), format().notes(new VolumeSpec(LabelType.UINT8, new long[] { 9, 9, 9 }, new VoxelSize(3, 2, 2, "mm"),
			new double[3], chunk, Compression.DEFAULT, halves)));
	}

	private void assertObstacle(final String start, final VolumeSpec some) {
		final String why = format().obstacle(some).orElse("none");
		assertTrue(why.startsWith(start), why);
	}

	@Test
	void segmentsHaveNames() throws Exception {
		format().finish(store, spec, new Display(0, 7, 9, List.of(new Display.Label(-3, "-3", "-3", "", "", OptionalInt.empty()),
			new Display.Label(3, "3", "382", "CA1", "Field CA1", OptionalInt.of(0x00A0FF)), new Display.Label(-1, "18446744073709551615",
				"9", "", "", OptionalInt.empty()))));
		assertEquals(JsonParser.parseString("""
			{"@type": "neuroglancer_segment_properties", "inline": {"ids": ["18446744073709551613", "3", "18446744073709551615"], "properties": [
			{"id": "label", "type": "label", "values": ["-3", "CA1", "9"]}, {"id": "description", "type": "description", "values":
			["", "Field CA1", ""]}, {"id": "id", "type": "string", "values": ["-3", "382", "9"]},
			{"id": "color", "type": "string", "values": ["", "#00a0ff", ""]}]}}"""), json(store, "segment_properties/info"));
	}

	/** Byte by byte as sharded.md has it: chunks in the order of their codes, the index gzipped behind them. */
	@Test
	void shardsHaveTheirIndexBehindTheChunks() throws Exception {
		final byte[] shard = shard(uniform(1), uniform(0), uniform(3), uniform(3), uniform(0), uniform(0), uniform(0), uniform(4));
		final ByteBuffer bytes = ByteBuffer.wrap(shard).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(4 * 512, bytes.getLong());
		assertEquals(shard.length - 16, bytes.getLong());
		for (final int[] at : new int[][] { { 0, 1 }, { 1, 3 }, { 2, 3 }, { 3, 4 } })
			for (int i = 0; i < 512; i++)
				assertEquals(at[1], shard[16 + 512 * at[0] + i]);
		final byte[] index = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(shard, 16 + 4 * 512, shard.length))
			.readAllBytes();
		final List<Long> numbers = new ArrayList<>();
		for (final ByteBuffer left = ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN); left.hasRemaining();)
			numbers.add(left.getLong());
		assertEquals(List.of(0L, 2L, 1L, 4L, 0L, 0L, 0L, 0L, 512L, 512L, 512L, 512L), numbers);
		assertEquals(null, new PrecomputedVolumeFormatTest().shard(uniform(0), uniform(0)));
	}

	@Test
	void damagedShardsAreRefused() throws Exception {
		final byte[] good = shard(uniform(1), uniform(2), uniform(3));
		for (final int length : new int[] { 0, 1, 15, 16, 17, 600, good.length - 1 })
			assertRefused(Arrays.copyOf(good, length));
		for (final long[] head : new long[][] { { -1, good.length - 16 }, { 0, 0 }, { 1536, -1 }, { Long.MAX_VALUE, Long.MAX_VALUE }, {
			Long.MIN_VALUE, good.length - 16 }, { 1535, good.length - 16 }, { good.length, good.length - 16 } }) {
			final byte[] changed = good.clone();
			ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(head[0]).putLong(head[1]);
			assertRefused(changed);
		}
		assertRefused(Arrays.copyOf(good, 10 << 20));
	}

	private void assertRefused(final byte[] shard) throws Exception {
		store.put(new Key("0/0.shard"), ByteBuffer.wrap(shard));
		final BlockReader reader = format().reader(store, spec, false);
		assertFalse(reader.isAsWritten(0, new long[3], uniform(1)));
		final LabelUpscalerException e = assertThrows(LabelUpscalerException.class, () -> reader.voxels(0, new long[3]));
		assertOneLine(e);
		assertTrue(e.getMessage().contains("0/0.shard"), e.getMessage());
	}

	@Test
	void whatOthersCallInfoIsNotOurs() throws Exception {
		for (final Place place : Place.values()) {
			final Store others = newStore(place);
			for (final String text : List.of("", "Please read me", "[]", "{", "{\"@type\": \"neuroglancer_multiscale_volume\"}", "\0")) {
				put(others, new Key("info"), text);
				assertEquals(Optional.empty(), format().record(others));
				assertEquals(Optional.empty(), OwnVolume.of(others));
			}
			others.delete(new Key("info"));
			others.put(new Key("info/x"), ByteBuffer.allocate(1));
			assertEquals(Optional.empty(), format().record(others));
		}
	}
}
