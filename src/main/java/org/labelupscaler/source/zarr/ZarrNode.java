package org.labelupscaler.source.zarr;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.json.JsonFile;

import com.google.gson.JsonObject;

/**
 * An array or a group of a Zarr hierarchy: its metadata as they are in the files.
 *
 * @param folder where it is
 * @param version 2 or 3
 * @param isArray whether it is an array, not a group
 * @param metadata those of Zarr
 * @param attributes those of the user; empty if there are none
 */
record ZarrNode(Path folder, int version, boolean isArray, JsonFile metadata, JsonFile attributes) {

	/** What version 3 has for all metadata. */
	static final String V3 = "zarr.json";
	/** What version 2 has for an array. */
	static final String V2_ARRAY = ".zarray";
	/** What version 2 has for a group. */
	static final String V2_GROUP = ".zgroup";
	/** What version 2 has for attributes; some writers leave out the file that says it is a group. */
	static final String V2_ATTRIBUTES = ".zattrs";

	/** All of them. */
	static final List<String> FILES = List.of(V3, V2_ARRAY, V2_GROUP, V2_ATTRIBUTES);

	/** Whether a folder has the files of an array or group. */
	static boolean isNode(final Path folder) {
		return FILES.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
	}

	/** The array or group in a folder; nothing if there is none. Throws if its metadata are damaged. */
	static Optional<ZarrNode> read(final Path folder) {
		final Optional<JsonFile> v3 = JsonFile.read(folder.resolve(V3));
		if (v3.isPresent())
			return v3.map(ZarrNode::version3);
		final Path attributesFile = folder.resolve(V2_ATTRIBUTES);
		final Optional<JsonFile> attributes = JsonFile.read(attributesFile);
		final Optional<JsonFile> array = JsonFile.read(folder.resolve(V2_ARRAY));
		final Optional<JsonFile> group = array.isPresent() ? array : JsonFile.read(folder.resolve(V2_GROUP));
		group.ifPresent(json -> checkFormat(json, 2));
		return group.or(() -> attributes).map(json -> new ZarrNode(folder, 2, array.isPresent(), json, attributes.orElseGet(
			() -> empty(attributesFile))));
	}

	private static ZarrNode version3(final JsonFile json) {
		checkFormat(json, 3);
		final String type = json.text("node_type");
		if (!type.equals("array") && !type.equals("group"))
			throw json.wrong("node_type", "expected array or group");
		return new ZarrNode(json.file().getParent(), 3, type.equals("array"), json, json.has("attributes") ? json.object(
			"attributes") : empty(json.file()));
	}

	private static void checkFormat(final JsonFile json, final int version) {
		// NB: some writers have a text.
		if (!json.require("zarr_format").toString().replace("\"", "").equals(Integer.toString(version)))
			throw json.wrong("zarr_format", "expected " + version);
	}

	private static JsonFile empty(final Path file) {
		return new JsonFile(file, "", new JsonObject());
	}

	/** The size of an array, slowest axis first. */
	long[] shape() {
		final long[] shape = metadata.sizes("shape", AxisMap.MAX_SIZE);
		if (shape.length < 1)
			throw metadata.wrong("shape", "expected 2 or more dimensions");
		return shape;
	}
}
