package org.labelupscaler.volume.zarr;

import java.util.Arrays;

import org.labelupscaler.encode.Compression;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.Key;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.StoredJson;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** The two versions of Zarr: how their metadata say what an array is, and where attributes of groups stand. */
enum ZarrVersion {

	/** Metadata in several hidden files, a chunk in a file. */
	TWO {

		@Override
		Key array(final int level) {
			return level(level).resolve(".zarray");
		}

		@Override
		Key attributes() {
			return new Key(".zattrs");
		}

		@Override
		Key chunks(final int level) {
			return level(level);
		}

		@Override
		JsonObject group() {
			final JsonObject group = new JsonObject();
			group.addProperty("zarr_format", 2);
			return group;
		}

		@Override
		JsonObject array(final VolumeSpec spec, final Portions order) {
			final JsonObject json = new JsonObject();
			json.addProperty("zarr_format", 2);
			json.add("shape", zyx(order.grid().size()));
			json.add("chunks", zyx(longs(order.grid().blockSize())));
			json.addProperty("dtype", dtype(spec.type()));
			json.add("compressor", compressor(spec.compression()));
			json.addProperty("fill_value", 0);
			json.addProperty("order", "C");
			json.add("filters", JsonNull.INSTANCE);
			json.addProperty("dimension_separator", "/");
			return json;
		}

		private String dtype(final LabelType type) {
			return (type.bytes() == 1 ? "|" : "<") + (type.n5Name().startsWith("u") ? "u" : "i") + type.bytes();
		}

		private JsonElement compressor(final Compression compression) {
			final JsonObject json = new JsonObject();
			switch (compression.kind()) {
				case GZIP, ZSTD -> {
					json.addProperty("id", compression.kind().word());
					json.addProperty("level", compression.level());
				}
				case BLOSC_LZ4, BLOSC_ZSTD -> {
					json.addProperty("id", "blosc");
					json.addProperty("cname", blosc(compression));
					json.addProperty("clevel", BLOSC_LEVEL);
					json.addProperty("shuffle", 0);
					json.addProperty("blocksize", 0);
				}
				case RAW -> {
					return JsonNull.INSTANCE;
				}
				case LZ4 -> throw new IllegalArgumentException("no reader of Zarr knows N5's lz4");
			}
			return json;
		}
	},
	/** All metadata of a node in one file; chunks in shards. */
	THREE {

		@Override
		Key array(final int level) {
			return level(level).resolve("zarr.json");
		}

		@Override
		Key attributes() {
			return new Key("zarr.json");
		}

		@Override
		Key chunks(final int level) {
			return level(level).resolve("c");
		}

		@Override
		JsonObject group() {
			final JsonObject group = new JsonObject();
			group.addProperty("zarr_format", 3);
			group.addProperty("node_type", "group");
			return group;
		}

		@Override
		JsonObject array(final VolumeSpec spec, final Portions order) {
			final long[] chunk = longs(order.grid().blockSize());
			final long[] stored = chunk.clone();
			if (order.whole())
				for (int d = 0; d < 3; d++)
					stored[d] *= order.blocks()[d];
			final JsonObject json = new JsonObject();
			json.addProperty("zarr_format", 3);
			json.addProperty("node_type", "array");
			json.add("shape", zyx(order.grid().size()));
			json.addProperty("data_type", spec.type().n5Name());
			json.add("chunk_grid", named("regular", with("chunk_shape", zyx(stored))));
			json.add("chunk_key_encoding", named("default", with("separator", "/")));
			json.addProperty("fill_value", 0);
			json.add("codecs", order.whole() ? sharded(chunk, codecs(spec)) : codecs(spec));
			json.add("attributes", new JsonObject());
			json.add("dimension_names", StoredJson.array("z", "y", "x"));
			json.add("storage_transformers", new JsonArray());
			return json;
		}

		private JsonArray sharded(final long[] chunk, final JsonArray codecs) {
			final JsonArray index = new JsonArray();
			index.add(named("bytes", with("endian", "little")));
			index.add(named("crc32c", null));
			final JsonObject configuration = new JsonObject();
			configuration.add("chunk_shape", zyx(chunk));
			configuration.add("codecs", codecs);
			configuration.add("index_codecs", index);
			configuration.addProperty("index_location", "end");
			final JsonArray all = new JsonArray();
			all.add(named("sharding_indexed", configuration));
			return all;
		}

		private JsonArray codecs(final VolumeSpec spec) {
			final JsonArray codecs = new JsonArray();
			codecs.add(named("bytes", spec.type().bytes() == 1 ? null : with("endian", "little")));
			final Compression compression = spec.compression();
			final JsonObject configuration = new JsonObject();
			switch (compression.kind()) {
				case GZIP -> {
					configuration.addProperty("level", compression.level());
					codecs.add(named("gzip", configuration));
				}
				case ZSTD -> {
					configuration.addProperty("level", compression.level());
					configuration.addProperty("checksum", false);
					codecs.add(named("zstd", configuration));
				}
				case BLOSC_LZ4, BLOSC_ZSTD -> {
					configuration.addProperty("cname", blosc(compression));
					configuration.addProperty("clevel", BLOSC_LEVEL);
					configuration.addProperty("shuffle", "noshuffle");
					configuration.addProperty("typesize", spec.type().bytes());
					configuration.addProperty("blocksize", 0);
					codecs.add(named("blosc", configuration));
				}
				case RAW -> {}
				case LZ4 -> throw new IllegalArgumentException("no reader of Zarr knows N5's lz4");
			}
			return codecs;
		}

		private JsonObject named(final String name, final JsonObject configuration) {
			final JsonObject json = new JsonObject();
			json.addProperty("name", name);
			if (configuration != null)
				json.add("configuration", configuration);
			return json;
		}

		private JsonObject with(final String field, final String value) {
			final JsonObject json = new JsonObject();
			json.addProperty(field, value);
			return json;
		}

		private JsonObject with(final String field, final JsonArray value) {
			final JsonObject json = new JsonObject();
			json.add(field, value);
			return json;
		}
	};

	/** NB: says nothing to readers; what is written is what blosc calls level 5 in its metadata by default. */
	private static final int BLOSC_LEVEL = 5;

	/** What a level is below. */
	static Key level(final int level) {
		return new Key(Integer.toString(level));
	}

	/** Where the metadata of a level stand. */
	abstract Key array(int level);

	/** Where the attributes of the image stand. */
	abstract Key attributes();

	/** What the chunks of a level are below. */
	abstract Key chunks(int level);

	/** What says that there is a group. */
	abstract JsonObject group();

	/** What says what a level is. */
	abstract JsonObject array(VolumeSpec spec, Portions order);

	private static JsonArray zyx(final long[] xyz) {
		return StoredJson.array(xyz[2], xyz[1], xyz[0]);
	}

	private static long[] longs(final int[] values) {
		return Arrays.stream(values).asLongStream().toArray();
	}

	private static String blosc(final Compression compression) {
		return compression.kind() == Compression.Kind.BLOSC_LZ4 ? "lz4" : "zstd";
	}
}
