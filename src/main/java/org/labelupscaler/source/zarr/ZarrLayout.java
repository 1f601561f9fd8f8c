package org.labelupscaler.source.zarr;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.address.UnlistedException;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.array.ChunkFile;
import org.labelupscaler.source.array.ChunkNames;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * How the chunks of an array lie in files and their voxels in chunks, as the metadata of version 2 or 3 say.
 *
 * @param type type of the voxels
 * @param order byte order of the voxels
 * @param file how many voxels a chunk file has along each dimension
 * @param chunk how many a chunk has: as many, unless the files are shards
 * @param slowestFirst the dimensions in the order in which the voxels of a chunk lie
 * @param codecs what was done to the bytes of a chunk
 * @param shards how the chunks lie in a file; null if each has its own
 * @param names how the files are named
 */
record ZarrLayout(SourceType type, ByteOrder order, int[] file, int[] chunk, int[] slowestFirst, ByteCodecs codecs,
	Shards shards, ChunkNames names)
{

	/** The fields that say what the bytes of the chunk files mean. */
	static final List<String> FIELDS = List.of("shape", "chunks", "dtype", "compressor", "filters", "order", "fill_value",
		"dimension_separator", "data_type", "chunk_grid", "chunk_key_encoding", "codecs");

	/** All that an array of version 3 may have. */
	private static final Set<String> KNOWN = Set.of("zarr_format", "node_type", "shape", "data_type", "chunk_grid",
		"chunk_key_encoding", "fill_value", "codecs", "attributes", "storage_transformers", "dimension_names",
		"consolidated_metadata");

	static ZarrLayout of(final ZarrNode array, final int dimensions) {
		return array.version() == 2 ? version2(array, dimensions) : version3(array, dimensions);
	}

	private static ZarrLayout version2(final ZarrNode array, final int dimensions) {
		final JsonFile json = array.metadata();
		final SourceType type = ZarrTypes.version2(json);
		final int[] chunk = sizes(json, "chunks", dimensions, type);
		if (json.array("filters").size() > 0)
			throw json.wrong("filters", "but filters cannot be undone; save the array without");
		final String order = json.text("order");
		if (!order.equals("C") && !order.equals("F"))
			throw json.wrong("order", "expected C or F");
		final int[] slowestFirst = IntStream.range(0, dimensions).map(d -> order.equals("C") ? d : dimensions - 1 - d).toArray();
		final String separator = json.has("dimension_separator") ? json.text("dimension_separator") : separator(array.folder(), dimensions);
		checkSeparator(json, "dimension_separator", separator);
		return new ZarrLayout(type, json.text("dtype").startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, chunk,
			chunk, slowestFirst, ByteCodecs.version2(json), null, new ChunkNames(array.folder(), "", separator));
	}

	/** NB: arrays older than the field may have either; there are no other folders in an array. */
	private static String separator(final Path folder, final int dimensions) {
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[0-9]*")) {
			for (final Path entry : entries)
				return entry.getFileName().toString().matches("\\d+") && Files.isDirectory(entry) ? "/" : ".";
		}
		catch (final UnlistedException e) {
			return probedSeparator(folder, dimensions);
		}
		catch (final IOException | DirectoryIteratorException e) {
			throw new InvalidInputException("Cannot read " + folder + ": " + LabelUpscalerException.reason(
				e instanceof DirectoryIteratorException d ? d.getCause() : (IOException) e), e);
		}
		return ".";
	}

	/** NB: to guess would make background of all voxels. */
	private static String probedSeparator(final Path folder, final int dimensions) {
		for (final String separator : new String[] { ".", "/" })
			if (Files.isRegularFile(folder.resolve(String.join(separator, Collections.nCopies(dimensions, "0")))))
				return separator;
		throw new InvalidInputException(folder + " does not say how its chunks are named (dimension_separator), its first chunk is missing, " +
			"and the server does not list them. Download it, and name the folder.");
	}

	private static void checkSeparator(final JsonFile json, final String field, final String separator) {
		if (!separator.equals(".") && !separator.equals("/"))
			throw json.wrong(field, "expected '.' or '/'");
	}

	private static int[] sizes(final JsonFile json, final String field, final int dimensions, final SourceType type) {
		final int[] sizes = Arrays.stream(json.sizes(field, Integer.MAX_VALUE)).mapToInt(n -> (int) n).toArray();
		if (sizes.length != dimensions)
			throw json.wrong(field, "but the array has " + dimensions + " dimensions");
		if (type != null)
			ChunkFile.bytes(json, field, sizes, type);
		return sizes;
	}

	private static ZarrLayout version3(final ZarrNode array, final int dimensions) {
		final JsonFile json = array.metadata();
		final SourceType type = ZarrTypes.version3(json);
		for (final String field : json.json().keySet())
			// NB: the specification says so; what need not be understood is marked.
			if (!KNOWN.contains(field) && !(json.get(field) instanceof JsonObject extension && "false".equals(String.valueOf(extension
				.get("must_understand")))))
				throw json.wrong(field, "which is an extension of Zarr that is not known; save the array without it");
		if (json.array("storage_transformers").size() > 0)
			throw json.wrong("storage_transformers", "but transformers of the storage cannot be undone");
		final JsonFile grid = json.object("chunk_grid");
		if (!grid.text("name").equals("regular"))
			throw grid.wrong("name", "expected regular");
		final JsonFile shape = grid.object("configuration");
		final List<JsonElement> codecs = codecs(json);
		final int maker = maker(json, codecs);
		final JsonFile codec = ByteCodecs.codec(json, codecs.get(maker));
		final ChunkNames names = names(array);
		if (codec.text("name").equals("bytes")) {
			final int[] chunk = sizes(shape, "chunk_shape", dimensions, type);
			return new ZarrLayout(type, order(codec, type), chunk, chunk, transposed(json, codecs.subList(0, maker), dimensions),
				ByteCodecs.version3(json, codecs.subList(maker + 1, codecs.size())), null, names);
		}
		if (codecs.size() > 1)
			throw json.wrong("codecs", "but shards that are transposed or compressed as a whole cannot be read");
		final int[] file = sizes(shape, "chunk_shape", dimensions, null);
		final JsonFile sharding = codec.object("configuration");
		final int[] chunk = sizes(sharding, "chunk_shape", dimensions, type);
		final List<JsonElement> inner = codecs(sharding);
		final int innerMaker = maker(sharding, inner);
		final JsonFile bytes = ByteCodecs.codec(sharding, inner.get(innerMaker));
		if (!bytes.text("name").equals("bytes"))
			throw bytes.wrong("name", "but shards in shards cannot be read");
		return new ZarrLayout(type, order(bytes, type), file, chunk, transposed(sharding, inner.subList(0, innerMaker),
			dimensions), ByteCodecs.version3(sharding, inner.subList(innerMaker + 1, inner.size())), Shards.of(sharding, file,
				chunk), names);
	}

	private static List<JsonElement> codecs(final JsonFile json) {
		json.require("codecs");
		final List<JsonElement> codecs = new ArrayList<>();
		json.array("codecs").forEach(codecs::add);
		return codecs;
	}

	/** The index of the codec that makes bytes of voxels. */
	private static int maker(final JsonFile json, final List<JsonElement> codecs) {
		for (int c = 0; c < codecs.size(); c++)
			switch (ByteCodecs.codec(json, codecs.get(c)).text("name")) {
				case "bytes", "sharding_indexed" -> {
					return c;
				}
				case "transpose" -> {}
				default -> throw ByteCodecs.codec(json, codecs.get(c)).wrong("name",
					"expected transpose, bytes or sharding_indexed there");
			}
		throw json.wrong("codecs", "expected bytes or sharding_indexed among them");
	}

	private static ByteOrder order(final JsonFile bytes, final SourceType type) {
		final JsonFile configuration = bytes.has("configuration") ? bytes.object("configuration") : bytes;
		if (type.bytes() == 1 && !configuration.has("endian"))
			return ByteOrder.LITTLE_ENDIAN;
		return switch (configuration.text("endian")) {
			case "little" -> ByteOrder.LITTLE_ENDIAN;
			case "big" -> ByteOrder.BIG_ENDIAN;
			default -> throw configuration.wrong("endian", "expected little or big");
		};
	}

	/** Dimension i of what a transposition makes is dimension {@code order[i]} of what it is given. */
	private static int[] transposed(final JsonFile json, final List<JsonElement> transpositions, final int dimensions) {
		int[] slowestFirst = IntStream.range(0, dimensions).toArray();
		for (final JsonElement element : transpositions) {
			final JsonFile configuration = ByteCodecs.codec(json, element).object("configuration");
			final int[] order;
			if (configuration.get("order") instanceof JsonArray array) {
				order = new int[array.size()];
				for (int i = 0; i < order.length; i++)
					order[i] = JsonFile.number(array.get(i)).map(n -> n.intValue()).orElse(-1);
			}
			else {
				// NB: drafts of version 3 had the letters.
				final boolean reversed = configuration.text("order").equals("F");
				order = IntStream.range(0, dimensions).map(d -> reversed ? dimensions - 1 - d : d).toArray();
			}
			if (!Arrays.equals(IntStream.of(order).sorted().toArray(), IntStream.range(0, dimensions).toArray()))
				throw configuration.wrong("order", "expected each of the " + dimensions + " dimensions once");
			final int[] before = slowestFirst;
			slowestFirst = IntStream.of(order).map(d -> before[d]).toArray();
		}
		return slowestFirst;
	}

	private static ChunkNames names(final ZarrNode array) {
		final JsonFile encoding = array.metadata().object("chunk_key_encoding");
		final JsonFile configuration = encoding.has("configuration") ? encoding.object("configuration") : encoding;
		final String prefix = switch (encoding.text("name")) {
			case "default" -> "c";
			case "v2" -> "";
			default -> throw encoding.wrong("name", "expected default or v2");
		};
		final String separator = configuration.text("separator", prefix.isEmpty() ? "." : "/");
		checkSeparator(configuration, "separator", separator);
		return new ChunkNames(array.folder(), prefix, separator);
	}
}
