package org.labelupscaler.volume.zarr;

import java.util.Optional;

import org.labelupscaler.store.Key;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonObject;

/** OME-Zarr 0.4, on Zarr 2: for programs that do not read 0.5 yet. Each chunk is a file. */
public final class OmeZarr04 extends OmeZarrFormat {

	/** As ServiceLoader wants it. */
	public OmeZarr04() {
		super(ZarrVersion.TWO, "0.4");
	}

	@Override
	public String word() {
		return "ome-zarr-0.4";
	}

	@Override
	public Portions portions(final VolumeSpec spec, final int level) {
		return Portions.rows(spec.grids().get(level));
	}

	@Override
	JsonObject newMetadata() {
		return new JsonObject();
	}

	@Override
	JsonObject attributes(final JsonObject metadata) {
		return metadata;
	}

	@Override
	JsonObject ome(final JsonObject attributes) {
		return attributes;
	}

	@Override
	Optional<Key> groupKey() {
		return Optional.of(new Key(".zgroup"));
	}
}
