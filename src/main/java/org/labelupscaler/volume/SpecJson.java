package org.labelupscaler.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** What a record says of the volume itself, as JSON. */
public final class SpecJson {

	private static final String VOXEL_SIZE = "voxelSize";
	private static final String VOXEL_UNIT = "voxelUnit";
	private static final String OFFSET = "offset";
	/** Behind the name of a voxel size that nobody has said. */
	private static final String UNKNOWN = "Unknown";

	private SpecJson() {}

	/**
	 * Writes what the blocks are.
	 *
	 * @param spec a volume
	 * @param json takes it
	 */
	public static void writeBlocks(final VolumeSpec spec, final JsonObject json) {
		json.addProperty("type", spec.type().n5Name());
		json.add("size", StoredJson.array(spec.size()));
		json.add("blockSize", StoredJson.array(Arrays.stream(spec.blockSize()).asLongStream().toArray()));
		json.addProperty("compression", spec.compression().toString());
		final JsonArray levels = new JsonArray();
		for (int l = 0; l < spec.pyramid().levels(); l++)
			levels.add(StoredJson.array(spec.pyramid().factors(l)));
		json.add("levels", levels);
	}

	/**
	 * Writes the edges of a voxel.
	 *
	 * @param spec a volume
	 * @param json takes them
	 */
	public static void writeVoxelSize(final VolumeSpec spec, final JsonObject json) {
		writeVoxelSize(spec.voxelSize(), VOXEL_SIZE, VOXEL_UNIT, json);
	}

	/**
	 * Writes edges of a voxel. NB: only what is unknown is marked, so that containers of versions that did not tell are understood.
	 *
	 * @param voxelSize the edges
	 * @param edges name of the field of their lengths
	 * @param unit name of that of their unit
	 * @param json takes them
	 */
	public static void writeVoxelSize(final VoxelSize voxelSize, final String edges, final String unit, final JsonObject json) {
		json.add(edges, StoredJson.array(voxelSize.toArray()));
		json.addProperty(unit, voxelSize.unit());
		if (!voxelSize.known())
			json.addProperty(edges + UNKNOWN, true);
	}

	/**
	 * Writes where the volume lies, unless it lies at 0.
	 *
	 * @param spec a volume
	 * @param json takes it
	 */
	public static void writeOffset(final VolumeSpec spec, final JsonObject json) {
		if (Arrays.stream(spec.offset()).anyMatch(o -> o != 0))
			json.add(OFFSET, StoredJson.array(spec.offset()));
	}

	/**
	 * @param json what the methods above have written
	 * @param unlessRecorded the edges of a voxel if they are not among it
	 * @return the volume
	 * @throws RuntimeException of any kind, if it is damaged
	 */
	public static VolumeSpec read(final JsonObject json, final VoxelSize unlessRecorded) {
		final List<long[]> factors = new ArrayList<>();
		for (final JsonElement level : json.getAsJsonArray("levels"))
			factors.add(longs(level.getAsJsonArray()));
		final VolumeSpec spec = new VolumeSpec(LabelType.byName(json.get("type").getAsString()).orElseThrow(), longs(json
			.getAsJsonArray("size")), json.has(VOXEL_SIZE) ? readVoxelSize(json, VOXEL_SIZE, VOXEL_UNIT) : unlessRecorded, json.has(
				OFFSET) ? doubles(json.getAsJsonArray(OFFSET)) : new double[3], Arrays.stream(longs(json.getAsJsonArray("blockSize")))
					.mapToInt(Math::toIntExact).toArray(), Compression.parse(json.get("compression").getAsString()), Pyramid.of(factors
						.subList(1, factors.size())));
		spec.grids();
		return spec;
	}

	/**
	 * @param json what {@link #writeVoxelSize} has written
	 * @param edges name of the field of the lengths
	 * @param unit name of that of their unit
	 * @return the edges
	 * @throws RuntimeException of any kind, if it is damaged
	 */
	public static VoxelSize readVoxelSize(final JsonObject json, final String edges, final String unit) {
		final double[] e = doubles(json.getAsJsonArray(edges));
		return new VoxelSize(e[0], e[1], e[2], json.get(unit).getAsString(), !json.has(edges + UNKNOWN));
	}

	private static double[] doubles(final JsonArray array) {
		return new double[] { array.get(0).getAsDouble(), array.get(1).getAsDouble(), array.get(2).getAsDouble() };
	}

	/**
	 * @param array three whole numbers
	 * @return them
	 * @throws RuntimeException of any kind, if it is something else
	 */
	public static long[] longs(final JsonArray array) {
		if (array.size() != 3)
			throw new IllegalArgumentException("three numbers expected: " + array);
		return new long[] { array.get(0).getAsLong(), array.get(1).getAsLong(), array.get(2).getAsLong() };
	}
}
