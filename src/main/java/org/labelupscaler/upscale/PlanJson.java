package org.labelupscaler.upscale;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.Box;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.n5.codec.Compression;
import org.labelupscaler.source.arrange.Arrangement;
import org.labelupscaler.source.arrange.LabelSelection;
import org.labelupscaler.source.arrange.Values;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * A plan as a container records it, as JSON: what a later run is compared with, and what a verification starts from.
 */
public final class PlanJson {

	private static final String SOURCE_IS_IMAGE = "sourceIsImage";
	private static final String CROP = "crop";
	private static final String AXES = "axes";
	private static final String LABELS = "labels";
	private static final String VALUES = "values";
	private static final String VOXEL_SIZE = "voxelSize";
	private static final String VOXEL_UNIT = "voxelUnit";
	private static final String OFFSET = "offset";
	/** Characters of a value in a message. */
	private static final int LONGEST = 80;

	private PlanJson() {}

	/**
	 * @param plan a plan
	 * @return it, as the container records it
	 */
	public static JsonObject write(final UpscalePlan plan) {
		final PlannedSource source = plan.plannedSource();
		final JsonObject json = new JsonObject();
		json.addProperty("source", source.name());
		if (source.isImage())
			json.addProperty(SOURCE_IS_IMAGE, true);
		json.addProperty("sourceSha256", source.sha256());
		json.addProperty("sourceRaw", source.rawLayout());
		json.add("sourceSize", N5Dataset.array(source.size()));
		json.add("sourceVoxelSize", doubles(source.voxelSize().toArray()));
		json.addProperty("unit", source.voxelSize().unit());
		writeArrangement(source.arrangement(), json);
		json.addProperty("type", plan.type().n5Name());
		json.add("size", N5Dataset.array(plan.size()));
		json.add("blockSize", N5Dataset.array(Arrays.stream(plan.blockSize()).asLongStream().toArray()));
		json.addProperty("compression", plan.compression().toString());
		final JsonArray levels = new JsonArray();
		for (int l = 0; l < plan.pyramid().levels(); l++)
			levels.add(N5Dataset.array(plan.pyramid().factors(l)));
		json.add("levels", levels);
		json.addProperty("background", plan.writeBackground() ? "write" : "skip");
		if (!plan.voxelSize().equals(plan.sourceVoxelSize().resampled(plan.sourceSize(), plan.size()))) {
			json.add(VOXEL_SIZE, doubles(plan.voxelSize().toArray()));
			json.addProperty(VOXEL_UNIT, plan.voxelSize().unit());
		}
		if (Arrays.stream(plan.offset()).anyMatch(o -> o != 0))
			json.add(OFFSET, doubles(plan.offset()));
		return json;
	}

	/** NB: only what is done is written, so that containers of versions that could not do it are understood. */
	private static void writeArrangement(final Arrangement arrangement, final JsonObject json) {
		if (arrangement.crop() != null)
			json.addProperty(CROP, arrangement.crop().toString());
		if (!arrangement.axes().equals(AxisOrder.SAME))
			json.addProperty(AXES, arrangement.axes().toString());
		if (!arrangement.labels().isAll())
			json.addProperty(LABELS, arrangement.labels().toString());
		if (arrangement.values() != Values.IDS)
			json.addProperty(VALUES, arrangement.values().name().toLowerCase(Locale.ROOT));
	}

	private static Arrangement readArrangement(final JsonObject json) {
		return new Arrangement(json.has(CROP) ? Box.parse(json.get(CROP).getAsString()) : null, json.has(AXES) ? AxisOrder.parse(json
			.get(AXES).getAsString()) : AxisOrder.SAME, json.has(LABELS) ? LabelSelection.parse(json.get(LABELS).getAsString())
				: LabelSelection.ALL, json.has(VALUES) ? Values.valueOf(json.get(VALUES).getAsString().toUpperCase(Locale.ROOT))
					: Values.IDS);
	}

	private static JsonArray doubles(final double... values) {
		final JsonArray array = new JsonArray();
		for (final double value : values)
			array.add(value);
		return array;
	}

	private static double[] doubles(final JsonArray array) {
		return new double[] { array.get(0).getAsDouble(), array.get(1).getAsDouble(), array.get(2).getAsDouble() };
	}

	/**
	 * @param json what {@link #write} made
	 * @param container where it was found, for messages
	 * @return the plan
	 * @throws InvalidInputException if it is damaged
	 */
	public static UpscalePlan read(final JsonObject json, final Path container) {
		try {
			final List<long[]> factors = new ArrayList<>();
			for (final JsonElement level : json.getAsJsonArray("levels"))
				factors.add(longs(level.getAsJsonArray()));
			final PlannedSource source = new PlannedSource(json.get("source").getAsString(), json.has(SOURCE_IS_IMAGE), json.get(
				"sourceSha256").getAsString(), json.get("sourceRaw").getAsString(), longs(json.getAsJsonArray("sourceSize")),
				voxelSize(json, "sourceVoxelSize", "unit"), readArrangement(json));
			final long[] size = longs(json.getAsJsonArray("size"));
			final VoxelSize derived = source.arrangement().voxelSize(source.voxelSize()).resampled(source.arrangement().size(source
				.size()), size);
			final UpscalePlan plan = new UpscalePlan(source, LabelType.byName(json.get("type").getAsString()).orElseThrow(), size,
				json.has(VOXEL_SIZE) ? voxelSize(json, VOXEL_SIZE, VOXEL_UNIT) : derived, json.has(OFFSET) ? doubles(json
					.getAsJsonArray(OFFSET)) : new double[3], Arrays.stream(longs(json.getAsJsonArray("blockSize"))).mapToInt(
						Math::toIntExact).toArray(), Compression.parse(json.get("compression").getAsString()), Pyramid.of(factors
							.subList(1, factors.size())), json.get("background").getAsString().equals("write"));
			plan.levels();
			return plan;
		}
		catch (final RuntimeException e) {
			throw new InvalidInputException(container + " is damaged: what its attributes record of the job cannot be read",
				e);
		}
	}

	private static VoxelSize voxelSize(final JsonObject json, final String edges, final String unit) {
		final double[] e = doubles(json.getAsJsonArray(edges));
		return new VoxelSize(e[0], e[1], e[2], json.get(unit).getAsString());
	}

	private static long[] longs(final JsonArray array) {
		if (array.size() != 3)
			throw new IllegalArgumentException("three numbers expected: " + array);
		return new long[] { array.get(0).getAsLong(), array.get(1).getAsLong(), array.get(2).getAsLong() };
	}

	/**
	 * Compares with the job that a container records. Where the source lies does not matter, what it holds does.
	 *
	 * @param plan a job
	 * @param recorded what {@link #write} made then
	 * @return the differences in words; empty if the job is the same
	 */
	public static List<String> differences(final UpscalePlan plan, final JsonObject recorded) {
		final Map<String, JsonElement> then = new TreeMap<>(recorded.asMap());
		final Map<String, JsonElement> now = new TreeMap<>(write(plan).asMap());
		final boolean read = !plan.plannedSource().sha256().equals(PlannedSource.UNREAD);
		if (read && !now.get("sourceSha256").equals(then.get("sourceSha256")))
			return List.of("the content of the source is not the same");
		final List<String> differences = new ArrayList<>();
		final Set<String> fields = new TreeSet<>(now.keySet());
		fields.addAll(then.keySet());
		for (final String field : fields)
			// NB: of a source that has not been read the type may be a guess.
			if (!field.equals("source") && !field.equals("sourceSha256") && (read || !field.equals("type")) && !Objects.equals(now.get(field), then.get(field)))
				differences.add(field + " was " + shown(then.get(field)) + ", now " + shown(now.get(field)));
		return differences;
	}

	private static String shown(final JsonElement value) {
		final String text = value == null ? "not given" : value.toString();
		return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
	}
}
