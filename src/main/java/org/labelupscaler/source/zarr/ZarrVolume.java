package org.labelupscaler.source.zarr;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.array.ArrayAxes;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.ArrayStore.Box;
import org.labelupscaler.source.array.ArraysBelow;
import org.labelupscaler.source.array.Geometry;
import org.labelupscaler.source.array.Multiscale;
import org.labelupscaler.source.array.Ngff;
import org.labelupscaler.source.array.StoredMeaning;
import org.labelupscaler.source.array.VoxelAttributes;

import com.google.gson.JsonArray;

/**
 * A volume in a Zarr hierarchy: an array, or the arrays of a group that OME-NGFF metadata say are the levels of one image.
 * Only metadata are read, so that the volume may hold anything.
 *
 * @param levels the arrays, finest first
 * @param axes which dimensions are x, y and z
 */
record ZarrVolume(List<Level> levels, ArrayAxes axes) {

	/**
	 * A level of a volume.
	 *
	 * @param node the array
	 * @param geometry size and place of its voxels
	 * @param box which part of the array is the volume; null for all of it
	 */
	record Level(ZarrNode node, Geometry geometry, Box box) {

		/** Its size. */
		long[] size(final ArrayAxes axes) {
			return box == null ? axes.pick(node.shape()) : box.size().clone();
		}
	}

	private static final Pattern PLAIN_NAME = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]+");

	/** How far above an array the group can be that describes it. */
	private static final int DEEPEST = 8;

	/** The array or image in a folder; throws if there is none. */
	static ZarrVolume open(final Path folder) {
		WebKnossos.checkNoWkw(folder);
		if (WebKnossos.isDataset(folder))
			throw new InvalidInputException(folder + " is a dataset of webKnossos. " + below(folder));
		final ZarrNode node = ZarrNode.read(folder).orElseThrow(() -> new InvalidInputException(folder +
			" is no Zarr array or group: it has neither zarr.json nor .zarray nor .zgroup" + (Files.exists(folder.resolve(".zmetadata"))
				? ", but only a list of what other files have, .zmetadata; copy all files. " : ". ") + below(folder)));
		return node.isArray() ? array(node) : group(node, true);
	}

	private static ZarrVolume group(final ZarrNode group, final boolean mayDescend) {
		StoredMeaning.checkMultiset(group.attributes());
		final Optional<Ngff> ngff = Ngff.of(group.folder(), group.attributes());
		if (ngff.isPresent())
			return image(ngff.get());
		final Optional<String> first = Ngff.firstOfPlate(group.attributes());
		if (first.isPresent())
			throw new InvalidInputException(group.folder() + " is a plate or a well of many images. " + firstImage(group, first.get()));
		final List<String> labels = labelNames(group);
		final boolean series = Ngff.said(group.attributes(), "bioformats2raw.layout").isPresent();
		final String inside = series ? "0" : labels.size() == 1 ? labels.get(0) : null;
		// NB: only a name, so that nothing outside the folder is read.
		if (inside != null && mayDescend && PLAIN_NAME.matcher(inside).matches() && !inside.contains("..")) {
			final Optional<ZarrNode> child = ZarrNode.read(group.folder().resolve(inside));
			if (child.isPresent()) {
				final ZarrVolume volume = child.get().isArray() ? array(child.get()) : group(child.get(), false);
				final boolean several = series && ZarrNode.read(group.folder().resolve("1")).isPresent();
				return several ? volume.withNote("The file has several images (series); the first, 0, is taken.") : volume;
			}
		}
		throw new InvalidInputException(group.folder() + " is a Zarr group without 'multiscales'. " + (labels.isEmpty() ? below(
			group.folder()) : "Name one of its label images: " + shown(labels)));
	}

	/** What to name instead of a plate or well, as far as it is there. */
	private static String firstImage(final ZarrNode group, final String first) {
		try {
			final Path well = group.folder().resolve(first).normalize();
			if (well.startsWith(group.folder())) {
				final Optional<String> field = ZarrNode.read(well).flatMap(node -> Ngff.firstOfPlate(node.attributes()));
				final Path image = field.isEmpty() ? well : well.resolve(field.get()).normalize();
				if (image.startsWith(well) && ZarrNode.read(image).isPresent())
					return "Name one of them, for example " + image;
			}
		}
		catch (final IllegalArgumentException e) {
			// NB: no path for this system; then what is there is named.
		}
		return below(group.folder());
	}

	/** Whether a folder is an array, be it damaged or not. */
	static boolean isArray(final Path folder) {
		try {
			// NB: xarray has coordinates beside its volumes, lists of one dimension.
			return ZarrNode.read(folder).map(node -> node.isArray() && node.metadata().array("shape").size() > 1).orElse(false);
		}
		catch (final InvalidInputException e) {
			return false;
		}
	}

	private static String below(final Path folder) {
		final String sentence = ArraysBelow.sentence(folder, ZarrVolume::isArray);
		return sentence.isEmpty() ? "It has no array." : sentence;
	}

	private ZarrVolume withNote(final String note) {
		return new ZarrVolume(levels.stream().map(level -> new Level(level.node, level.geometry.withNotes(List.of(note)), level.box))
			.toList(), axes);
	}

	/** The names that a group lists as those of its label images. */
	static List<String> labelNames(final ZarrNode group) {
		final List<String> names = new ArrayList<>();
		if (Ngff.said(group.attributes(), "labels").orElse(null) instanceof JsonArray array)
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
		final List<Level> levels = new ArrayList<>();
		ArrayAxes axes = null;
		int dimensions = 0;
		for (int l = 0; l < ngff.paths().size(); l++) {
			final Path folder = ngff.paths().get(l);
			final Optional<ZarrNode> node = ZarrNode.read(folder).filter(ZarrNode::isArray);
			if (node.isEmpty() && l == 0)
				throw new InvalidInputException(ngff.folder() + ": " + folder + ", the first level of the image, is missing");
			if (node.isEmpty())
				continue;
			final long[] shape = node.get().shape();
			if (axes == null) {
				axes = ngff.axes(node.get().folder(), shape, true);
				dimensions = shape.length;
			}
			if (shape.length != dimensions)
				throw node.get().metadata().wrong("shape", "expected " + dimensions + " dimensions, as other levels have");
			levels.add(level(ngff, l, node.get(), axes, shape));
		}
		final ArrayAxes found = axes;
		levels.sort(Comparator.comparingDouble(level -> -Arrays.stream(level.size(found)).asDoubleStream().reduce(1, (a, b) -> a * b)));
		return new ZarrVolume(levels, axes);
	}

	/** NB: webKnossos knows how much of its arrays is the volume, which OME-NGFF has no word for. */
	private static Level level(final Ngff ngff, final int number, final ZarrNode node, final ArrayAxes axes, final long[] shape) {
		final Optional<WebKnossos> layer = WebKnossos.of(node.folder());
		if (layer.isPresent())
			return level(layer.get(), node, axes, shape);
		final long[] size = axes.pick(shape);
		final Geometry geometry = ngff.placement(number, axes, true).geometry(size, ngff.where(number));
		final boolean said = geometry.voxelSize().known() || !geometry.notes().isEmpty();
		return new Level(node, (said ? geometry : own(node, axes, size).withNotes(geometry.notes())).checked(ngff.where(number))
			.withNotes(axes.notes(shape)).withNotes(StoredMeaning.notes(node.attributes())), null);
	}

	private static Level level(final WebKnossos layer, final ZarrNode node, final ArrayAxes axes, final long[] shape) {
		final Box box = layer.box(axes.pick(shape));
		return new Level(node, layer.placement(box).geometry(box.size(), layer.properties().file() + ": the field 'scale'").checked(
			layer.properties().file() + ": the field 'scale'").withNotes(axes.notes(shape)).withNotes(StoredMeaning.notes(node
				.attributes())), box);
	}

	/** An array, with the voxel size that a group above it gives, or its own attributes. */
	private static ZarrVolume array(final ZarrNode array) {
		final long[] shape = array.shape();
		Path above = array.folder().toAbsolutePath().normalize().getParent();
		for (int i = 0; i < DEEPEST && above != null; i++) {
			final Optional<Ngff> ngff = ZarrNode.read(above).filter(node -> !node.isArray()).flatMap(node -> Ngff.of(node.folder(),
				node.attributes()));
			final int level = ngff.map(n -> n.level(array.folder())).orElse(-1);
			if (level >= 0) {
				final ArrayAxes axes = ngff.get().axes(array.folder(), shape, true);
				return new ZarrVolume(List.of(level(ngff.get(), level, array, axes, shape)), axes);
			}
			above = above.getParent();
		}
		final Optional<WebKnossos> layer = WebKnossos.of(array.folder());
		if (layer.isPresent()) {
			// NB: what webKnossos says itself comes before the names in the array, as in webKnossos.
			final ArrayAxes axes = layer.get().axisOrder().isPresent() ? layer.get().axes(shape) : named(array, shape).orElseGet(
				() -> layer.get().axes(shape));
			return new ZarrVolume(List.of(level(layer.get(), array, axes, shape)), axes);
		}
		final ArrayAxes axes = named(array, shape).orElseGet(() -> ArrayAxes.byPosition(shape, true));
		return new ZarrVolume(List.of(new Level(array, own(array, axes, axes.pick(shape)).withNotes(axes.notes(shape)).withNotes(
			StoredMeaning.notes(array.attributes())), null)), axes);
	}

	/** What the array says itself. */
	private static Geometry own(final ZarrNode array, final ArrayAxes axes, final long[] size) {
		final String where = array.attributes().file() + ": the size of voxels";
		return new VoxelAttributes(array.attributes(), axes, true).placement().map(placement -> placement.geometry(size, where)
			.checked(where)).orElseGet(() -> Geometry.UNKNOWN.withNotes(coordinates(array, axes)));
	}

	/** What xarray has beside an array: where its planes lie. Nothing says that they are evenly spaced. */
	private static List<String> coordinates(final ZarrNode array, final ArrayAxes axes) {
		final List<String> found = new ArrayList<>();
		final Path group = array.folder().toAbsolutePath().normalize().getParent();
		for (final String name : axes.hasNames() && group != null ? axes.names() : List.<String>of())
			if (PLAIN_NAME.matcher(name).matches() && ZarrNode.isNode(group.resolve(name)))
				found.add(name);
		return found.isEmpty() ? List.of() : List.of("The file has coordinates of its voxels in arrays of their own (" + String.join(
			", ", found) + "), which are not read; so the voxel size is unknown.");
	}

	/**
	 * The names that the array itself has for its dimensions: those of version 3, or what xarray writes in version 2, or
	 * COSEM's, or funlib's.
	 */
	private static Optional<ArrayAxes> named(final ZarrNode array, final long[] shape) {
		final List<JsonArray> lists = new ArrayList<>();
		if (array.version() == 3)
			lists.add(array.metadata().array("dimension_names"));
		for (final String field : new String[] { "_ARRAY_DIMENSIONS", "axis_names" })
			if (array.attributes().get(field) instanceof JsonArray list)
				lists.add(list);
		for (final JsonArray list : lists)
			if (list.size() == shape.length) {
				final Optional<ArrayAxes> axes = ArrayAxes.named(list);
				if (axes.isPresent())
					return axes;
			}
		return VoxelAttributes.axes(array.attributes(), shape.length, true);
	}

	/** The size of a level. */
	long[] size(final int level) {
		return levels.get(level).size(axes);
	}

	/** Edges of the voxels of a level. */
	VoxelSize voxelSize(final int level) {
		return levels.get(level).geometry.voxelSize();
	}

	/** A level as a volume; throws if it cannot be labels. */
	ArrayStore store(final int level) {
		final ZarrNode node = levels.get(level).node;
		axes.checkOnlySpace(node.metadata(), node.shape());
		final ZarrArray array = ZarrArray.of(node);
		StoredMeaning.check(node.attributes());
		return ArrayStore.of(node.metadata(), array, axes, levels.get(level).box);
	}

	/** All levels as volumes; throws if they cannot be labels. */
	Multiscale labels() {
		final List<ArrayStore> stores = new ArrayList<>();
		final List<double[]> factors = new ArrayList<>();
		final long[] full = size(0);
		for (int l = 0; l < levels.size(); l++) {
			stores.add(store(l));
			final double[] factor = new double[3];
			final VoxelSize own = voxelSize(l);
			for (int d = 0; d < 3; d++) {
				final double ratio = own.get(d) / voxelSize(0).get(d);
				final boolean said = voxelSize(0).known() && own.known() && ratio >= 1 && ratio < 1e9;
				factor[d] = l == 0 ? 1 : said ? ratio : Math.max(1, Math.rint((double) full[d] / size(l)[d]));
			}
			factors.add(factor);
		}
		return new Multiscale(stores, factors, voxelSize(0));
	}
}
