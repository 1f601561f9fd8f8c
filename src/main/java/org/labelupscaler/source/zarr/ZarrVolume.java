package org.labelupscaler.source.zarr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.array.ArrayAxes;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.JsonFile;
import org.labelupscaler.source.array.Multiscale;

import com.google.gson.JsonArray;

/**
 * A volume in a Zarr hierarchy: an array, or the arrays of a group that OME-NGFF metadata say are the levels of one image.
 * Only metadata are read, so that the volume may hold anything.
 *
 * @param levels the arrays, finest first
 * @param axes which dimensions are x, y and z
 * @param voxelSizes edges of the voxels of each level; {@link VoxelSize#UNKNOWN} if nothing says
 */
record ZarrVolume(List<ZarrNode> levels, ArrayAxes axes, List<VoxelSize> voxelSizes) {

	private static final Pattern PLAIN_NAME = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]+");

	/** How far above an array the group can be that describes it. */
	private static final int DEEPEST = 8;

	/** The array or image in a folder; throws if there is none. */
	static ZarrVolume open(final Path folder) {
		final ZarrNode node = ZarrNode.read(folder).orElseThrow(() -> new InvalidInputException(folder +
			" is no Zarr array or group: it has neither zarr.json nor .zarray nor .zgroup"));
		return node.isArray() ? array(node) : group(node, true);
	}

	private static ZarrVolume group(final ZarrNode group, final boolean mayDescend) {
		final Optional<Ngff> ngff = Ngff.of(group);
		if (ngff.isPresent())
			return image(ngff.get());
		final List<String> labels = labelNames(group);
		final String inside = group.attributes().has("bioformats2raw.layout") || ome(group).has("bioformats2raw.layout") ? "0"
			: labels.size() == 1 ? labels.get(0) : null;
		// NB: only a name, so that nothing outside the folder is read.
		if (inside != null && mayDescend && PLAIN_NAME.matcher(inside).matches() && !inside.contains("..")) {
			final Optional<ZarrNode> child = ZarrNode.read(group.folder().resolve(inside));
			if (child.isPresent())
				return child.get().isArray() ? array(child.get()) : group(child.get(), false);
		}
		final String known = labels.isEmpty() ? "Name an array in it, for example " + group.folder().resolve("0") : "Name one of " +
			"its label images: " + shown(labels);
		throw new InvalidInputException(group.folder() + " is a Zarr group without 'multiscales'. " + known);
	}

	private static JsonFile ome(final ZarrNode group) {
		return group.attributes().get("ome") != null ? group.attributes().object("ome") : group.attributes();
	}

	/** The names that a group lists as those of its label images. */
	static List<String> labelNames(final ZarrNode group) {
		final List<String> names = new ArrayList<>();
		final JsonFile holder = ome(group);
		if (holder.get("labels") instanceof JsonArray array)
			array.forEach(name -> {
				if (JsonFile.isText(name))
					names.add(name.getAsString());
			});
		return names;
	}

	/** Some names, fit for a message. */
	static String shown(final List<String> names) {
		return String.join(", ", names.stream().limit(5).map(n -> n.replaceAll("\\p{Cntrl}", "?")).map(n -> n.length() > 60 ? n
			.substring(0, 60) + "..." : n).toList()) + (names.size() > 5 ? ", ..." : "");
	}

	/** NB: a level that is not there was not copied with the others, perhaps; the first must be. */
	private static ZarrVolume image(final Ngff ngff) {
		record Level(ZarrNode node, VoxelSize voxelSize, double voxels) {}
		final List<Level> levels = new ArrayList<>();
		ArrayAxes axes = null;
		int dimensions = 0;
		for (int l = 0; l < ngff.paths().size(); l++) {
			final Path folder = ngff.paths().get(l);
			final Optional<ZarrNode> node = ZarrNode.read(folder).filter(ZarrNode::isArray);
			if (node.isEmpty() && l == 0)
				throw new InvalidInputException(ngff.group().folder() + ": " + folder + ", the first level of the image, is missing");
			if (node.isEmpty())
				continue;
			final long[] shape = shape(node.get());
			if (axes == null) {
				axes = ngff.axes(node.get(), shape);
				dimensions = shape.length;
			}
			if (shape.length != dimensions)
				throw node.get().metadata().wrong("shape", "expected " + dimensions + " dimensions, as other levels have");
			final long[] size = axes.pick(shape);
			levels.add(new Level(node.get(), ngff.voxelSize(l, axes), (double) size[0] * size[1] * size[2]));
		}
		levels.sort(Comparator.comparingDouble(level -> -level.voxels));
		return new ZarrVolume(levels.stream().map(Level::node).toList(), axes, levels.stream().map(Level::voxelSize).toList());
	}

	/** An array, with the voxel size that a group above it gives. */
	private static ZarrVolume array(final ZarrNode array) {
		final long[] shape = shape(array);
		Path above = array.folder().toAbsolutePath().normalize().getParent();
		for (int i = 0; i < DEEPEST && above != null; i++) {
			final Optional<Ngff> ngff = ZarrNode.read(above).filter(node -> !node.isArray()).flatMap(Ngff::of);
			final int level = ngff.map(n -> n.level(array.folder())).orElse(-1);
			if (level >= 0) {
				final ArrayAxes axes = ngff.get().axes(array, shape);
				return new ZarrVolume(List.of(array), axes, List.of(ngff.get().voxelSize(level, axes)));
			}
			above = above.getParent();
		}
		return new ZarrVolume(List.of(array), named(array, shape).orElseGet(() -> ArrayAxes.byPosition(shape, true)), List.of(
			VoxelSize.UNKNOWN));
	}

	/** The names that the array itself has for its dimensions: those of version 3, or what xarray writes in version 2. */
	private static Optional<ArrayAxes> named(final ZarrNode array, final long[] shape) {
		final JsonArray json = array.version() == 3 ? array.metadata().array("dimension_names")
			: array.attributes().get("_ARRAY_DIMENSIONS") instanceof JsonArray a ? a : new JsonArray();
		final List<String> names = new ArrayList<>();
		json.forEach(name -> names.add(JsonFile.isText(name) ? name.getAsString() : ""));
		return names.size() == shape.length ? ArrayAxes.named(names) : Optional.empty();
	}

	static long[] shape(final ZarrNode array) {
		final long[] shape = array.metadata().sizes("shape", AxisMap.MAX_SIZE);
		if (shape.length < 1)
			throw array.metadata().wrong("shape", "expected 2 or more dimensions");
		return shape;
	}

	/** The size of a level. */
	long[] size(final int level) {
		return axes.pick(shape(levels.get(level)));
	}

	/** A level as a volume; throws if it cannot be labels. */
	ArrayStore store(final int level) {
		final ZarrNode node = levels.get(level);
		axes.checkOnlySpace(node.metadata(), shape(node));
		return ArrayStore.of(node.metadata(), ZarrArray.of(node), axes);
	}

	/** All levels as volumes; throws if they cannot be labels. */
	Multiscale labels() {
		final List<ArrayStore> stores = new ArrayList<>();
		final List<double[]> factors = new ArrayList<>();
		final long[] full = size(0);
		for (int l = 0; l < levels.size(); l++) {
			stores.add(store(l));
			final double[] factor = new double[3];
			final VoxelSize own = voxelSizes.get(l);
			for (int d = 0; d < 3; d++) {
				final double ratio = own.get(d) / voxelSizes.get(0).get(d);
				final boolean said = voxelSizes.get(0).known() && own.known() && ratio >= 1 &&
					ratio < 1e9;
				factor[d] = l == 0 ? 1 : said ? ratio : Math.max(1, Math.rint((double) full[d] / size(l)[d]));
			}
			factors.add(factor);
		}
		return new Multiscale(stores, factors, voxelSizes.get(0));
	}
}
