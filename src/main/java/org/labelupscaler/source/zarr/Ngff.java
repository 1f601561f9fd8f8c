package org.labelupscaler.source.zarr;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.array.ArrayAxes;
import org.labelupscaler.source.array.JsonFile;

import com.google.gson.JsonElement;

/**
 * The OME-NGFF metadata of a group that holds the levels of an image (ngff.openmicroscopy.org, versions 0.1 to 0.5): the first
 * entry of {@code multiscales}. Translations are left out of account: labels and image have the same.
 *
 * @param group the group
 * @param multiscale what it says
 * @param names the names of the axes, in the order of the dimensions; none if it has no names
 * @param units the units of the axes, empty for one without; as many as names
 * @param paths the folders of the levels
 */
record Ngff(ZarrNode group, JsonFile multiscale, List<String> names, List<String> units, List<Path> paths) {

	/** No image has more levels, as each has half the size of that before. */
	private static final int MOST_LEVELS = 64;

	private static final double SMALLEST_EDGE = 1e-15;
	private static final double LARGEST_EDGE = 1e15;

	/** The metadata of a group; nothing if it has none. */
	static Optional<Ngff> of(final ZarrNode group) {
		final JsonFile attributes = group.attributes();
		// NB: version 0.5 has all below "ome".
		final JsonFile holder = attributes.has("ome") && !attributes.has("multiscales") ? attributes.object("ome") : attributes;
		final List<JsonFile> multiscales = holder.objects("multiscales");
		return multiscales.isEmpty() ? Optional.empty() : Optional.of(of(group, multiscales.get(0)));
	}

	private static Ngff of(final ZarrNode group, final JsonFile multiscale) {
		final List<String> names = new ArrayList<>();
		final List<String> units = new ArrayList<>();
		// NB: version 0.3 has names only, versions before it none.
		for (final JsonElement axis : multiscale.array("axes")) {
			final boolean text = JsonFile.isText(axis);
			names.add(text ? axis.getAsString() : multiscale.object("axes", axis).text("name"));
			units.add(text ? "" : multiscale.object("axes", axis).text("unit", ""));
		}
		final List<JsonFile> datasets = multiscale.objects("datasets");
		if (datasets.isEmpty() || datasets.size() > MOST_LEVELS)
			throw multiscale.wrong("datasets", "expected the levels of the image, 1 to " + MOST_LEVELS);
		final List<Path> paths = new ArrayList<>();
		for (final JsonFile dataset : datasets)
			paths.add(inside(group, dataset));
		return new Ngff(group, multiscale, names, units, paths);
	}

	private static Path inside(final ZarrNode group, final JsonFile dataset) {
		final String name = dataset.text("path");
		try {
			final Path folder = group.folder().toAbsolutePath().normalize();
			final Path path = folder.resolve(name).normalize();
			if (path.startsWith(folder) && !path.equals(folder) && !Path.of(name).isAbsolute())
				return group.folder().resolve(folder.relativize(path));
		}
		catch (final IllegalArgumentException e) {
			// NB: also what a path is that the system does not know; said below
		}
		throw dataset.wrong("path", "which is no folder inside the group");
	}

	/** Which dimensions are x, y and z. */
	ArrayAxes axes(final ZarrNode level, final long[] shape) {
		if (!names.isEmpty() && names.size() != shape.length)
			throw multiscale.wrong("axes", "but the array " + level.folder() + " has " + shape.length + " dimensions");
		return ArrayAxes.named(names).orElseGet(() -> ArrayAxes.byPosition(shape, true));
	}

	/** The edges of a voxel of a level; unknown if nothing says. */
	VoxelSize voxelSize(final int level, final ArrayAxes axes) {
		final JsonFile dataset = multiscale.objects("datasets").get(level);
		final double[] own = scale(dataset, axes);
		final double[] shared = scale(multiscale, axes);
		if (own == null && shared == null)
			return VoxelSize.UNKNOWN;
		final double[] edges = { 1, 1, 1 };
		Optional<LengthUnit> first = Optional.empty();
		for (int d = 0; d < 3; d++) {
			edges[d] = (own == null ? 1 : own[d]) * (shared == null ? 1 : shared[d]);
			if (!(edges[d] >= SMALLEST_EDGE && edges[d] <= LARGEST_EDGE))
				throw new InvalidInputException(multiscale.file() + ": the field '" + dataset.prefix() +
					"coordinateTransformations' says that a voxel is " + edges[d] + " along " + "xyz".charAt(d) +
					"; a voxel must have a size above 0 and within reason");
			if (first.isEmpty())
				first = unit(axes, d);
		}
		for (int d = 0; d < 3 && first.isPresent(); d++) {
			final LengthUnit unit = unit(axes, d).orElse(first.get());
			edges[d] = BigDecimal.valueOf(edges[d]).multiply(unit.in(first.get())).doubleValue();
		}
		return new VoxelSize(edges[0], edges[1], edges[2], first.map(LengthUnit::symbol).orElse(VoxelSize.PIXEL));
	}

	private Optional<LengthUnit> unit(final ArrayAxes axes, final int axis) {
		final int dimension = axes.dimensions().get(axis);
		return dimension < 0 || dimension >= units.size() ? Optional.empty() : LengthUnit.parse(units.get(dimension));
	}

	/** The product of all scales of x, y, z; null if there is none, or one that is in an array of its own. */
	private static double[] scale(final JsonFile json, final ArrayAxes axes) {
		double[] product = null;
		for (final JsonFile transformation : json.objects("coordinateTransformations")) {
			final String type = transformation.text("type");
			if (!type.equals("scale") && !type.equals("identity"))
				continue;
			if (type.equals("scale") && !transformation.has("scale"))
				return null;
			product = product == null ? new double[] { 1, 1, 1 } : product;
			for (int d = 0; d < 3 && type.equals("scale"); d++) {
				final int dimension = axes.dimensions().get(d);
				if (transformation.array("scale").size() != axes.names().size())
					throw transformation.wrong("scale", "expected " + axes.names().size() + " numbers");
				if (dimension >= 0)
					product[d] *= JsonFile.number(transformation.array("scale").get(dimension)).map(BigDecimal::doubleValue).orElse(
						Double.NaN);
			}
		}
		return product;
	}

	/** The number of a level; −1 if the folder is none. */
	int level(final Path folder) {
		final Path wanted = folder.toAbsolutePath().normalize();
		for (int l = 0; l < paths.size(); l++)
			if (paths.get(l).toAbsolutePath().normalize().equals(wanted))
				return l;
		return -1;
	}
}
