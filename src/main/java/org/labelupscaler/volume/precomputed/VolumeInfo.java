package org.labelupscaler.volume.precomputed;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

import org.labelupscaler.encode.CompressedSegmentation;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.store.Key;
import org.labelupscaler.volume.StoredJson;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** What the info file of a precomputed volume says: volume.md in the documentation of Neuroglancer. */
final class VolumeInfo {

	/** The key of the info file. */
	static final Key KEY = new Key("info");

	private VolumeInfo() {}

	/** What a level is below. */
	static Key level(final int level) {
		return new Key(Integer.toString(level));
	}

	/** The chunks of a level, in shards. */
	static Sharding sharding(final VolumeSpec spec, final int level) {
		return Sharding.of(level(level), spec.grids().get(level));
	}

	/** All of it, but for the record. */
	static JsonObject json(final VolumeSpec spec) {
		final JsonObject json = new JsonObject();
		json.addProperty("@type", "neuroglancer_multiscale_volume");
		json.addProperty("type", "segmentation");
		json.addProperty("data_type", spec.type().n5Name());
		json.addProperty("num_channels", 1);
		final JsonArray scales = new JsonArray();
		for (int l = 0; l < spec.pyramid().levels(); l++)
			scales.add(scale(spec, l));
		json.add("scales", scales);
		json.addProperty("segment_properties", SegmentProperties.FOLDER.name());
		return json;
	}

	private static JsonObject scale(final VolumeSpec spec, final int level) {
		final JsonObject json = new JsonObject();
		json.addProperty("key", level(level).name());
		json.add("size", StoredJson.array(spec.pyramid().size(level, spec.size())));
		json.add("resolution", resolution(spec.voxelSize(level)));
		json.add("voxel_offset", StoredJson.array(offset(spec, level).orElseThrow()));
		final JsonArray chunks = new JsonArray();
		chunks.add(StoredJson.array(Arrays.stream(spec.blockSize()).asLongStream().toArray()));
		json.add("chunk_sizes", chunks);
		final boolean segmentation = PrecomputedFrame.isSegmentation(spec);
		json.addProperty("encoding", segmentation ? "compressed_segmentation" : "raw");
		if (segmentation)
			json.add("compressed_segmentation_block_size", StoredJson.array(CompressedSegmentation.CUBE, CompressedSegmentation.CUBE,
				(long) CompressedSegmentation.CUBE));
		json.add("sharding", sharding(spec, level).json(PrecomputedFrame.isGzip(spec) ? "gzip" : "raw"));
		return json;
	}

	/** In nanometres, or, where no unit is known, as the numbers are. */
	private static JsonArray resolution(final VoxelSize voxelSize) {
		final JsonArray json = new JsonArray();
		final VoxelSize edges = voxelSize.hasUnit() ? voxelSize.in(LengthUnit.NANOMETER) : voxelSize;
		for (final double edge : edges.toArray())
			json.add(number(BigDecimal.valueOf(edge).stripTrailingZeros()));
		return json;
	}

	private static Number number(final BigDecimal value) {
		return value.scale() <= 0 && value.precision() - value.scale() < 19 ? (Number) value.longValueExact() : value;
	}

	/** The first voxel of a level in voxels of that level, counted from 0; nothing if that is no whole number. */
	static Optional<long[]> offset(final VolumeSpec spec, final int level) {
		final long[] voxels = new long[3];
		for (int d = 0; d < 3; d++) {
			final BigDecimal edge = BigDecimal.valueOf(spec.voxelSize().get(d)).multiply(BigDecimal.valueOf(spec.pyramid().factors(
				level)[d]));
			final BigDecimal[] whole = BigDecimal.valueOf(spec.offset()[d]).divideAndRemainder(edge);
			if (whole[1].signum() != 0 || whole[0].abs().compareTo(BigDecimal.valueOf(1L << 31)) > 0)
				return Optional.empty();
			voxels[d] = whole[0].longValueExact();
		}
		return Optional.of(voxels);
	}
}
