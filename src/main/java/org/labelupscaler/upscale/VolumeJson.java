package org.labelupscaler.upscale;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.n5.N5Container;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.encode.Compression;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** A volume as containers of every kind record it, as JSON. */
public final class VolumeJson {

	private static final String VOXEL_SIZE = "voxelSize";
	private static final String VOXEL_UNIT = "voxelUnit";
	private static final String OFFSET = "offset";
	/** Behind the name of a voxel size that nobody has said. */
	private static final String UNKNOWN = "Unknown";

	/** Characters of a value in a message. */
	private static final int LONGEST = 80;

	private VolumeJson() {}

	/** Writes what the blocks are. */
	static void writeBlocks(final TargetVolume volume, final JsonObject json) {
		json.addProperty("type", volume.type().n5Name());
		json.add("size", N5Dataset.array(volume.size()));
		json.add("blockSize", N5Dataset.array(Arrays.stream(volume.blockSize()).asLongStream().toArray()));
		json.addProperty("compression", volume.compression().toString());
		final JsonArray levels = new JsonArray();
		for (int l = 0; l < volume.pyramid().levels(); l++)
			levels.add(N5Dataset.array(volume.pyramid().factors(l)));
		json.add("levels", levels);
	}

	/** Writes the edges of a voxel. */
	static void writeVoxelSize(final TargetVolume volume, final JsonObject json) {
		writeVoxelSize(volume.voxelSize(), VOXEL_SIZE, VOXEL_UNIT, json);
	}

	/** Writes where the volume lies, unless it lies at 0. */
	static void writeOffset(final TargetVolume volume, final JsonObject json) {
		if (Arrays.stream(volume.offset()).anyMatch(o -> o != 0))
			json.add(OFFSET, doubles(volume.offset()));
	}

	/**
	 * Records a volume.
	 *
	 * @param volume the volume
	 * @param kind what it holds
	 * @return it, as {@link #read(JsonObject, Path)} reads it; further fields may be added
	 */
	public static JsonObject write(final TargetVolume volume, final JobKind kind) {
		final JsonObject json = new JsonObject();
		kind.write(json);
		writeBlocks(volume, json);
		writeVoxelSize(volume, json);
		writeOffset(volume, json);
		return json;
	}

	/**
	 * @param container root of a container of any kind
	 * @return what is in it
	 * @throws InvalidInputException if this program did not make it, or what it records is damaged
	 */
	public static TargetVolume read(final Path container) {
		return switch (JobKind.of(container)) {
			case LABELS -> Verifier.plan(container).volume();
			case CELLS -> read(N5Container.job(container).orElseThrow(), container);
		};
	}

	/**
	 * @param json what {@link #write} made
	 * @param container where it was found, for messages
	 * @return the volume
	 * @throws InvalidInputException if it is damaged
	 */
	public static TargetVolume read(final JsonObject json, final Path container) {
		try {
			final TargetVolume volume = read(json, VoxelSize.UNKNOWN);
			volume.grids();
			return volume;
		}
		catch (final RuntimeException e) {
			throw damaged(container, e);
		}
	}

	/** Throws any exception if it is damaged. */
	static TargetVolume read(final JsonObject json, final VoxelSize unlessRecorded) {
		final List<long[]> factors = new ArrayList<>();
		for (final JsonElement level : json.getAsJsonArray("levels"))
			factors.add(longs(level.getAsJsonArray()));
		return new TargetVolume(LabelType.byName(json.get("type").getAsString()).orElseThrow(), longs(json.getAsJsonArray(
			"size")), json.has(VOXEL_SIZE) ? voxelSize(json, VOXEL_SIZE, VOXEL_UNIT) : unlessRecorded, json.has(OFFSET)
				? doubles(json.getAsJsonArray(OFFSET)) : new double[3], Arrays.stream(longs(json.getAsJsonArray("blockSize")))
					.mapToInt(Math::toIntExact).toArray(), Compression.parse(json.get("compression").getAsString()), Pyramid.of(factors
						.subList(1, factors.size())));
	}

	/**
	 * Compares two jobs.
	 *
	 * @param now what one records
	 * @param then what the other one has recorded
	 * @param ignored fields that do not matter
	 * @return the differences in words
	 */
	public static List<String> differences(final JsonObject now, final JsonObject then, final Set<String> ignored) {
		final Set<String> fields = new TreeSet<>(now.keySet());
		fields.addAll(then.keySet());
		fields.removeAll(ignored);
		final List<String> differences = new ArrayList<>();
		for (final String field : fields)
			if (!Objects.equals(now.get(field), then.get(field)))
				differences.add(field + " was " + shown(then.get(field)) + ", now " + shown(now.get(field)));
		return differences;
	}

	private static String shown(final JsonElement value) {
		final String text = value == null ? "not given" : value.toString();
		return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
	}

	static InvalidInputException damaged(final Path container, final RuntimeException cause) {
		return new InvalidInputException(container + " is damaged: what its attributes record of the job cannot be read",
			cause);
	}

	static VoxelSize voxelSize(final JsonObject json, final String edges, final String unit) {
		final double[] e = doubles(json.getAsJsonArray(edges));
		return new VoxelSize(e[0], e[1], e[2], json.get(unit).getAsString(), !json.has(edges + UNKNOWN));
	}

	/** NB: only what is unknown is marked, so that containers of versions that did not tell are understood. */
	static void writeVoxelSize(final VoxelSize voxelSize, final String edges, final String unit, final JsonObject json) {
		json.add(edges, doubles(voxelSize.toArray()));
		json.addProperty(unit, voxelSize.unit());
		if (!voxelSize.known())
			json.addProperty(edges + UNKNOWN, true);
	}

	/**
	 * @param values numbers
	 * @return them
	 */
	public static JsonArray doubles(final double... values) {
		final JsonArray array = new JsonArray();
		for (final double value : values)
			array.add(value);
		return array;
	}

	private static double[] doubles(final JsonArray array) {
		return new double[] { array.get(0).getAsDouble(), array.get(1).getAsDouble(), array.get(2).getAsDouble() };
	}

	static long[] longs(final JsonArray array) {
		if (array.size() != 3)
			throw new IllegalArgumentException("three numbers expected: " + array);
		return new long[] { array.get(0).getAsLong(), array.get(1).getAsLong(), array.get(2).getAsLong() };
	}
}
