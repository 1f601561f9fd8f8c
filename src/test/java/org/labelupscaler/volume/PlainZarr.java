package org.labelupscaler.volume;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

import com.github.luben.zstd.ZstdInputStream;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import net.jpountz.lz4.LZ4Factory;

/**
 * Reads a whole array of Zarr 2 or 3 as the specifications say, and refuses what they do not, sharing no code with the program:
 * {@code sharding_indexed} with its index at the end, gzip, zstd, blosc. Missing chunks are zeros.
 */
public final class PlainZarr {

	private static final int CHECKSUM = 4;

	/** What says how a chunk is compressed: null, or the name and, for blosc, what is in it. */
	private record Chunks(int[] shape, String type, String codec) {

		int bytes() {
			return Integer.parseInt(type.replaceAll("\\D", "")) / 8;
		}
	}

	private PlainZarr() {}

	/** The labels of an array, x fastest. */
	public static long[] read(final Path array) throws IOException {
		return Files.exists(array.resolve(".zarray")) ? two(array) : three(array);
	}

	private static JsonObject json(final Path file) throws IOException {
		return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
	}

	/** Three numbers, z first, as x, y, z. */
	private static int[] xyz(final JsonArray zyx) {
		return new int[] { zyx.get(2).getAsInt(), zyx.get(1).getAsInt(), zyx.get(0).getAsInt() };
	}

	private static void require(final boolean condition, final Object what) throws IOException {
		if (!condition)
			throw new IOException("not as the specification says: " + what);
	}

	private static long[] two(final Path array) throws IOException {
		final JsonObject json = json(array.resolve(".zarray"));
		require(json.get("zarr_format").getAsInt() == 2 && json.get("order").getAsString().equals("C") && json.get("filters")
			.isJsonNull() && json.get("dimension_separator").getAsString().equals("/") && json.get("fill_value").getAsInt() == 0, json);
		final String dtype = json.get("dtype").getAsString();
		require(dtype.matches("\\|[ui]1|<[ui][248]"), dtype);
		final String type = (dtype.charAt(1) == 'u' ? "uint" : "int") + 8 * (dtype.charAt(2) - '0');
		final String codec = json.get("compressor").isJsonNull() ? null : json.getAsJsonObject("compressor").get("id").getAsString();
		return array(array, xyz(json.getAsJsonArray("shape")), new Chunks(xyz(json.getAsJsonArray("chunks")), type, codec), Optional
			.empty());
	}

	private static long[] three(final Path array) throws IOException {
		final JsonObject json = json(array.resolve("zarr.json"));
		require(json.get("zarr_format").getAsInt() == 3 && json.get("node_type").getAsString().equals("array") && json.get(
			"fill_value").getAsInt() == 0, json);
		require(json.getAsJsonObject("chunk_key_encoding").toString().equals(
			"{\"name\":\"default\",\"configuration\":{\"separator\":\"/\"}}"), json);
		final int[] shape = xyz(json.getAsJsonObject("chunk_grid").getAsJsonObject("configuration").getAsJsonArray("chunk_shape"));
		final String type = json.get("data_type").getAsString();
		final JsonArray codecs = json.getAsJsonArray("codecs");
		final JsonObject first = codecs.get(0).getAsJsonObject();
		if (!first.get("name").getAsString().equals("sharding_indexed"))
			return array(array.resolve("c"), xyz(json.getAsJsonArray("shape")), new Chunks(shape, type, codec(codecs, type)), Optional
				.empty());
		require(codecs.size() == 1, codecs);
		final JsonObject sharding = first.getAsJsonObject("configuration");
		require(sharding.get("index_location").getAsString().equals("end") && sharding.getAsJsonArray("index_codecs").toString().equals(
			"[{\"name\":\"bytes\",\"configuration\":{\"endian\":\"little\"}},{\"name\":\"crc32c\"}]"), sharding);
		final Chunks inner = new Chunks(xyz(sharding.getAsJsonArray("chunk_shape")), type, codec(sharding.getAsJsonArray("codecs"),
			type));
		return array(array.resolve("c"), xyz(json.getAsJsonArray("shape")), inner, Optional.of(shape));
	}

	private static String codec(final JsonArray codecs, final String type) throws IOException {
		final JsonObject bytes = codecs.get(0).getAsJsonObject();
		require(bytes.get("name").getAsString().equals("bytes") && (type.endsWith("int8") || bytes.getAsJsonObject("configuration")
			.get("endian").getAsString().equals("little")) && codecs.size() <= 2, codecs);
		return codecs.size() == 1 ? null : codecs.get(1).getAsJsonObject().get("name").getAsString();
	}

	private static long[] array(final Path chunks, final int[] size, final Chunks inner, final Optional<int[]> shard)
		throws IOException
	{
		final int[] stored = shard.orElse(inner.shape());
		final long[] labels = new long[size[0] * size[1] * size[2]];
		for (int z = 0; z * stored[2] < size[2]; z++)
			for (int y = 0; y * stored[1] < size[1]; y++)
				for (int x = 0; x * stored[0] < size[0]; x++) {
					final Path file = chunks.resolve(z + "/" + y + "/" + x);
					if (!Files.exists(file))
						continue;
					final int[] min = { x * stored[0], y * stored[1], z * stored[2] };
					final byte[] bytes = Files.readAllBytes(file);
					if (shard.isEmpty())
						place(labels, size, min, inner, bytes);
					else
						placeShard(labels, size, min, inner, shard.get(), bytes);
				}
		return labels;
	}

	private static void placeShard(final long[] labels, final int[] size, final int[] min, final Chunks inner, final int[] shard,
		final byte[] bytes) throws IOException
	{
		final int[] n = new int[3];
		for (int d = 0; d < 3; d++) {
			require(shard[d] % inner.shape()[d] == 0, Arrays.toString(shard));
			n[d] = shard[d] / inner.shape()[d];
		}
		final int start = bytes.length - 16 * n[0] * n[1] * n[2] - CHECKSUM;
		final CRC32C crc = new CRC32C();
		crc.update(bytes, start, bytes.length - CHECKSUM - start);
		final ByteBuffer index = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		require(index.getInt(bytes.length - CHECKSUM) == (int) crc.getValue(), "checksum");
		for (int z = 0, at = start; z < n[2]; z++)
			for (int y = 0; y < n[1]; y++)
				for (int x = 0; x < n[0]; x++, at += 16) {
					final long offset = index.getLong(at);
					final long length = index.getLong(at + 8);
					if (offset == -1 && length == -1)
						continue;
					require(offset >= 0 && length > 0 && offset + length <= start, offset + " " + length);
					final int[] first = { min[0] + x * inner.shape()[0], min[1] + y * inner.shape()[1], min[2] + z * inner.shape()[2] };
					require(first[0] < size[0] && first[1] < size[1] && first[2] < size[2], "a chunk beyond the array");
					place(labels, size, first, inner, Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length)));
				}
	}

	private static void place(final long[] labels, final int[] size, final int[] min, final Chunks chunks, final byte[] bytes)
		throws IOException
	{
		final int[] shape = chunks.shape();
		final int b = chunks.bytes();
		final byte[] voxels = decode(chunks.codec(), bytes);
		require(voxels.length == shape[0] * shape[1] * shape[2] * b, voxels.length + " bytes");
		for (int z = 0; z < Math.min(shape[2], size[2] - min[2]); z++)
			for (int y = 0; y < Math.min(shape[1], size[1] - min[1]); y++)
				for (int x = 0; x < Math.min(shape[0], size[0] - min[0]); x++) {
					long label = 0;
					for (int i = b - 1; i >= 0; i--)
						label = label << 8 | voxels[((z * shape[1] + y) * shape[0] + x) * b + i] & 0xFF;
					if (chunks.type().startsWith("int"))
						label = label << 64 - 8 * b >> 64 - 8 * b;
					labels[((min[2] + z) * size[1] + min[1] + y) * size[0] + min[0] + x] = label;
				}
	}

	private static byte[] decode(final String codec, final byte[] bytes) throws IOException {
		if (codec == null)
			return bytes;
		return switch (codec) {
			case "gzip" -> new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
			case "zstd" -> new ZstdInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
			case "blosc" -> blosc(bytes);
			default -> throw new IOException(codec);
		};
	}

	/** Blosc 1, blocks that are not split into streams, nothing shuffled. */
	private static byte[] blosc(final byte[] bytes) throws IOException {
		final ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		final int flags = in.get(2);
		final byte[] voxels = new byte[in.getInt(4)];
		final int blockSize = in.getInt(8);
		require(in.get(0) == 2 && in.getInt(12) == bytes.length && (flags & 0x05) == 0 && (flags & 0x10) != 0, "header of blosc");
		if ((flags & 0x02) != 0) {
			require(bytes.length == 16 + voxels.length, "stored");
			return Arrays.copyOfRange(bytes, 16, bytes.length);
		}
		for (int b = 0; b * blockSize < voxels.length; b++) {
			final int at = in.getInt(16 + 4 * b);
			final int length = in.getInt(at);
			final int wanted = Math.min(blockSize, voxels.length - b * blockSize);
			final byte[] block = Arrays.copyOfRange(bytes, at + 4, at + 4 + length);
			final byte[] decoded = length == wanted ? block : switch (flags >> 5 & 7) {
				case 1 -> LZ4Factory.safeInstance().safeDecompressor().decompress(block, wanted);
				case 4 -> new ZstdInputStream(new ByteArrayInputStream(block)).readAllBytes();
				default -> throw new IOException("compressor of blosc");
			};
			require(decoded.length == wanted, "block of blosc");
			System.arraycopy(decoded, 0, voxels, b * blockSize, wanted);
		}
		return voxels;
	}
}
