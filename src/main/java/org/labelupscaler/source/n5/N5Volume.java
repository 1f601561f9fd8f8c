package org.labelupscaler.source.n5;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.n5.Attributes;
import org.labelupscaler.source.array.ArrayAxes;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.JsonFile;
import org.labelupscaler.source.array.Multiscale;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * A volume in an N5 container as it is found, whoever wrote it: a dataset, or a group of datasets {@code s0}, {@code s1}
 * … that are the levels of one volume, as BigDataViewer, N5 Viewer, Paintera and others lay them out. Only attributes are
 * read, so that the volume may hold anything.
 *
 * @param group the folder that holds the levels, or the dataset
 * @param levels the attributes of the levels, full resolution first
 * @param shapes the size of each level, of all its dimensions
 * @param axes which dimensions are x, y and z
 * @param factors voxels of the first level per voxel of each level, x, y, z; for the first 1, 1, 1
 * @param voxelSize edges of a voxel of the first level; {@link VoxelSize#UNKNOWN} if nothing says
 */
record N5Volume(Path group, List<JsonFile> levels, List<long[]> shapes, ArrayAxes axes, List<double[]> factors,
	VoxelSize voxelSize)
{

	/** Where a container may have its volume, from the folder that a user names. */
	private static final List<String> GROUPS = List.of("", "setup0/timepoint0", "timepoint0", "data");

	private static final Pattern LEVEL = Pattern.compile("s(\\d{1,3})");

	/** Of voxels that this program may have made. */
	private static final double SMALLEST_EDGE = 1e-30;
	private static final double LARGEST_EDGE = 1e30;

	/** The group with levels that a folder is or holds; nothing if there is none. */
	static Optional<Path> group(final Path folder) {
		return GROUPS.stream().map(folder::resolve).filter(group -> Files.exists(level(group, 0).resolve(Attributes.FILE)))
			.findFirst();
	}

	private static Path level(final Path group, final int level) {
		return group.resolve("s" + level);
	}

	/**
	 * @param folder a container of BigDataViewer's layout (its first setup and time point are taken), a group with levels, or
	 *          a dataset
	 * @return its volume
	 * @throws InvalidInputException if there is none, or its attributes are damaged
	 */
	static N5Volume open(final Path folder) {
		if (!Files.isDirectory(folder))
			throw new InvalidInputException(folder + " is no N5 folder.");
		final JsonFile own = attributes(folder);
		if (own.has("dimensions"))
			return dataset(folder, own);
		final Path group = group(folder).orElseThrow(() -> new InvalidInputException(folder +
			" has no N5 volume: neither a dataset, nor levels s0, s1 … in it or in setup0/timepoint0. Name the folder that " +
			"holds them."));
		final List<JsonFile> levels = new ArrayList<>();
		while (Files.exists(level(group, levels.size()).resolve(Attributes.FILE)))
			levels.add(attributes(level(group, levels.size())));
		return of(group, levels, shared(group), 0);
	}

	private static N5Volume dataset(final Path folder, final JsonFile own) {
		final Path absolute = folder.toAbsolutePath().normalize();
		final Matcher name = LEVEL.matcher(absolute.getFileName() == null ? "" : absolute.getFileName().toString());
		// NB: a level that is named itself has its voxel size, and how it was made, where those of all levels are.
		final boolean level = name.matches();
		return of(folder, List.of(own), level ? shared(absolute.getParent()) : own, level ? Integer.parseInt(name.group(1)) : 0);
	}

	private static JsonFile attributes(final Path folder) {
		final Path file = folder.resolve(Attributes.FILE);
		return JsonFile.read(file).orElseGet(() -> new JsonFile(file, "", new JsonObject()));
	}

	/**
	 * What a group says of all its levels. NB: BigDataViewer itself writes the factors only in the group above, the
	 * setup; others the voxel size as well.
	 */
	private static JsonFile shared(final Path group) {
		final JsonFile shared = attributes(group);
		final Path above = group.toAbsolutePath().normalize().getParent();
		if (above == null)
			return shared;
		final JsonFile setup = attributes(above);
		final boolean sized = shared.has("resolution") || shared.has("pixelResolution");
		for (final String field : sized ? List.of("downsamplingFactors") : List.of("downsamplingFactors", "resolution",
			"pixelResolution", "unit", "units"))
			if (!shared.has(field) && setup.has(field))
				shared.json().add(field, setup.get(field));
		return shared;
	}

	private static N5Volume of(final Path group, final List<JsonFile> levels, final JsonFile shared, final int first) {
		final List<long[]> shapes = new ArrayList<>();
		for (final JsonFile level : levels) {
			final long[] shape = level.sizes("dimensions", AxisMap.MAX_SIZE);
			if (shape.length < 1 || !shapes.isEmpty() && shape.length != shapes.get(0).length)
				throw level.wrong("dimensions", "expected as many as the other levels have");
			shapes.add(shape);
		}
		final ArrayAxes axes = axes(levels.get(0), shared, shapes.get(0));
		try {
			final List<double[]> factors = new ArrayList<>();
			final long[] full = axes.pick(shapes.get(0));
			for (int l = 0; l < levels.size(); l++) {
				final long[] size = axes.pick(shapes.get(l));
				final double[] said = factors(levels.get(l), shared, axes, first + l);
				final double[] factor = new double[3];
				for (int d = 0; d < 3; d++)
					factor[d] = said != null ? said[d] : l == 0 ? 1 : Math.max(1, Math.rint((double) full[d] / size[d]));
				factors.add(factor);
			}
			final VoxelSize own = voxelSize(levels.get(0), axes);
			return of(group, levels, shapes, axes, factors, !own.known() ? voxelSize(shared, axes) : own);
		}
		catch (final InvalidInputException e) {
			throw e;
		}
		catch (final RuntimeException e) {
			throw new InvalidInputException("The attributes of " + group + " are damaged: " + LabelUpscalerException.reason(e), e);
		}
	}

	/** The voxel size is that of full resolution, and so are the factors; the first level need not be full resolution. */
	private static N5Volume of(final Path group, final List<JsonFile> levels, final List<long[]> shapes, final ArrayAxes axes,
		final List<double[]> factors, final VoxelSize full)
	{
		final double[] first = factors.get(0).clone();
		final VoxelSize voxelSize = full.times(first);
		for (final double[] factor : factors) {
			for (int d = 0; d < 3; d++)
				factor[d] /= first[d];
			voxelSize.times(factor); // throws if it is beyond all bounds
		}
		return new N5Volume(group, levels, shapes, axes, factors, voxelSize);
	}

	/** By name if there are names of all dimensions, as this program and n5-ij write them; else by position. */
	private static ArrayAxes axes(final JsonFile level, final JsonFile shared, final long[] shape) {
		for (final JsonFile json : List.of(level, shared))
			if (json.get("axes") instanceof JsonArray array && array.size() == shape.length) {
				final List<String> names = new ArrayList<>();
				array.forEach(name -> names.add(JsonFile.isText(name) ? name.getAsString() : ""));
				final Optional<ArrayAxes> named = ArrayAxes.named(names);
				if (named.isPresent())
					return named.get();
			}
		return ArrayAxes.byPosition(shape, false);
	}

	/** What the level says, or the group for all of them. */
	private static double[] factors(final JsonFile level, final JsonFile group, final ArrayAxes axes, final int number) {
		final JsonElement own = level.get("downsamplingFactors");
		if (own != null && !(level.array("downsamplingFactors").size() > 0 && own.getAsJsonArray().get(0).isJsonArray()))
			return doubles(level, "downsamplingFactors", own, axes, 1, 1e9);
		for (final String name : new String[] { "downsamplingFactors", "scales" })
			if (group.array(name).size() > number)
				return doubles(group, name, group.array(name).get(number), axes, 1, 1e9);
		return null;
	}

	private static VoxelSize voxelSize(final JsonFile json, final ArrayAxes axes) {
		final String field = json.has("pixelResolution") ? "pixelResolution" : "resolution";
		if (!json.has(field))
			return VoxelSize.UNKNOWN;
		final boolean isObject = json.get(field).isJsonObject();
		final double[] edges = doubles(json, field, isObject ? json.object(field).require("dimensions") : json.get(field), axes,
			SMALLEST_EDGE, LARGEST_EDGE);
		JsonElement unit = isObject ? json.object(field).get("unit") : null;
		if (unit == null)
			unit = json.get("unit");
		if (unit == null && json.array("units").size() > 0)
			unit = json.array("units").get(0);
		final String written = unit instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
		final String symbol = LengthUnit.parse(written).map(LengthUnit::symbol).orElse(written.isBlank() ? VoxelSize.PIXEL
			: written);
		return new VoxelSize(edges[0], edges[1], edges[2], symbol);
	}

	/** Numbers for x, y and z: of three or fewer the first ones, of more those of the axes. */
	private static double[] doubles(final JsonFile json, final String field, final JsonElement value, final ArrayAxes axes,
		final double least, final double most)
	{
		final double[] values = { 1, 1, 1 };
		final int dimensions = axes.names().size();
		final JsonArray array = value instanceof JsonArray a ? a : new JsonArray();
		final boolean byAxis = dimensions != 3 && array.size() == dimensions;
		if (!byAxis && array.size() != 3)
			throw json.wrong(field, "expected a number for each of " + dimensions + " dimensions");
		for (int d = 0; d < 3; d++) {
			final int at = byAxis ? axes.dimensions().get(d) : d;
			if (at < 0)
				continue;
			values[d] = JsonFile.number(array.get(at)).map(BigDecimal::doubleValue).orElse(Double.NaN);
			if (!(values[d] >= least && values[d] <= most))
				throw json.wrong(field, "expected numbers of " + least + " to " + most);
		}
		return values;
	}

	/** The size of the first level. */
	long[] size() {
		return axes.pick(shapes.get(0));
	}

	/** The levels as volumes; throws if they cannot be labels. */
	Multiscale labels() {
		final List<ArrayStore> stores = new ArrayList<>();
		for (int l = 0; l < levels.size(); l++)
			stores.add(store(l));
		return new Multiscale(stores, factors, voxelSize);
	}

	/** A level as a volume; throws if it cannot be labels. */
	ArrayStore store(final int level) {
		axes.checkOnlySpace(levels.get(level), shapes.get(level));
		return ArrayStore.of(levels.get(level), N5Array.of(levels.get(level), shapes.get(level)), axes);
	}
}
