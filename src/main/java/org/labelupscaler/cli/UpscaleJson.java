package org.labelupscaler.cli;

import java.nio.file.Path;

import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.job.Upscaler;
import org.labelupscaler.store.Stores;
import org.labelupscaler.volume.StoredJson;

import com.google.gson.JsonObject;

/** What {@code upscale} does, for programs. Lengths are in the unit that is named, all bytes are counted in ones. */
final class UpscaleJson {

	private UpscaleJson() {}

	/** A job that is only planned. */
	static JsonObject of(final UpscaleJob job) {
		final UpscalePlan plan = job.plan();
		final JsonObject json = new JsonObject();
		json.addProperty("source", job.file().name());
		json.addProperty("target", Stores.describe(job.options().target()));
		json.addProperty("format", job.options().format().word());
		json.addProperty("compression", plan.compression().toString());
		json.add("size", StoredJson.array(plan.size()));
		json.addProperty("type", plan.type().n5Name());
		json.add("voxelSize", plan.voxelSize().isStated() ? StoredJson.array(plan.voxelSize().toArray()) : null);
		json.addProperty("unit", plan.voxelSize().hasUnit() ? plan.voxelSize().unit() : null);
		json.addProperty("levels", plan.pyramid().levels());
		json.addProperty("blocks", plan.blocks());
		json.addProperty("voxelBytes", plan.bytes());
		json.addProperty("estimatedBytes", job.estimate().diskBytes());
		json.addProperty("estimatedFiles", job.estimate().files());
		json.addProperty("memory", job.memory());
		json.add("notes", Output.array(job.warnings(Terminal.DIALECT)));
		return json;
	}

	/** A job that was run. */
	static JsonObject of(final UpscaleJob job, final UpscaleReport report) {
		final JsonObject json = of(job);
		json.addProperty("complete", report.complete());
		json.addProperty("blocksWritten", report.written());
		json.addProperty("blocksKept", report.kept());
		json.addProperty("blocksOfBackground", report.background());
		json.addProperty("bytesWritten", report.bytesWritten());
		json.addProperty("seconds", report.seconds());
		report.labels().ifPresent(table -> {
			final Path file = Upscaler.labelTable(job.options().target());
			json.addProperty("labels", table.largestFirst().size());
			json.addProperty("labelTable", Stores.describe(file));
		});
		return json;
	}
}
