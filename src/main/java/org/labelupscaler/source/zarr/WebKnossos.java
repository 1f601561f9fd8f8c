package org.labelupscaler.source.zarr;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.array.ArrayAxes;
import org.labelupscaler.source.array.ArrayStore.Box;
import org.labelupscaler.source.array.Placement;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;

/**
 * A layer of a webKnossos dataset, as {@code datasource-properties.json} in the folder of the dataset describes it. Its arrays
 * are padded and begin at voxel 0; the volume is the bounding box, in voxels of magnification 1, which need not begin there.
 *
 * @param properties the file
 * @param layer what it says of the layer
 * @param mag voxels of magnification 1 per voxel of the array, x, y, z
 * @param axisOrder what it says of the axes of the array; nothing if it does not
 */
record WebKnossos(JsonFile properties, JsonFile layer, long[] mag, Optional<JsonFile> axisOrder) {

	private static final String FILE = "datasource-properties.json";
	private static final String WKW = "header.wkw";

	/** Magnifications are powers of two. */
	private static final long LARGEST_MAG = 1L << 20;

	/**
	 * Whether a folder belongs to a dataset of webKnossos, of its own format or not: it is the dataset, holds cubes in that
	 * format, or is one of its layers. NB: other files may lie beside these.
	 */
	static boolean recognises(final Path folder) {
		final Path absolute = folder.toAbsolutePath().normalize();
		final Path above = absolute.getParent();
		return Files.exists(folder.resolve(FILE)) || hasWkw(folder) || above != null && absolute.getFileName() != null && isLayer(
			above.resolve(FILE), absolute.getFileName().toString());
	}

	private static boolean hasWkw(final Path folder) {
		return Files.exists(folder.resolve(WKW)) || Files.exists(folder.resolve("1").resolve(WKW));
	}

	/** Whether a description of a dataset lists a layer of that name. */
	private static boolean isLayer(final Path file, final String name) {
		try {
			for (final JsonFile layer : JsonFile.read(file).map(json -> json.objects("dataLayers")).orElse(List.of()))
				if (layer.text("name", "").equals(name))
					return true;
			return false;
		}
		catch (final InvalidInputException e) {
			// NB: it is not needed to read what lies beside it.
			return false;
		}
	}

	/** Whether a folder is that of a dataset, all its layers below. */
	static boolean isDataset(final Path folder) {
		return Files.exists(folder.resolve(FILE));
	}

	/** Throws if a folder holds cubes in the format of webKnossos. */
	static void checkNoWkw(final Path folder) {
		if (hasWkw(folder))
			throw new InvalidInputException(folder + " is in the format of webKnossos (WKW), which is not read; convert the dataset with " +
				"webknossos copy-dataset --data-format zarr3, or export it with webknossos export-as-tiff");
	}

	/** The description of the array in a folder; nothing if it is no layer of a dataset. */
	static Optional<WebKnossos> of(final Path array) {
		final Path mag = array.toAbsolutePath().normalize();
		final Path layer = mag.getParent();
		final Path dataset = layer == null ? null : layer.getParent();
		if (dataset == null || layer.getFileName() == null)
			return Optional.empty();
		final Optional<JsonFile> file = JsonFile.read(dataset.resolve(FILE));
		if (file.isEmpty())
			return Optional.empty();
		final String name = layer.getFileName().toString().replace("/", "");
		for (final JsonFile described : file.get().objects("dataLayers"))
			if (described.text("name", "").equals(name))
				return Optional.of(of(file.get(), described, mag.getFileName().toString().replace("/", "")));
		return Optional.empty();
	}

	private static WebKnossos of(final JsonFile file, final JsonFile layer, final String folder) {
		for (final JsonFile mag : layer.objects("mags")) {
			final String path = mag.text("path", "");
			if (path.equals(folder) || path.endsWith("/" + folder))
				return new WebKnossos(file, layer, numbers(mag, "mag", LARGEST_MAG), axisOrder(mag));
		}
		for (final JsonFile mag : layer.objects("mags"))
			if (!mag.has("path") && name(numbers(mag, "mag", LARGEST_MAG)).contains(folder))
				return new WebKnossos(file, layer, numbers(mag, "mag", LARGEST_MAG), axisOrder(mag));
		throw layer.wrong("mags", "but the folder " + folder + " is not among them, so nobody says how large its voxels are");
	}

	private static Optional<JsonFile> axisOrder(final JsonFile mag) {
		return mag.has("axisOrder") ? Optional.of(mag.object("axisOrder")) : Optional.empty();
	}

	/** What a folder of a magnification is called: 2 for 2-2-2. */
	private static List<String> name(final long[] mag) {
		final String whole = mag[0] + "-" + mag[1] + "-" + mag[2];
		return mag[0] == mag[1] && mag[0] == mag[2] ? List.of(Long.toString(mag[0]), whole) : List.of(whole);
	}

	/** A list of three, one number for all, or an object with x, y, z. */
	private static long[] numbers(final JsonFile json, final String field, final long most) {
		final JsonElement value = json.require(field);
		final long[] numbers = new long[3];
		for (int d = 0; d < 3; d++) {
			final JsonElement one = value.isJsonArray() ? value.getAsJsonArray().size() == 3 ? value.getAsJsonArray().get(d) : null
				: value.isJsonObject() ? value.getAsJsonObject().get("xyz".substring(d, d + 1)) : value;
			numbers[d] = whole(json, field, one, most);
			if (numbers[d] < 1 && field.equals("mag"))
				throw json.wrong(field, "expected three whole numbers from 1 on");
		}
		return numbers;
	}

	private static long whole(final JsonFile json, final String field, final JsonElement value, final long most) {
		final Optional<BigDecimal> number = JsonFile.number(value);
		if (number.isEmpty() || number.get().signum() < 0 || number.get().compareTo(BigDecimal.valueOf(most)) > 0 || number.get()
			.stripTrailingZeros().scale() > 0)
			throw json.wrong(field, "expected whole numbers of 0 to " + most);
		return number.get().longValueExact();
	}

	/** Which dimensions of the array are x, y and z, if it does not say itself: channels first, then x, y, z. */
	ArrayAxes axes(final long[] shape) {
		final String[] names = new String[shape.length];
		if (axisOrder.isPresent()) {
			final JsonFile order = axisOrder.get();
			for (final String axis : new String[] { "c", "x", "y", "z" })
				if (order.has(axis)) {
					final long at = whole(order, axis, order.get(axis), Integer.MAX_VALUE);
					if (at >= shape.length)
						throw order.wrong(axis, "but the array has " + shape.length + " dimensions");
					names[(int) at] = axis;
				}
		}
		else
			for (int d = 0; d < shape.length; d++)
				names[d] = shape.length > 4 ? null : "cxyz".substring(4 - shape.length + d, 5 - shape.length + d);
		final List<String> all = new ArrayList<>();
		for (int d = 0; d < names.length; d++)
			all.add(names[d] == null ? "number " + (d + 1) : names[d]);
		return ArrayAxes.named(all).orElseGet(() -> ArrayAxes.byPosition(shape, true));
	}

	/** The bounding box, in voxels of the array. */
	Box box(final long[] stored) {
		final JsonFile box = layer.object("boundingBox");
		final long[] corner = numbers(box, "topLeft", AxisMap.MAX_SIZE);
		final long[] min = new long[3];
		final long[] size = new long[3];
		for (int d = 0; d < 3; d++) {
			final String edge = List.of("width", "height", "depth").get(d);
			final long length = whole(box, edge, box.require(edge), AxisMap.MAX_SIZE);
			min[d] = corner[d] / mag[d];
			size[d] = (corner[d] + length + mag[d] - 1) / mag[d] - min[d];
			if (size[d] < 1)
				throw box.wrong(edge, "expected 1 or more");
			if (min[d] + size[d] > stored[d])
				throw layer.wrong("boundingBox", "but the array has only " + BlockGrid.format(stored) + " voxels");
		}
		return new Box(min, size);
	}

	/** Size and place of the voxels; the centre of a voxel of a coarser magnification is that of those of which it is made. */
	Placement placement(final Box box) {
		final JsonElement scale = properties.require("scale");
		final JsonFile holder = scale.isJsonObject() ? properties.object("scale") : properties;
		final JsonArray list = scale.isJsonObject() ? holder.array("factor") : properties.array("scale");
		if (list.size() != 3)
			throw properties.wrong("scale", "expected three numbers");
		final BigDecimal[] full = new BigDecimal[3];
		final BigDecimal[] factors = new BigDecimal[3];
		final BigDecimal[] half = new BigDecimal[3];
		final BigDecimal[] from = new BigDecimal[3];
		for (int d = 0; d < 3; d++) {
			full[d] = JsonFile.number(list.get(d)).orElseThrow(() -> properties.wrong("scale", "expected three numbers"));
			factors[d] = BigDecimal.valueOf(mag[d]);
			half[d] = factors[d].subtract(BigDecimal.ONE).multiply(new BigDecimal("0.5"));
			from[d] = BigDecimal.valueOf(box.min()[d]);
		}
		// NB: a list alone is older than the unit, and of nanometres.
		final String unit = scale.isJsonObject() ? holder.text("unit", "nanometer") : "nanometer";
		final Placement placement = new Placement().translate(from).scale(factors).translate(half).scale(full).unit(unit);
		return layer.array("coordinateTransformations").isEmpty() ? placement : placement.turn(
			"The layer is moved or turned by transformations, " + JsonFile.shown(layer.get("coordinateTransformations")) +
				", which are not applied.");
	}
}
