package org.labelupscaler.cells.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.job.JobKind;
import org.labelupscaler.job.JobRecord;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.SpecJson;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * A volume of cells as plain data: all that decides which bytes are written. Immutable.
 *
 * @param grid what the labels are: the volume gets their size, voxel size, offset, blocks and levels
 * @param title what viewers call the volume
 * @param origin where the cells come from
 * @param radius of the balls
 * @param value what their voxels say
 * @param regions ids of the regions whose cells are drawn; nothing for all cells
 */
public record CellVolumePlan(VolumeSpec grid, String title, CellOrigin origin, BallRadius radius, CellValue value,
	Optional<SortedSet<Long>> regions)
{

	private static final String CELLS_SHA256 = "cellsSha256";
	private static final String LABELS_SHA256 = "labelsSha256";
	private static final long MOST_UINT32 = 0xFFFFFFFFL;

	/**
	 * The volume that is written.
	 *
	 * @param largest the largest number of a cell that is drawn
	 * @return the volume: of ids the type that the labels have, of numbers the smallest of uint32 and uint64
	 */
	VolumeSpec volume(final long largest) {
		if (value == CellValue.ID)
			return grid;
		return grid.withType(largest > MOST_UINT32 ? LabelType.UINT64 : LabelType.UINT32);
	}

	/** A type that holds all values, whichever is written. */
	LabelType valueType() {
		return value == CellValue.ID ? grid.type() : LabelType.UINT64;
	}

	/** What the container records. */
	JsonObject json(final VolumeSpec volume) {
		final JsonObject json = new JsonObject();
		JobKind.CELLS.write(json);
		SpecJson.writeBlocks(volume, json);
		SpecJson.writeVoxelSize(volume, json);
		SpecJson.writeOffset(volume, json);
		json.addProperty("title", title);
		json.addProperty("cells", origin.cells());
		json.addProperty(CELLS_SHA256, origin.cellsSha256());
		json.addProperty("labels", origin.labels());
		json.addProperty(LABELS_SHA256, origin.labelsSha256());
		json.addProperty("placement", origin.placement());
		json.addProperty("radius", radius.toString());
		json.addProperty(JobRecord.VALUE, value.word());
		regions.ifPresent(ids -> {
			final JsonArray array = new JsonArray();
			ids.forEach(array::add);
			json.add("regions", array);
		});
		return json;
	}

	/** How this job differs from one that {@link #json} recorded. */
	List<String> differences(final JsonObject recorded) {
		final JsonObject now = json(grid);
		final List<String> differences = new ArrayList<>();
		if (!now.get(CELLS_SHA256).equals(recorded.get(CELLS_SHA256)))
			differences.add("the list of cells is not the same");
		if (!now.get(LABELS_SHA256).equals(recorded.get(LABELS_SHA256)))
			differences.add("the labels are not the same");
		// NB: the type of numbers depends on how many cells there are.
		differences.addAll(VolumeRecord.differences(now, recorded, Set.of("type", "title", "cells", "labels", CELLS_SHA256,
			LABELS_SHA256)));
		return differences;
	}

	/**
	 * @param own a volume of cells that this program has made
	 * @return the plan it was made from; its grid has the type of what was written
	 * @throws InvalidInputException if it holds something else, or what it records is damaged
	 */
	public static CellVolumePlan read(final OwnVolume own) {
		JobKind.CELLS.check(own);
		final JsonObject json = own.job();
		final VolumeSpec volume = JobRecord.spec(own);
		try {
			return new CellVolumePlan(volume, json.get("title").getAsString(), new CellOrigin(json.get("cells").getAsString(), json
				.get(CELLS_SHA256).getAsString(), json.get("labels").getAsString(), json.get(LABELS_SHA256).getAsString(), json.get(
					"placement").getAsString()), BallRadius.parse(json.get("radius").getAsString()), CellValue.valueOf(json.get(
						JobRecord.VALUE).getAsString().toUpperCase(java.util.Locale.ROOT)), regions(json));
		}
		catch (final RuntimeException e) {
			throw JobKind.damaged(own, e);
		}
	}

	private static Optional<SortedSet<Long>> regions(final JsonObject json) {
		if (!json.has("regions"))
			return Optional.empty();
		final SortedSet<Long> ids = new TreeSet<>();
		json.getAsJsonArray("regions").forEach(id -> ids.add(id.getAsLong()));
		return Optional.of(ids);
	}
}
