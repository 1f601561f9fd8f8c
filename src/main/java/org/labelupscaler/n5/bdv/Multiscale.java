package org.labelupscaler.n5.bdv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.n5.Attributes;
import org.labelupscaler.n5.N5Dataset;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * A volume in an N5 container as it is found, whoever wrote it: a dataset, or a group of datasets {@code s0}, {@code s1}
 * … that are the levels of one volume, as BigDataViewer, N5 Viewer, Paintera and others lay them out.
 *
 * @param levels full resolution first
 * @param factors voxels of the first level per voxel of each level, x, y, z; for the first 1, 1, 1
 * @param voxelSize edges of a voxel of the first level; {@link VoxelSize#UNKNOWN} if nothing says
 */
public record Multiscale(List<N5Dataset> levels, List<double[]> factors, VoxelSize voxelSize) {

	/** Where a container may have its volume, from the folder that a user names. */
	private static final List<String> GROUPS = List.of("", "setup0/timepoint0", "timepoint0", "data");

	/**
	 * @param folder a container of BigDataViewer's layout (its first setup and time point are taken), a group with levels, or
	 *          a dataset
	 * @return its volume
	 * @throws InvalidInputException if there is none, or it is damaged
	 */
	public static Multiscale open(final Path folder) {
		if (!Files.isDirectory(folder))
			throw new InvalidInputException(folder + " is no N5 folder.");
		final JsonObject root = attributes(folder);
		if (root.has("dimensions"))
			return of(folder, List.of(N5Dataset.open(folder)));
		for (final String name : GROUPS) {
			final Path group = folder.resolve(name);
			final List<N5Dataset> levels = new ArrayList<>();
			for (Path level = group.resolve("s0"); Files.exists(level.resolve(Attributes.FILE)); level = group.resolve("s" +
				levels.size()))
				levels.add(N5Dataset.open(level));
			if (!levels.isEmpty())
				return of(group, levels);
		}
		throw new InvalidInputException(folder + " has no N5 volume: neither a dataset, nor levels s0, s1 … in it or in " +
			"setup0/timepoint0. Name the folder that holds them.");
	}

	private static JsonObject attributes(final Path folder) {
		return Optional.ofNullable(Attributes.read(folder)).orElseGet(JsonObject::new);
	}

	private static Multiscale of(final Path group, final List<N5Dataset> levels) {
		final List<double[]> factors = new ArrayList<>();
		final long[] full = levels.get(0).grid().size();
		try {
			final JsonObject shared = attributes(group);
			// NB: BigDataViewer itself writes the factors only there.
			if (!shared.has("downsamplingFactors") && group.getParent() != null)
				Optional.ofNullable(attributes(group.getParent()).get("downsamplingFactors")).ifPresent(f -> shared.add(
					"downsamplingFactors", f));
			for (int l = 0; l < levels.size(); l++) {
				final long[] size = levels.get(l).grid().size();
				final double[] said = factors(attributes(levels.get(l).folder()), shared, l);
				final double[] factor = new double[3];
				for (int d = 0; d < 3; d++)
					factor[d] = said != null ? said[d] : l == 0 ? 1 : Math.max(1, Math.rint((double) full[d] / size[d]));
				factors.add(factor);
			}
			final VoxelSize own = voxelSize(attributes(levels.get(0).folder()));
			return of(levels, factors, own.equals(VoxelSize.UNKNOWN) ? voxelSize(shared) : own);
		}
		catch (final InvalidInputException e) {
			throw e;
		}
		catch (final RuntimeException e) {
			throw new InvalidInputException("The attributes of " + group + " are damaged: " + e.getMessage(), e);
		}
	}

	/** The voxel size is that of full resolution, and so are the factors; the first level need not be full resolution. */
	private static Multiscale of(final List<N5Dataset> levels, final List<double[]> factors, final VoxelSize full) {
		final double[] first = factors.get(0).clone();
		final VoxelSize voxelSize = full.equals(VoxelSize.UNKNOWN) ? full : scaled(full, first);
		for (final double[] factor : factors) {
			for (int d = 0; d < 3; d++)
				factor[d] /= first[d];
			scaled(voxelSize, factor); // throws if it is beyond all bounds
		}
		return new Multiscale(levels, factors, voxelSize);
	}

	private static VoxelSize scaled(final VoxelSize size, final double[] factor) {
		return new VoxelSize(size.x() * factor[0], size.y() * factor[1], size.z() * factor[2], size.unit());
	}

	/**
	 * @param level a level
	 * @return edges of its voxels
	 */
	public VoxelSize voxelSize(final int level) {
		return scaled(voxelSize, factors.get(level));
	}

	/** What the level says, or the group for all of them. */
	private static double[] factors(final JsonObject level, final JsonObject group, final int number) {
		if (level.has("downsamplingFactors"))
			return doubles(level.getAsJsonArray("downsamplingFactors"), false);
		for (final String name : new String[] { "downsamplingFactors", "scales" })
			if (group.has(name) && !group.get(name).isJsonNull() && group.getAsJsonArray(name).size() > number)
				return doubles(group.getAsJsonArray(name).get(number).getAsJsonArray(), false);
		return null;
	}

	private static VoxelSize voxelSize(final JsonObject json) {
		final JsonElement resolution = json.has("pixelResolution") ? json.get("pixelResolution") : json.get("resolution");
		if (resolution == null || resolution.isJsonNull())
			return VoxelSize.UNKNOWN;
		final boolean object = resolution.isJsonObject();
		final double[] edges = doubles(object ? resolution.getAsJsonObject().getAsJsonArray("dimensions") : resolution
			.getAsJsonArray(), true);
		String unit = "";
		if (object && isText(resolution.getAsJsonObject().get("unit")))
			unit = resolution.getAsJsonObject().get("unit").getAsString();
		else if (isText(json.get("unit")))
			unit = json.get("unit").getAsString();
		else if (json.has("units") && json.getAsJsonArray("units").size() > 0)
			unit = json.getAsJsonArray("units").get(0).getAsString();
		final String written = unit;
		final String symbol = LengthUnit.parse(unit).map(LengthUnit::symbol).orElse(written.isBlank() ? VoxelSize.PIXEL
			: written);
		return new VoxelSize(edges[0], edges[1], edges[2], symbol);
	}

	private static boolean isText(final JsonElement json) {
		return json != null && json.isJsonPrimitive();
	}

	private static double[] doubles(final JsonArray array, final boolean any) {
		final double[] values = new double[3];
		for (int d = 0; d < 3; d++) {
			values[d] = array.get(d).getAsDouble();
			if (!any && !(values[d] >= 1 && values[d] < 1e9))
				throw new IllegalArgumentException("a downsampling factor is " + values[d]);
		}
		return values;
	}
}
