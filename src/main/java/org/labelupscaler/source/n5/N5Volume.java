package org.labelupscaler.source.n5;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.array.ArrayAxes;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.ArraysBelow;
import org.labelupscaler.source.array.Geometry;
import org.labelupscaler.source.array.Multiscale;
import org.labelupscaler.source.array.Ngff;
import org.labelupscaler.source.array.Placement;
import org.labelupscaler.source.array.StoredMeaning;
import org.labelupscaler.source.array.VoxelAttributes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

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
 * @param geometry size and place of the voxels of the first level
 */
record N5Volume(Path group, List<JsonFile> levels, List<long[]> shapes, ArrayAxes axes, List<double[]> factors,
	Geometry geometry)
{

	/** The name of the attributes of a group. */
	static final String ATTRIBUTES = "attributes.json";

	/** Where a container may have its volume, from the folder that a user names. */
	private static final List<String> GROUPS = List.of("", "setup0/timepoint0", "timepoint0", "data");

	private static final Pattern LEVEL = Pattern.compile("s(\\d{1,3})");

	/** The group with levels that a folder is or holds; nothing if there is none. */
	static Optional<Path> group(final Path folder) {
		return GROUPS.stream().map(folder::resolve).filter(group -> Files.exists(level(group, 0).resolve(ATTRIBUTES)))
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
		StoredMeaning.checkMultiset(own);
		if (own.has("dimensions"))
			return dataset(folder, own);
		final Optional<Ngff> ngff = ngff(folder, own);
		if (ngff.isPresent() && Files.exists(ngff.get().paths().get(0).resolve(ATTRIBUTES)))
			return image(folder, ngff.get(), own);
		final Path group = group(folder).orElseThrow(() -> new InvalidInputException(folder +
			" has no N5 volume: neither a dataset, nor levels s0, s1 … in it or in setup0/timepoint0. " + below(folder)));
		final List<JsonFile> levels = new ArrayList<>();
		while (Files.exists(level(group, levels.size()).resolve(ATTRIBUTES)))
			levels.add(attributes(level(group, levels.size())));
		final JsonFile shared = shared(group);
		StoredMeaning.checkMultiset(shared);
		return of(group, levels, shared, IntStream.range(0, levels.size()).boxed().toList());
	}

	/** The metadata of an image, if there are any that say where its levels are. */
	private static Optional<Ngff> ngff(final Path group, final JsonFile attributes) {
		return attributes.get("multiscales") instanceof JsonArray || attributes.has("ome") ? Ngff.of(group, attributes) : Optional
			.empty();
	}

	/** An image of OME-NGFF in N5: its levels are those that the metadata name. */
	private static N5Volume image(final Path folder, final Ngff ngff, final JsonFile own) {
		final List<JsonFile> levels = new ArrayList<>();
		final List<Integer> numbers = new ArrayList<>();
		for (int l = 0; l < ngff.paths().size(); l++)
			if (Files.exists(ngff.paths().get(l).resolve(ATTRIBUTES))) {
				levels.add(attributes(ngff.paths().get(l)));
				numbers.add(l);
			}
		return of(folder, levels, own, numbers);
	}

	/** Whether a folder is a dataset, be it damaged or not. */
	static boolean isDataset(final Path folder) {
		try {
			return Files.exists(folder.resolve(ATTRIBUTES)) && attributes(folder).has("dimensions");
		}
		catch (final InvalidInputException e) {
			return false;
		}
	}

	private static String below(final Path folder) {
		final String sentence = ArraysBelow.sentence(folder, N5Volume::isDataset);
		return sentence.isEmpty() ? "Name the folder that holds them." : sentence;
	}

	private static N5Volume dataset(final Path folder, final JsonFile own) {
		final Path absolute = folder.toAbsolutePath().normalize();
		final Matcher name = LEVEL.matcher(absolute.getFileName() == null ? "" : absolute.getFileName().toString());
		// NB: a level that is named itself has its voxel size, and how it was made, where those of all levels are.
		final boolean level = name.matches();
		final Path above = absolute.getParent();
		final boolean ofImage = above != null && ngff(above, attributes(above)).map(ngff -> ngff.level(folder) >= 0).orElse(false);
		return of(folder, List.of(own), level || ofImage ? shared(above) : own, List.of(level ? Integer.parseInt(
			name.group(1)) : 0));
	}

	private static JsonFile attributes(final Path folder) {
		final Path file = folder.resolve(ATTRIBUTES);
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
		final boolean sized = shared.has("resolution") || shared.has("pixelResolution") || shared.has("multiscales");
		for (final String field : sized ? List.of("downsamplingFactors") : List.of("downsamplingFactors", "resolution",
			"pixelResolution", "unit", "units"))
			if (!shared.has(field) && setup.has(field))
				shared.json().add(field, setup.get(field));
		return shared;
	}

	/** NB: some of the levels that the group describes may be missing, so that each has its number there. */
	private static N5Volume of(final Path group, final List<JsonFile> levels, final JsonFile shared,
		final List<Integer> numbers)
	{
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
				final double[] said = factors(levels.get(l), shared, axes, numbers.get(l));
				final double[] factor = new double[3];
				for (int d = 0; d < 3; d++)
					factor[d] = said != null ? said[d] : l == 0 ? 1 : Math.max(1, Math.rint((double) full[d] / size[d]));
				factors.add(factor);
			}
			final double[] fullest = factors.get(0).clone();
			final String where = levels.get(0).file() + ": the size of voxels";
			final Geometry geometry = placement(levels.get(0), shared, axes, fullest).map(placement -> placement.geometry(full,
				where)).orElseGet(() -> new Geometry(VoxelSize.UNKNOWN.times(fullest), List.of(), List.of()));
			return relative(group, levels, shapes, axes, factors, geometry.withNotes(axes.notes(shapes.get(0))).withNotes(
				StoredMeaning.notes(levels.get(0))));
		}
		catch (final InvalidInputException e) {
			throw e;
		}
		catch (final RuntimeException e) {
			throw new InvalidInputException("The attributes of " + group + " are damaged: " + LabelUpscalerException.reason(e), e);
		}
	}

	/** The level itself comes before an image that it belongs to, and the group last. */
	private static Optional<Placement> placement(final JsonFile level, final JsonFile shared, final ArrayAxes axes,
		final double[] factors)
	{
		final Optional<Placement> own = new VoxelAttributes(level, axes, false).placement(factors);
		if (own.isPresent())
			return own;
		final Path folder = level.file().getParent();
		final Path above = shared.file().getParent();
		final Optional<Ngff> ngff = above == null ? Optional.empty() : ngff(above, shared).filter(n -> n.level(folder) >= 0);
		if (ngff.isPresent()) {
			final Placement placed = ngff.get().placement(ngff.get().level(folder), axes, false);
			if (placed.known())
				return Optional.of(placed);
		}
		return new VoxelAttributes(shared, axes, false).placement(factors);
	}

	/** Factors are those of full resolution; the first level need not be full resolution. */
	private static N5Volume relative(final Path group, final List<JsonFile> levels, final List<long[]> shapes,
		final ArrayAxes axes, final List<double[]> factors, final Geometry geometry)
	{
		final double[] first = factors.get(0).clone();
		for (final double[] factor : factors) {
			for (int d = 0; d < 3; d++)
				factor[d] /= first[d];
			geometry.voxelSize().times(factor); // throws if it is beyond all bounds
		}
		return new N5Volume(group, levels, shapes, axes, factors, geometry);
	}

	/**
	 * By name if there are names of all dimensions, as this program, n5-ij and tensorstore write them, in their order; or, last the
	 * fastest, xarray, funlib, COSEM and OME-NGFF; else by position.
	 */
	private static ArrayAxes axes(final JsonFile level, final JsonFile shared, final long[] shape) {
		for (final JsonFile json : List.of(level, shared)) {
			if (json.get("axes") instanceof JsonArray array && array.size() == shape.length) {
				final Optional<ArrayAxes> named = ArrayAxes.named(array);
				if (named.isPresent())
					return named.get();
			}
			for (final String field : new String[] { "_ARRAY_DIMENSIONS", "axis_names" })
				if (json.get(field) instanceof JsonArray array && array.size() == shape.length) {
					final List<JsonElement> reversed = new ArrayList<>();
					array.forEach(name -> reversed.add(0, name));
					final Optional<ArrayAxes> named = ArrayAxes.named(reversed);
					if (named.isPresent())
						return named.get();
				}
			final Optional<ArrayAxes> cosem = VoxelAttributes.axes(json, shape.length, false);
			if (cosem.isPresent())
				return cosem.get();
		}
		final Path above = shared.file().getParent();
		final Path folder = level.file().getParent();
		final Optional<Ngff> ngff = above == null ? Optional.empty() : ngff(above, shared).filter(n -> n.level(folder) >= 0);
		if (ngff.isPresent() && !ngff.get().names().isEmpty())
			return ngff.get().axes(folder, shape, false);
		return imagej(level, shape).orElseGet(() -> ArrayAxes.byPosition(shape, false));
	}

	/** NB: n5-ij leaves out axes of one entry, so that a third dimension may be channels. */
	private static Optional<ArrayAxes> imagej(final JsonFile level, final long[] shape) {
		final List<String> names = new ArrayList<>(List.of("x", "y"));
		final List<String> counts = List.of("numChannels", "numSlices", "numFrames");
		for (int c = 0; c < 3; c++) {
			final Optional<BigDecimal> count = JsonFile.number(level.get(counts.get(c)));
			if (count.isEmpty())
				return Optional.empty();
			if (count.get().compareTo(BigDecimal.ONE) > 0)
				names.add("czt".substring(c, c + 1));
		}
		return names.size() == shape.length ? ArrayAxes.named(names) : Optional.empty();
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

	/** Numbers for x, y and z: of three or fewer the first ones, of more those of the axes. */
	private static double[] doubles(final JsonFile json, final String field, final JsonElement value, final ArrayAxes axes,
		final double least, final double most)
	{
		final double[] values = { 1, 1, 1 };
		final int dimensions = axes.names().size();
		final JsonArray array = value instanceof JsonArray a ? a : new JsonArray();
		final boolean byAxis = array.size() == dimensions;
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
		return new Multiscale(stores, factors, geometry.voxelSize());
	}

	/** A level as a volume; throws if it cannot be labels. */
	ArrayStore store(final int level) {
		axes.checkOnlySpace(levels.get(level), shapes.get(level));
		final N5Array array = N5Array.of(levels.get(level), shapes.get(level));
		StoredMeaning.check(levels.get(level));
		return ArrayStore.of(levels.get(level), array, axes);
	}
}
