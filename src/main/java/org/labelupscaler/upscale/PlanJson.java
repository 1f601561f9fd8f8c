package org.labelupscaler.upscale;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.n5.codec.Compression;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * A plan as a container records it, as JSON: what a later run is compared with, and what a verification starts from.
 */
public final class PlanJson {

	private static final String SOURCE_IS_IMAGE = "sourceIsImage";

	private PlanJson() {}

	/**
	 * @param plan a plan
	 * @return it, as the container records it
	 */
	public static JsonObject write(final UpscalePlan plan) {
		final JsonObject json = new JsonObject();
		json.addProperty("source", plan.source());
		if (plan.isOfImage())
			json.addProperty(SOURCE_IS_IMAGE, true);
		json.addProperty("sourceSha256", plan.sourceHash());
		json.addProperty("sourceRaw", plan.rawLayout());
		json.add("sourceSize", N5Dataset.array(plan.sourceSize()));
		final JsonArray edges = new JsonArray();
		for (final double edge : plan.sourceVoxelSize().toArray())
			edges.add(edge);
		json.add("sourceVoxelSize", edges);
		json.addProperty("unit", plan.sourceVoxelSize().unit());
		json.addProperty("type", plan.type().n5Name());
		json.add("size", N5Dataset.array(plan.size()));
		json.add("blockSize", N5Dataset.array(Arrays.stream(plan.blockSize()).asLongStream().toArray()));
		json.addProperty("compression", plan.compression().toString());
		final JsonArray levels = new JsonArray();
		for (int l = 0; l < plan.pyramid().levels(); l++)
			levels.add(N5Dataset.array(plan.pyramid().factors(l)));
		json.add("levels", levels);
		json.addProperty("background", plan.writeBackground() ? "write" : "skip");
		return json;
	}

	/**
	 * @param json what {@link #write} made
	 * @param container where it was found, for messages
	 * @return the plan
	 * @throws InvalidInputException if it is damaged
	 */
	public static UpscalePlan read(final JsonObject json, final Path container) {
		try {
			final double[] edges = new double[3];
			for (int d = 0; d < 3; d++)
				edges[d] = json.getAsJsonArray("sourceVoxelSize").get(d).getAsDouble();
			final List<long[]> factors = new ArrayList<>();
			for (final JsonElement level : json.getAsJsonArray("levels"))
				factors.add(longs(level.getAsJsonArray()));
			final UpscalePlan plan = new UpscalePlan(json.get("source").getAsString(), json.has(SOURCE_IS_IMAGE), json
				.get("sourceSha256").getAsString(), json.get("sourceRaw").getAsString(), longs(json.getAsJsonArray("sourceSize")), new VoxelSize(
					edges[0], edges[1], edges[2], json.get("unit")
					.getAsString()), LabelType.byName(json.get("type").getAsString()).orElseThrow(), longs(json.getAsJsonArray(
						"size")), Arrays.stream(longs(json.getAsJsonArray("blockSize"))).mapToInt(Math::toIntExact).toArray(),
				Compression.parse(json.get("compression").getAsString()), Pyramid.of(factors.subList(1, factors.size())), json
					.get("background").getAsString().equals("write"));
			plan.levels();
			return plan;
		}
		catch (final RuntimeException e) {
			throw new InvalidInputException(container + " is damaged: what its attributes record of the job cannot be read",
				e);
		}
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
		if (!plan.sourceHash().equals(UpscalePlan.UNREAD) && !now.get("sourceSha256").equals(then.get("sourceSha256")))
			return List.of("the content of the source is not the same");
		final List<String> differences = new ArrayList<>();
		for (final String field : now.keySet())
			if (!field.equals("source") && !field.equals("sourceSha256") && !now.get(field).equals(then.get(field)))
				differences.add(field + " was " + then.get(field) + ", now " + now.get(field));
		return differences;
	}
}
