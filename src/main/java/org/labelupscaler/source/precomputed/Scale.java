package org.labelupscaler.source.precomputed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.VoxelEdges;

import com.google.gson.JsonArray;

/**
 * A scale of a volume, as the info file describes it; size, place and resolution read and nothing else.
 *
 * @param json its description
 * @param key the name of its folder, with slashes
 * @param size voxels along x, y, z
 * @param resolution edges of a voxel in nanometres
 * @param offset its first voxel in the coordinates of the volume, in voxels of this scale
 */
record Scale(JsonFile json, String key, long[] size, List<BigDecimal> resolution, long[] offset) {

	/** Folders below each other, none of which leads up or has a root. */
	private static final Pattern KEY = Pattern.compile("(?!\\.\\.?(/|$))[^/\\\\:\\p{Cntrl}]+(/(?!\\.\\.?(/|$))[^/\\\\:\\p{Cntrl}]+)*");

	/** NB: bounds that leave room for any scale factor and unit, in nm. */

	private static final long FARTHEST = 1L << 50;

	/** Throws if it is damaged; the key is not looked at. */
	static Scale of(final JsonFile json) {
		final long[] size = json.sizes("size", AxisMap.MAX_SIZE);
		if (size.length != 3)
			throw json.wrong("size", "expected three numbers");
		json.require("resolution");
		final List<BigDecimal> resolution = numbers(json, "resolution");
		for (final BigDecimal edge : resolution)
			if (edge.signum() < 0 || !VoxelEdges.isWithinReason(edge))
				throw json.wrong("resolution", "expected three edges of a voxel in nanometres, above 0 and within reason");
		final long[] offset = new long[3];
		if (json.has("voxel_offset")) {
			final List<BigDecimal> numbers = numbers(json, "voxel_offset");
			for (int d = 0; d < 3; d++) {
				final BigDecimal number = numbers.get(d);
				if (number.stripTrailingZeros().scale() > 0 || number.abs().compareTo(BigDecimal.valueOf(FARTHEST)) > 0)
					throw json.wrong("voxel_offset", "expected three whole numbers");
				offset[d] = number.longValueExact();
			}
		}
		return new Scale(json, json.text("key"), size, resolution, offset);
	}

	private static List<BigDecimal> numbers(final JsonFile json, final String field) {
		final JsonArray array = json.array(field);
		final List<BigDecimal> numbers = array.asList().stream().limit(4).map(JsonFile::number).flatMap(Optional::stream).toList();
		if (array.size() != 3 || numbers.size() != 3)
			throw json.wrong(field, "expected three numbers");
		return numbers;
	}

	/** Throws if the key leads elsewhere. NB: of other scales than the one that is read, that is no matter. */
	Scale checkKey() {
		if (key.length() > 1000 || !KEY.matcher(key).matches())
			throw json.wrong("key", "expected the name of a folder below the one that the info file is in");
		return this;
	}

	/** The folder of the scale. */
	Path folder() {
		final Path folder = json.file().getParent();
		return folder == null ? Path.of(key) : folder.resolve(key);
	}

	VoxelEdges.Stated voxelSize() {
		final VoxelEdges edges = new VoxelEdges();
		for (int d = 0; d < 3; d++)
			edges.set(d, resolution.get(d), "nm");
		return edges.stated(size);
	}

	/** Where the first voxel lies, in nanometres; 0, 0, 0 for the first voxel of the volume. */
	List<BigDecimal> place() {
		return List.of(place(0), place(1), place(2));
	}

	private BigDecimal place(final int axis) {
		return resolution.get(axis).multiply(BigDecimal.valueOf(offset[axis]));
	}

	boolean isShifted() {
		return Arrays.stream(offset).anyMatch(o -> o != 0);
	}

	/** How large a voxel is, to find the finest scale. */
	BigDecimal volume() {
		return resolution.get(0).multiply(resolution.get(1)).multiply(resolution.get(2));
	}

	String encoding() {
		return json.text("encoding");
	}

	/** The first of the shapes that chunks come in, cut to the volume. */
	int[] chunk() {
		final JsonArray all = json.array("chunk_sizes");
		if (all.isEmpty() || !all.get(0).isJsonArray())
			throw json.has("chunk_sizes") ? json.wrong("chunk_sizes", "expected a list of lists of three numbers")
				: new InvalidInputException(json.file() + ": the field '" + json.prefix() + "chunk_sizes' is missing");
		final com.google.gson.JsonObject first = new com.google.gson.JsonObject();
		first.add("chunk_sizes[0]", all.get(0));
		final long[] said = new JsonFile(json.file(), json.prefix(), first).sizes("chunk_sizes[0]", Integer.MAX_VALUE);
		if (said.length != 3)
			throw json.wrong("chunk_sizes", "expected a list of lists of three numbers");
		final int[] chunk = new int[3];
		for (int d = 0; d < 3; d++)
			chunk[d] = (int) Math.min(said[d], size[d]);
		return chunk;
	}

	/** Whether chunks come in one shape only. */
	boolean hasOneChunkSize() {
		return json.array("chunk_sizes").size() == 1;
	}

	/** The blocks of compressed_segmentation. */
	int[] block() {
		final String field = "compressed_segmentation_block_size";
		final long[] block = json.sizes(field, Integer.MAX_VALUE);
		if (block.length != 3 || BigInteger.valueOf(block[0]).multiply(BigInteger.valueOf(block[1])).multiply(BigInteger.valueOf(
			block[2])).bitLength() > 31)
			throw json.wrong(field, "expected three numbers whose product is below 2^31");
		return new int[] { (int) block[0], (int) block[1], (int) block[2] };
	}
}
