package org.labelupscaler.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Message;
import org.labelupscaler.Remedy;
import org.labelupscaler.cells.volume.CellVolumePlan;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.JobKind;
import org.labelupscaler.job.JobRecord;
import org.labelupscaler.job.PlanJson;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.Sources;
import org.labelupscaler.store.Stores;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.StoredJson;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code info}: what a source or a container is. */
@Command(name = "info", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Show size, type, voxel size and more of a label file or an N5 container.")
final class InfoCommand implements Callable<Integer> {

	@Parameters(paramLabel = "PATH", description = "A label file, an image, or a container.")
	private Path path;

	@Mixin
	private SourceArguments sourceArguments;

	@Mixin
	private S3Arguments s3Arguments;

	@Mixin
	private OutputArguments output;

	@Override
	public Integer call() {
		final Output said = output.output();
		path = s3Arguments.apply(path);
		final JsonObject info = OwnVolume.of(path).map(this::container).orElseGet(this::source);
		said.result(info);
		print("", info);
		return Terminal.OK;
	}

	private JsonObject source() {
		final JsonObject info = new JsonObject();
		try {
			final SourceFile file = sourceArguments.forReading(path.toString()).describeSource();
			info.addProperty("path", file.name());
			info.addProperty("format", file.format());
			info.add("size", StoredJson.array(file.size()));
			info.addProperty("type", file.type().toString());
			addVoxelSize(info, file.voxelSize());
			info.addProperty("voxelBytes", voxels(file.size()) * file.type().bytes());
			addDisk(info, file.files());
			final List<String> notes = new ArrayList<>(file.notes());
			if (file.voxelSize().known() && !file.voxelSize().hasUnit())
				notes.add(new Message("The file does not say the unit of its voxel size.", Remedy.SAY_UNIT).say(Terminal.DIALECT));
			addNotes(info, notes);
		}
		catch (final InvalidInputException e) {
			addImage(info, e);
		}
		return info;
	}

	/** What is no label volume may still be an image to match. */
	private void addImage(final JsonObject info, final InvalidInputException noLabels) {
		final ImageSize image;
		try {
			image = Sources.measure(path);
		}
		catch (final InvalidInputException e) {
			throw noLabels;
		}
		info.addProperty("path", image.name());
		info.addProperty("format", image.format());
		info.add("size", StoredJson.array(image.size()));
		addVoxelSize(info, image.voxelSize());
		if (!image.offset().isEmpty())
			info.add("offset", StoredJson.array(image.offset().stream().mapToDouble(BigDecimal::doubleValue).toArray()));
		addNotes(info, image.notes());
		info.addProperty("labels", "no: " + noLabels.say(Terminal.DIALECT));
	}

	private JsonObject container(final OwnVolume own) {
		final JsonObject info = new JsonObject();
		info.addProperty("path", Stores.describe(path));
		final JobKind kind = JobKind.of(own);
		final VolumeSpec volume = JobRecord.spec(own);
		info.addProperty("format", own.format().title() + " of Label Upscaler, " + kind.words() + ", " + volume.compression());
		info.addProperty("state", own.record().state().map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("unknown"));
		info.add("size", StoredJson.array(volume.size()));
		info.addProperty("type", volume.type().n5Name());
		addVoxelSize(info, volume.voxelSize());
		switch (kind) {
			case LABELS -> addJob(info, PlanJson.read(own));
			case CELLS -> addJob(info, CellVolumePlan.read(own));
		}
		addLevels(info, own.format(), volume);
		// NB: in another store, to count objects takes a request for each thousand.
		if (!Stores.isElsewhere(path))
			addDisk(info, List.of(path));
		return info;
	}

	private static void addJob(final JsonObject info, final UpscalePlan plan) {
		info.addProperty("source", plan.source());
		info.addProperty("background", plan.writeBackground() ? "written" : "skipped");
	}

	private static void addJob(final JsonObject info, final CellVolumePlan plan) {
		info.addProperty("cells", plan.origin().cells());
		info.addProperty("labels", plan.origin().labels());
		info.addProperty("radius", plan.radius() + (plan.radius().unit().isEmpty() ? " voxels" : ""));
		info.addProperty("value", plan.value().word());
		plan.regions().ifPresent(ids -> info.addProperty("regions", ids.size()));
	}

	private void addLevels(final JsonObject info, final VolumeFormat format, final VolumeSpec volume) {
		final JsonArray levels = new JsonArray();
		for (int l = 0; l < volume.pyramid().levels(); l++) {
			final BlockGrid grid = volume.grids().get(l);
			final JsonObject json = new JsonObject();
			if (!format.isFile())
				json.addProperty("dataset", format.level(l).name());
			json.add("size", StoredJson.array(grid.size()));
			json.add("downsamplingFactors", StoredJson.array(volume.pyramid().factors(l)));
			json.addProperty("blocks", grid.blocks());
			levels.add(json);
		}
		info.add("levels", levels);
		info.addProperty("voxelBytes", volume.bytes());
	}

	private static long voxels(final long[] size) {
		return size[0] * size[1] * size[2];
	}

	private static void addVoxelSize(final JsonObject info, final VoxelSize voxelSize) {
		info.add("voxelSize", voxelSize.isStated() ? StoredJson.array(voxelSize.toArray()) : JsonNull.INSTANCE);
		info.addProperty("unit", voxelSize.hasUnit() ? voxelSize.unit() : null);
	}

	private static void addNotes(final JsonObject info, final List<String> notes) {
		final JsonArray array = new JsonArray();
		notes.forEach(array::add);
		if (!notes.isEmpty())
			info.add("notes", array);
	}

	private static void addDisk(final JsonObject info, final Iterable<Path> roots) {
		final long[] total = new long[2];
		for (final Path root : roots)
			try {
				Files.walkFileTree(root, new SimpleFileVisitor<Path>() {

					@Override
					public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
						total[0]++;
						total[1] += attributes.size();
						return FileVisitResult.CONTINUE;
					}
				});
			}
			catch (final IOException e) {
				throw new InvalidInputException("Cannot read " + root + ": " + LabelUpscalerException.reason(e), e);
			}
		info.addProperty("files", total[0]);
		info.addProperty("bytesOnDisk", total[1]);
	}

	private void print(final String indent, final JsonObject info) {
		for (final var field : info.entrySet()) {
			final JsonElement value = field.getValue();
			if (value.isJsonArray() && !value.getAsJsonArray().isEmpty() && value.getAsJsonArray().get(0).isJsonObject()) {
				output.output().say(indent + field.getKey() + ":");
				for (final JsonElement element : value.getAsJsonArray()) {
					final StringBuilder line = new StringBuilder();
					element.getAsJsonObject().entrySet().forEach(e -> line.append(line.length() == 0 ? "" : ", ").append(e
						.getKey()).append(' ').append(text(e.getValue())));
					output.output().say(indent + "  " + line);
				}
			}
			else if (field.getKey().equals("notes"))
				value.getAsJsonArray().forEach(note -> output.output().say(indent + "note:        " + text(note)));
			else
				output.output().say(indent + "%-12s ".formatted(field.getKey() + ":") + text(value));
		}
	}

	private static String text(final JsonElement value) {
		if (value.isJsonNull())
			return "unknown";
		if (!value.isJsonArray())
			return Terminal.shown(value.getAsString());
		final StringBuilder text = new StringBuilder();
		value.getAsJsonArray().forEach(e -> text.append(text.length() == 0 ? "" : " x ").append(e.getAsString()));
		return text.toString();
	}
}
