package org.labelupscaler.cells.output.precomputed;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;

import org.labelupscaler.cells.output.CellSpace;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.ontology.Structure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * The file {@code info} of annotations.
 *
 * @param space the labels
 * @param origin the corner of the first voxel, in voxels
 * @param levels the spatial index
 * @param hasIds whether the region's id is a property
 * @param regions ids of the regions that have cells
 */
record AnnotationInfo(CellSpace space, double[] origin, SpatialLevels levels, boolean hasIds, Collection<Long> regions) {

	/** Its name. */
	static final String FILE = "info";
	/** What marks the folder as made by this program. */
	static final String MARK = "labelUpscaler";
	private static final String[] AXES = { "x", "y", "z" };

	/** The corner of the first voxel, in voxels. */
	static double[] origin(final CellSpace space) {
		final double[] origin = space.offset();
		for (int d = 0; d < 3; d++)
			origin[d] = BigDecimal.valueOf(origin[d]).divide(BigDecimal.valueOf(space.voxelSize().get(d)), MathContext.DECIMAL64).doubleValue();
		return origin;
	}

	JsonObject json(final Sharding byId, final Sharding byRegion, final List<Sharding> spatial) {
		final JsonObject json = new JsonObject();
		json.addProperty("@type", "neuroglancer_annotations_v1");
		json.add("dimensions", dimensions());
		final double[] upper = origin.clone();
		for (int d = 0; d < 3; d++)
			upper[d] += space.size()[d];
		json.add("lower_bound", array(origin));
		json.add("upper_bound", array(upper));
		json.addProperty("annotation_type", "POINT");
		json.add("properties", properties());
		final JsonObject relationship = index("region", byRegion);
		relationship.addProperty("id", "region");
		final JsonArray relationships = new JsonArray();
		relationships.add(relationship);
		json.add("relationships", relationships);
		json.add("by_id", index("by_id", byId));
		json.add("spatial", spatial(spatial));
		json.addProperty(MARK, "cells");
		return json;
	}

	/** Edges of a voxel, in metres if anybody has said the unit. */
	private JsonObject dimensions() {
		final boolean hasUnit = space.voxelSize().hasUnit();
		final VoxelSize edges = hasUnit ? space.voxelSize().in(LengthUnit.METER) : space.voxelSize();
		final JsonObject json = new JsonObject();
		for (int d = 0; d < 3; d++) {
			final JsonArray dimension = new JsonArray();
			dimension.add(edges.get(d));
			dimension.add(hasUnit ? "m" : "");
			json.add(AXES[d], dimension);
		}
		return json;
	}

	private JsonArray properties() {
		final JsonArray json = new JsonArray();
		if (hasIds) {
			final JsonObject id = property("region", "uint32", "region the cell lies in");
			final JsonArray values = new JsonArray();
			final JsonArray labels = new JsonArray();
			for (final long region : regions) {
				final Structure structure = space.region(region);
				values.add(region);
				labels.add(structure.title().isEmpty() ? space.id(region) : structure.title());
			}
			if (!values.isEmpty()) {
				id.add("enum_values", values);
				id.add("enum_labels", labels);
			}
			json.add(id);
		}
		json.add(property("color", "rgb", "colour of the region"));
		return json;
	}

	private static JsonObject property(final String id, final String type, final String description) {
		final JsonObject json = new JsonObject();
		json.addProperty("id", id);
		json.addProperty("type", type);
		json.addProperty("description", description);
		return json;
	}

	private static JsonObject index(final String key, final Sharding sharding) {
		final JsonObject json = new JsonObject();
		json.addProperty("key", key);
		json.add("sharding", sharding.json());
		return json;
	}

	private JsonArray spatial(final List<Sharding> sharding) {
		final JsonArray json = new JsonArray();
		for (int l = 0; l < levels.levels(); l++) {
			final JsonObject level = index("spatial" + l, sharding.get(l));
			final JsonArray grid = new JsonArray();
			final JsonArray chunk = new JsonArray();
			for (int d = 0; d < 3; d++) {
				grid.add(levels.grid(l)[d]);
				chunk.add(BigDecimal.valueOf(space.size()[d]).divide(BigDecimal.valueOf(levels.grid(l)[d])).stripTrailingZeros());
			}
			level.add("grid_shape", grid);
			level.add("chunk_size", chunk);
			level.addProperty("limit", Math.max(1, levels.most(l)));
			json.add(level);
		}
		return json;
	}

	private static JsonArray array(final double[] numbers) {
		final JsonArray json = new JsonArray();
		for (final double number : numbers)
			json.add(number);
		return json;
	}
}
