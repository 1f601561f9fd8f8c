package org.labelupscaler.volume.n5;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.StoredJson;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * The folders and attributes of one multi-resolution volume: {@code setup0/timepoint0/s0, s1, …} as BigDataViewer names
 * them, with what N5 Viewer (n5-universe) and Neuroglancer look for besides. BigDataViewer needs
 * {@code downsamplingFactors} and {@code dataType} of the setup; N5 Viewer {@code downsamplingFactors} and
 * {@code pixelResolution} of each level, the latter that of full resolution on all of them; Neuroglancer
 * {@code resolution} and {@code units} of the group, units being SI symbols or empty.
 *
 * @param spec the volume
 */
record BdvLayout(VolumeSpec spec) {

	/** The name of the attributes of a group. */
	static final String ATTRIBUTES = "attributes.json";
	private static final Key SETUP = new Key("setup0");

	/** What holds the levels; open this one in N5 Viewer or Neuroglancer. */
	static final Key GROUP = SETUP.resolve("timepoint0");

	private static final String NUMBER = "(?:0|[1-9][0-9]{0,9})";

	/** Everything that stands below the setup's folder. */
	private static final Pattern OWN = Pattern.compile(SETUP + "(/attributes\\.json|/timepoint0(/attributes\\.json|/s(?<level>" + NUMBER +
		")(/attributes\\.json|/" + NUMBER + "(/" + NUMBER + "(/(?<block>" + NUMBER + "))?)?)?)?)?");

	/** Below the setup: timepoint0, s0, and a block's first two numbers. */
	private static final int DEPTH = 4;

	/** What the attributes and blocks of a level are below; 0 is full resolution. */
	static Key level(final int level) {
		return GROUP.resolve("s" + level);
	}

	/** Whether this layout has such an entry. */
	static boolean contains(final Entry entry, final int levels) {
		final Matcher matcher = OWN.matcher(entry.key().name());
		if (!matcher.matches() || matcher.group("level") != null && Long.parseLong(matcher.group("level")) >= levels)
			return false;
		final boolean bytes = matcher.group("block") != null || entry.key().last().equals(ATTRIBUTES);
		return entry.kind() == (bytes ? Entry.Kind.BYTES : Entry.Kind.PREFIX);
	}

	/**
	 * Looks at the prefixes of the layout, down to those of the blocks, but not at the blocks: these are replaced, never
	 * written to.
	 */
	static Optional<Entry> findForeign(final Store store) throws IOException {
		for (final Entry entry : store.list(Key.ROOT))
			if (entry.key().equals(SETUP) && entry.kind() == Entry.Kind.FOREIGN)
				return Optional.of(entry);
		return store.findForeign(SETUP, DEPTH);
	}

	/** The attributes of the levels and groups, by where they stand, in the order in which they are written. */
	Map<Key, JsonObject> attributes() {
		final VoxelSize voxelSize = spec.voxelSize();
		final Map<Key, JsonObject> attributes = new LinkedHashMap<>();
		final JsonArray factors = new JsonArray();
		for (int l = 0; l < spec.pyramid().levels(); l++)
			factors.add(StoredJson.array(spec.pyramid().factors(l)));
		final boolean calibrated = LengthUnit.parse(voxelSize.unit()).isPresent();
		int l = 0;
		for (final BlockGrid grid : spec.grids()) {
			final JsonObject level = dataset(grid);
			level.add("downsamplingFactors", StoredJson.array(spec.pyramid().factors(l)));
			if (calibrated)
				level.add("pixelResolution", pixelResolution(voxelSize));
			else {
				level.add("resolution", StoredJson.array(voxelSize.toArray()));
				level.addProperty("unit", voxelSize.unit());
			}
			attributes.put(level(l++).resolve(ATTRIBUTES), level);
		}
		final JsonObject group = new JsonObject();
		group.addProperty("multiScale", true);
		group.add("axes", StoredJson.array("x", "y", "z"));
		group.add("resolution", StoredJson.array(voxelSize.toArray()));
		final String unit = calibrated ? voxelSize.unit() : "";
		group.add("units", StoredJson.array(unit, unit, unit));
		if (calibrated)
			group.add("pixelResolution", pixelResolution(voxelSize));
		group.add("downsamplingFactors", factors);
		attributes.put(GROUP.resolve(ATTRIBUTES), group);
		final JsonObject setup = new JsonObject();
		setup.add("downsamplingFactors", factors);
		setup.addProperty("dataType", spec.type().n5Name());
		attributes.put(SETUP.resolve(ATTRIBUTES), setup);
		return attributes;
	}

	/** What makes a group an N5 dataset. */
	private JsonObject dataset(final BlockGrid grid) {
		final JsonObject json = new JsonObject();
		json.add("dimensions", StoredJson.array(grid.size()));
		json.add("blockSize", StoredJson.array(Arrays.stream(grid.blockSize()).asLongStream().toArray()));
		json.addProperty("dataType", spec.type().n5Name());
		json.add("compression", compression(spec.compression()));
		return json;
	}

	private static JsonObject compression(final Compression compression) {
		final JsonObject json = new JsonObject();
		json.addProperty("type", compression.kind().word());
		switch (compression.kind()) {
			case GZIP -> {
				json.addProperty("level", compression.level());
				json.addProperty("useZlib", false);
			}
			case ZSTD -> json.addProperty("level", compression.level());
			case LZ4 -> json.addProperty("blockSize", 65536);
			case RAW -> {}
			case BLOSC_LZ4, BLOSC_ZSTD -> throw new IllegalArgumentException(compression + " is not one of N5's");
		}
		return json;
	}

	private static JsonObject pixelResolution(final VoxelSize voxelSize) {
		final JsonObject json = new JsonObject();
		json.addProperty("unit", voxelSize.unit());
		json.add("dimensions", StoredJson.array(voxelSize.toArray()));
		return json;
	}
}
