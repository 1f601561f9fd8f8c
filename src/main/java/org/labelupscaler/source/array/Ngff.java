package org.labelupscaler.source.array;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.json.JsonFile;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;

/**
 * The OME-NGFF metadata of a group that holds the levels of an image (ngff.openmicroscopy.org, versions 0.1 to 0.6): the first
 * entry of {@code multiscales}. Names, units and numbers are in the order of C, the last the fastest axis, also in N5, where
 * n5-universe turns them around to match the dimensions. Coordinates are those of centres of voxels. The transformations of a level
 * come first, then those of all levels; from version 0.6 on the latter lead into further coordinate systems, and are not applied.
 *
 * @param folder the group
 * @param multiscale what it says
 * @param names the names of the axes, slowest first; none if it has no names
 * @param units the units of the axes, empty for one without; as many as names
 * @param paths the folders of the levels
 * @param shared whether there are transformations for all levels
 * @param notes what is not used; sentences
 */
public record Ngff(Path folder, JsonFile multiscale, List<String> names, List<String> units, List<Path> paths,
	boolean shared, List<String> notes)
{

	/** No image has more levels, as each has half the size of that before. */
	private static final int MOST_LEVELS = 64;

	private static final String SYSTEMS = "coordinateSystems";
	private static final String TRANSFORMATIONS = "coordinateTransformations";

	/** What versions without names have: all five. */
	private static final List<String> UNNAMED = List.of("t", "c", "z", "y", "x");

	/** Copies the lists. */
	public Ngff {
		names = List.copyOf(names);
		units = List.copyOf(units);
		paths = List.copyOf(paths);
		notes = List.copyOf(notes);
	}

	/**
	 * @param folder a group
	 * @param attributes its attributes
	 * @return the metadata; nothing if it has none, or those of another kind
	 * @throws org.labelupscaler.InvalidInputException if they are damaged
	 */
	public static Optional<Ngff> of(final Path folder, final JsonFile attributes) {
		// NB: version 0.5 has all below "ome".
		final JsonFile holder = attributes.has("ome") && !attributes.has("multiscales") ? attributes.object("ome") : attributes;
		final List<JsonFile> multiscales = holder.objects("multiscales");
		if (multiscales.isEmpty())
			return Optional.empty();
		return Optional.of(of(folder, multiscales.get(0), multiscales.size()));
	}

	private static Ngff of(final Path folder, final JsonFile multiscale, final int count) {
		final List<String> notes = new ArrayList<>();
		if (count > 1)
			notes.add("The metadata describe " + count + " images (multiscales); the first is taken.");
		final List<JsonFile> datasets = multiscale.objects("datasets");
		if (datasets.isEmpty() || datasets.size() > MOST_LEVELS)
			throw multiscale.wrong("datasets", "expected the levels of the image, 1 to " + MOST_LEVELS);
		final List<JsonFile> systems = multiscale.objects(SYSTEMS);
		final JsonFile axes = systems.isEmpty() ? multiscale : system(systems, datasets.get(0));
		final List<String> names = new ArrayList<>();
		final List<String> units = new ArrayList<>();
		// NB: version 0.3 has names only, versions before it none.
		for (final JsonElement axis : axes.array("axes")) {
			final boolean text = JsonFile.isText(axis);
			names.add(text ? axis.getAsString() : axes.object("axes", axis).text("name"));
			units.add(text ? "" : axes.object("axes", axis).text("unit", ""));
		}
		final List<Path> paths = new ArrayList<>();
		for (final JsonFile dataset : datasets)
			paths.add(inside(folder, dataset));
		final boolean further = !multiscale.array(TRANSFORMATIONS).isEmpty();
		if (!systems.isEmpty() && further)
			notes.add("The file has transformations into further coordinate systems; they are not applied.");
		return new Ngff(folder, multiscale, names, units, paths, systems.isEmpty() && further, notes);
	}

	/** The coordinate system that the transformations of a level lead to; else the first. */
	private static JsonFile system(final List<JsonFile> systems, final JsonFile dataset) {
		for (final JsonFile transformation : dataset.objects(TRANSFORMATIONS))
			for (final JsonFile system : systems)
				if (system.has("name") && system.get("name").equals(transformation.get("output")))
					return system;
		return systems.get(0);
	}

	private static Path inside(final Path group, final JsonFile dataset) {
		final String name = dataset.text("path");
		try {
			final Path folder = group.toAbsolutePath().normalize();
			final Path path = folder.resolve(name).normalize();
			if (path.startsWith(folder) && !path.equals(folder) && !group.getFileSystem().getPath(name).isAbsolute())
				return group.resolve(folder.relativize(path));
		}
		catch (final IllegalArgumentException e) {
			// NB: also what a path is that the system does not know; said below
		}
		throw dataset.wrong("path", "which is no folder inside the group");
	}

	/**
	 * @param level folder of a level, for messages
	 * @param shape the size of each of its dimensions
	 * @param lastIsFastest whether the last dimension is the fastest one, as in Zarr, or the first, as in N5
	 * @return which dimensions are x, y and z
	 * @throws org.labelupscaler.InvalidInputException if there is not a name for each
	 */
	public ArrayAxes axes(final Path level, final long[] shape, final boolean lastIsFastest) {
		if (!names.isEmpty() && names.size() != shape.length)
			throw multiscale.wrong(multiscale.has(SYSTEMS) ? SYSTEMS : "axes", "but the array " + level + " has " + shape.length +
				" dimensions");
		if (names.isEmpty()) {
			final Optional<ArrayAxes> cosem = VoxelAttributes.axes(multiscale.objects("datasets").get(0), shape.length, lastIsFastest);
			if (cosem.isPresent())
				return cosem.get();
		}
		final List<String> said = new ArrayList<>();
		for (final String name : names.isEmpty() && shape.length == UNNAMED.size() ? UNNAMED : names)
			said.add(lastIsFastest ? said.size() : 0, name);
		return ArrayAxes.named(said).orElseGet(() -> ArrayAxes.byPosition(shape, lastIsFastest));
	}

	/**
	 * @param level number of a level
	 * @param axes which dimensions are x, y and z
	 * @param lastIsFastest whether the last dimension is the fastest one
	 * @return size and place of its voxels, as far as something is said
	 * @throws org.labelupscaler.InvalidInputException if it is damaged
	 */
	public Placement placement(final int level, final ArrayAxes axes, final boolean lastIsFastest) {
		final int count = axes.names().size();
		final List<Integer> at = axes.dimensions().stream().map(d -> d < 0 || lastIsFastest ? d : count - 1 - d).toList();
		final JsonFile dataset = multiscale.objects("datasets").get(level);
		// NB: the groups of COSEM have its own transformations here.
		final Placement placement = dataset.has(TRANSFORMATIONS) ? new Placement() : new VoxelAttributes(dataset, axes,
			lastIsFastest).placement().orElseGet(Placement::new);
		notes.forEach(placement::note);
		for (int d = 0; d < 3; d++)
			if (at.get(d) >= 0 && !placement.known() && at.get(d) < units.size())
				placement.unit(d, units.get(at.get(d)));
		final Transformations transformations = new Transformations(placement, at, count);
		dataset.objects(TRANSFORMATIONS).forEach(transformations::apply);
		if (shared)
			multiscale.objects(TRANSFORMATIONS).forEach(transformations::apply);
		return placement;
	}

	/**
	 * @param level number of a level
	 * @return file and field that say how long its voxels are, for messages
	 */
	public String where(final int level) {
		return multiscale.file() + ": the field '" + multiscale.objects("datasets").get(level).prefix() + TRANSFORMATIONS + "'";
	}

	/**
	 * @param level a folder
	 * @return the number of that level; −1 if it is none
	 */
	public int level(final Path level) {
		final Path wanted = level.toAbsolutePath().normalize();
		for (int l = 0; l < paths.size(); l++)
			if (paths.get(l).toAbsolutePath().normalize().equals(wanted))
				return l;
		return -1;
	}

	/**
	 * @param attributes of a group
	 * @return what they list under a name, below "ome" or not: JSON, or nothing
	 */
	public static Optional<JsonElement> said(final JsonFile attributes, final String field) {
		final JsonElement own = attributes.get(field);
		if (own != null)
			return Optional.of(own);
		return attributes.has("ome") ? Optional.ofNullable(attributes.object("ome").get(field)) : Optional.empty();
	}

	/**
	 * @param attributes of a group
	 * @return the path of the first image of a plate or well; empty if it is none of these
	 */
	public static Optional<String> firstOfPlate(final JsonFile attributes) {
		final Optional<JsonElement> plate = said(attributes, "plate");
		if (plate.isPresent() && plate.get().isJsonObject())
			return path(plate.get().getAsJsonObject().get("wells"));
		final Optional<JsonElement> well = said(attributes, "well");
		return well.isPresent() && well.get().isJsonObject() ? path(well.get().getAsJsonObject().get("images")) : Optional.empty();
	}

	private static Optional<String> path(final JsonElement list) {
		return list instanceof JsonArray array && !array.isEmpty() && array.get(0).isJsonObject() && JsonFile.isText(array.get(0)
			.getAsJsonObject().get("path")) ? Optional.of(array.get(0).getAsJsonObject().get("path").getAsString()) : Optional
				.empty();
	}
}
