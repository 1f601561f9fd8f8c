package org.labelupscaler.job;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.Box;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.arrange.Arrangement;
import org.labelupscaler.source.arrange.LabelSelection;
import org.labelupscaler.source.arrange.Values;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.SpecJson;
import org.labelupscaler.volume.StoredJson;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonObject;

/**
 * A plan as a container records it, as JSON: what a later run is compared with, and what a verification starts from.
 */
public final class PlanJson {

	private static final String SOURCE_IS_IMAGE = "sourceIsImage";
	private static final String SHA256 = "sourceSha256";
	private static final String CROP = "crop";
	private static final String AXES = "axes";
	private static final String LABELS = "labels";
	private static final String VALUES = "values";

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
		json.addProperty(SHA256, source.sha256());
		json.addProperty("sourceRaw", source.rawLayout());
		json.add("sourceSize", StoredJson.array(source.size()));
		SpecJson.writeVoxelSize(source.voxelSize(), "sourceVoxelSize", "unit", json);
		writeArrangement(source.arrangement(), json);
		final VolumeSpec volume = plan.volume();
		SpecJson.writeBlocks(volume, json);
		json.addProperty("background", plan.writeBackground() ? "write" : "skip");
		if (!plan.voxelSize().equals(plan.sourceVoxelSize().resampled(plan.sourceSize(), plan.size())))
			SpecJson.writeVoxelSize(volume, json);
		SpecJson.writeOffset(volume, json);
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

	/**
	 * @param volume a volume of labels that this program has made
	 * @return the plan it was made from
	 * @throws InvalidInputException if it holds something else, or what it records is damaged
	 */
	public static UpscalePlan read(final OwnVolume volume) {
		JobKind.LABELS.check(volume);
		final JsonObject json = volume.job();
		try {
			final PlannedSource source = new PlannedSource(json.get("source").getAsString(), json.has(SOURCE_IS_IMAGE), json.get(
				SHA256).getAsString(), json.get("sourceRaw").getAsString(), SpecJson.longs(json.getAsJsonArray("sourceSize")),
				SpecJson.readVoxelSize(json, "sourceVoxelSize", "unit"), readArrangement(json));
			final VoxelSize derived = source.arrangement().voxelSize(source.voxelSize()).resampled(source.arrangement().size(source
				.size()), SpecJson.longs(json.getAsJsonArray("size")));
			final UpscalePlan plan = new UpscalePlan(source, SpecJson.read(json, derived), json.get("background").getAsString()
				.equals("write"));
			plan.levels();
			return plan;
		}
		catch (final RuntimeException e) {
			throw JobKind.damaged(volume, e);
		}
	}

	/**
	 * Compares with the job that a container records. Where the source lies does not matter, what it holds does.
	 *
	 * @param plan a job
	 * @param recorded what {@link #write} made then
	 * @return the differences in words; empty if the job is the same
	 */
	public static List<String> differences(final UpscalePlan plan, final JsonObject recorded) {
		final boolean read = !plan.plannedSource().sha256().equals(PlannedSource.UNREAD);
		final JsonObject now = write(plan);
		if (read && !now.get(SHA256).equals(recorded.get(SHA256)))
			return List.of("the content of the source is not the same");
		// NB: of a source that has not been read the type may be a guess.
		return VolumeRecord.differences(now, recorded, read ? Set.of("source", SHA256) : Set.of("source", SHA256, "type"));
	}
}
