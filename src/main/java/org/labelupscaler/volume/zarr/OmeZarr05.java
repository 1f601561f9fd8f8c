package org.labelupscaler.volume.zarr;

import java.util.Optional;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.store.Key;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonObject;

/**
 * OME-Zarr 0.5, on Zarr 3: chunks in shards. A shard has up to eight chunks along each axis, but no more than leaves 64 shards to a
 * level, so that there is work for many threads; a level with fewer chunks than that has none.
 */
public final class OmeZarr05 extends OmeZarrFormat {

	private static final int LARGEST = 8;
	private static final int FEWEST_SHARDS = 64;

	/** As ServiceLoader wants it. */
	public OmeZarr05() {
		super(ZarrVersion.THREE, "0.5");
	}

	@Override
	public String word() {
		return "ome-zarr";
	}

	@Override
	public Portions portions(final VolumeSpec spec, final int level) {
		final BlockGrid grid = spec.grids().get(level);
		for (int edge = LARGEST; edge > 1; edge /= 2) {
			final Portions shards = Portions.shards(grid, edge, edge, edge);
			if (shards.count() >= FEWEST_SHARDS)
				return shards;
		}
		return Portions.rows(grid);
	}

	@Override
	JsonObject newMetadata() {
		final JsonObject metadata = ZarrVersion.THREE.group();
		metadata.add("attributes", new JsonObject());
		return metadata;
	}

	@Override
	JsonObject attributes(final JsonObject metadata) {
		return object(metadata, "attributes");
	}

	@Override
	JsonObject ome(final JsonObject attributes) {
		final JsonObject ome = object(attributes, "ome");
		ome.addProperty("version", "0.5");
		return ome;
	}

	private static JsonObject object(final JsonObject json, final String field) {
		if (!(json.get(field) instanceof JsonObject))
			json.add(field, new JsonObject());
		return json.getAsJsonObject(field);
	}

	@Override
	Optional<Key> groupKey() {
		return Optional.empty();
	}
}
