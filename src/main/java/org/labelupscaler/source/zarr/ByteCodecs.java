package org.labelupscaler.source.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.labelupscaler.compression.Blosc;
import org.labelupscaler.compression.Decoder;
import org.labelupscaler.compression.Decoders;
import org.labelupscaler.json.JsonFile;

import com.google.gson.JsonElement;

/**
 * What was done to the bytes of a chunk: at most one compression, and checksums before and after it.
 *
 * @param names the names of the codecs, in the order in which they were applied
 * @param decoders what undoes them, in the same order
 */
record ByteCodecs(List<String> names, List<Decoder> decoders) {

	/** The compressor of version 2; null is none. */
	static ByteCodecs version2(final JsonFile metadata) {
		if (!metadata.has("compressor"))
			return new ByteCodecs(List.of(), List.of());
		final JsonFile compressor = metadata.object("compressor");
		return new ByteCodecs(List.of(compressor.text("id")), List.of(numcodec(compressor, "id", compressor.text("id"),
			compressor)));
	}

	/** A compression by the name that numcodecs gives it. */
	private static Decoder numcodec(final JsonFile codec, final String field, final String name,
		final JsonFile configuration)
	{
		return switch (name) {
			case "zlib" -> Decoders.ZLIB;
			case "gzip" -> Decoders.GZIP;
			case "zstd" -> Decoders.ZSTD;
			case "lz4" -> Decoders.LZ4_SIZED;
			case "bz2" -> Decoders.BZIP2;
			case "blosc" -> Blosc.DECODER;
			case "lzma" -> switch (String.valueOf(configuration.get("format"))) {
				case "1", "null" -> Decoders.XZ;
				case "2" -> Decoders.LZMA;
				default -> throw configuration.wrong("format", "which cannot be read; expected 1 (xz) or 2 (alone)");
			};
			default -> throw codec.wrong(field, "which cannot be read; expected zlib, gzip, zstd, lz4, bz2, lzma or blosc");
		};
	}

	/** The codecs of version 3 that come after the one which makes bytes of voxels. */
	static ByteCodecs version3(final JsonFile metadata, final List<JsonElement> codecs) {
		final List<String> names = new ArrayList<>();
		final List<Decoder> decoders = new ArrayList<>();
		boolean compressed = false;
		for (final JsonElement element : codecs) {
			final JsonFile codec = codec(metadata, element);
			final String name = codec.text("name");
			final JsonFile configuration = codec.has("configuration") ? codec.object("configuration") : codec;
			names.add(name.replace("numcodecs.", ""));
			if (name.equals("crc32c")) {
				decoders.add(Decoders.CRC32C);
				continue;
			}
			if (compressed)
				throw codec.wrong("name", "but what is compressed already cannot be compressed again");
			compressed = true;
			decoders.add(switch (name) {
				case "gzip" -> Decoders.GZIP;
				case "zstd" -> Decoders.ZSTD;
				case "blosc" -> Blosc.DECODER;
				default -> {
					if (!name.startsWith("numcodecs."))
						throw codec.wrong("name", "which cannot be read; expected gzip, zstd, blosc or crc32c");
					yield numcodec(codec, "name", name.substring("numcodecs.".length()), configuration);
				}
			});
		}
		return new ByteCodecs(names, decoders);
	}

	/** A codec of version 3, which may be a name alone. */
	static JsonFile codec(final JsonFile metadata, final JsonElement element) {
		if (!JsonFile.isText(element))
			return metadata.object("codecs", element);
		final com.google.gson.JsonObject named = new com.google.gson.JsonObject();
		named.add("name", element);
		return metadata.object("codecs", named);
	}

	/** Undoes all of them, the last one first; the result has exactly as many bytes as expected. */
	byte[] decode(final byte[] encoded, final int from, final int count, final int expected) throws IOException {
		// How long the bytes were before each codec; unknown, −1, once they are compressed.
		final int[] lengths = new int[decoders.size()];
		for (int c = 0, length = expected; c < lengths.length; c++) {
			lengths[c] = length;
			length = decoders.get(c) != Decoders.CRC32C || length < 0 ? -1 : length + Decoders.CRC32C_BYTES;
		}
		byte[] bytes = encoded;
		int at = from;
		int left = count;
		for (int c = lengths.length - 1; c >= 0; c--) {
			final int length = lengths[c] >= 0 ? lengths[c] : left - Decoders.CRC32C_BYTES;
			if (length < 0)
				throw new IOException("it has only " + left + " bytes");
			bytes = decoders.get(c).decode(bytes, at, left, length);
			at = 0;
			left = length;
		}
		if (left != expected)
			throw new IOException("it holds " + left + " bytes of voxels, not " + expected);
		return bytes == encoded ? Arrays.copyOfRange(encoded, from, from + count) : bytes;
	}

	@Override
	public String toString() {
		return names.isEmpty() ? "uncompressed" : String.join(" ", names);
	}
}
