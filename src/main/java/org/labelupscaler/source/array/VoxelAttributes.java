package org.labelupscaler.source.array;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.labelupscaler.json.JsonFile;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * What the attributes of a dataset say of the size and place of its voxels, in the words of those who write N5 and Zarr:
 * <ul>
 * <li>{@code transform} of the COSEM project: {@code axes}, {@code scale}, {@code translate}, {@code units}, the last axis the
 * fastest one unless {@code order} is F; of this level itself. Translations are of the first voxel.
 * <li>{@code pixelResolution} of N5 Viewer: a list, or {@code dimensions} and {@code unit}, x first; of full resolution.
 * <li>{@code resolution} and {@code offset} with {@code unit} or {@code units}, of BigDataViewer, Paintera, daisy and gunpowder: x
 * first in N5, in the order of the dimensions in Zarr; of full resolution.
 * <li>{@code voxel_size} and {@code offset} of funlib: in the order in which numpy has the dimensions, x last.
 * <li>{@code pixelWidth}, {@code pixelHeight}, {@code pixelDepth}, {@code pixelUnit}, {@code xOrigin} … of n5-ij, the origin in
 * voxels.
 * <li>{@code spatialTransform} and {@code affineTransform} of n5-universe, x first; the latter comes after those above.
 * </ul>
 * The offsets of daisy and funlib are those of corners; they are taken as they are, so that 0 is 0.
 *
 * @param json the attributes
 * @param axes which dimensions are x, y and z
 * @param lastIsFastest whether the last dimension is the fastest one, as in Zarr, or the first, as in N5
 */
public record VoxelAttributes(JsonFile json, ArrayAxes axes, boolean lastIsFastest) {

	private static final BigDecimal SMALLEST = new BigDecimal("1e-30");
	private static final BigDecimal LARGEST = new BigDecimal("1e30");
	private static final String COSEM = "transform";
	private static final List<String> PIXEL_LENGTHS = List.of("pixelWidth", "pixelHeight", "pixelDepth");
	private static final List<String> PIXEL_ORIGINS = List.of("xOrigin", "yOrigin", "zOrigin");

	/**
	 * @param factors voxels of full resolution per voxel of this level, x, y, z
	 * @return size and place of the voxels of the level; nothing if nothing is said of their size
	 * @throws org.labelupscaler.InvalidInputException if something else than numbers is said
	 */
	public Optional<Placement> placement(final double... factors) {
		final Placement placement = new Placement();
		if (json.get(COSEM) instanceof JsonObject && json.object(COSEM).has("scale"))
			return Optional.of(cosem(json.object(COSEM), placement));
		level(placement, factors);
		if (json.has("pixelResolution"))
			pixelResolution(placement);
		else if (json.has("resolution"))
			dataset(placement, "resolution", !lastIsFastest);
		else if (json.has("voxel_size"))
			dataset(placement, "voxel_size", false);
		else if (PIXEL_LENGTHS.stream().anyMatch(json::has))
			imagej(placement);
		else if (json.get("spatialTransform") instanceof JsonObject)
			return canonical(json.object("spatialTransform"), placement);
		else
			return Optional.empty();
		if (json.get("affineTransform") instanceof JsonArray affine) {
			final JsonObject wrapped = new JsonObject();
			wrapped.add("affine", affine);
			new Transformations(placement, List.of(0, 1, 2), 3).apply(json.object("affineTransform", wrapped));
		}
		return Optional.of(placement);
	}

	/**
	 * @return size and place of the voxels of the level, whose factors the attributes say themselves if they are not 1
	 * @throws org.labelupscaler.InvalidInputException if something else than numbers is said
	 */
	public Optional<Placement> placement() {
		final double[] factors = { 1, 1, 1 };
		if (json.get("downsamplingFactors") instanceof JsonArray list && !list.isEmpty() && !list.get(0).isJsonArray()) {
			final BigDecimal[] said = lengths(json, "downsamplingFactors", list, at(json, "downsamplingFactors", list, true));
			for (int d = 0; d < 3; d++)
				factors[d] = said[d] == null ? 1 : said[d].doubleValue();
		}
		return placement(factors);
	}

	/** The centre of a voxel of a coarser level is that of those of which it is made. */
	private static void level(final Placement placement, final double... factors) {
		if (Arrays.stream(factors).allMatch(factor -> factor == 1))
			return;
		final BigDecimal[] exact = Arrays.stream(factors).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
		placement.scale(exact).translate(Arrays.stream(exact).map(f -> f.subtract(BigDecimal.ONE).multiply(new BigDecimal("0.5")))
			.toArray(BigDecimal[]::new));
	}

	private Placement cosem(final JsonFile transform, final Placement placement) {
		final int count = transform.array("scale").size();
		final List<Integer> of = cosemAxes(transform).map(ArrayAxes::dimensions).orElseGet(() -> at(transform, "scale", transform
			.array("scale"), "F".equals(text(transform.get("order")))));
		placement.scale(numbers(transform, "scale", transform.array("scale"), of));
		if (transform.has("translate"))
			placement.translate(numbers(transform, "translate", transform.array("translate"), of));
		final JsonArray units = transform.array("units");
		if (units.size() > 0 && units.size() != count)
			throw transform.wrong("units", "expected " + count + " units");
		for (int d = 0; d < 3 && units.size() > 0; d++)
			if (of.get(d) >= 0)
				placement.unit(d, text(units.get(of.get(d))));
		return placement;
	}

	/** Where x, y and z are in the lists of COSEM's transform; nothing if it has no names. */
	private static Optional<ArrayAxes> cosemAxes(final JsonFile transform) {
		final JsonArray names = transform.array("axes");
		return names.size() > 0 && names.size() == transform.array("scale").size() ? ArrayAxes.named(names) : Optional.empty();
	}

	private void pixelResolution(final Placement placement) {
		final boolean isObject = json.get("pixelResolution").isJsonObject();
		final JsonFile holder = isObject ? json.object("pixelResolution") : json;
		final String field = isObject ? "dimensions" : "pixelResolution";
		holder.require(field);
		final JsonArray list = holder.array(field);
		placement.scale(lengths(holder, field, list, at(holder, field, list, true)));
		if (isObject && holder.has("unit"))
			placement.unit(text(holder.get("unit")));
		else
			units(placement);
	}

	private void dataset(final Placement placement, final String field, final boolean xFirst) {
		json.require(field);
		final JsonElement said = json.get(field).isJsonObject() ? json.object(field).require("dimensions") : json.get(field);
		final JsonArray list = said instanceof JsonArray array ? array : new JsonArray();
		final List<Integer> at = at(json, field, list, xFirst);
		final BigDecimal[] lengths = lengths(json, field, list, at);
		placement.scale(lengths);
		units(placement);
		if (json.get("offset") instanceof JsonArray offset)
			placement.translate(numbers(json, "offset", offset, at(json, "offset", offset, xFirst)));
		final boolean byNames = axes.hasNames();
		final boolean alike = Arrays.stream(lengths).filter(l -> l != null).map(BigDecimal::stripTrailingZeros).distinct().count() == 1;
		if (!alike && !byNames && (lastIsFastest || field.equals("voxel_size")))
			placement.note("The attribute '" + field + "' does not say which of its numbers is for which axis; they are taken " + (at
				.get(0) == 0 ? "for x, y, z" : "for z, y, x") + ": " + JsonFile.shown(json.get(field)) + ".");
	}

	private void units(final Placement placement) {
		if (json.get("unit") instanceof JsonPrimitive)
			placement.unit(text(json.get("unit")));
		final boolean one = json.get("unit") == null && JsonFile.isText(json.get("units"));
		if (one)
			placement.unit(text(json.get("units")));
		final JsonArray units = json.get("unit") == null && !one ? json.array("units") : new JsonArray();
		if (units.size() == 1)
			placement.unit(text(units.get(0)));
		else if (units.size() > 1 && units.size() != 3 && units.size() != axes.names().size())
			placement.note("The units of the voxel size, " + JsonFile.shown(units) + ", are not used, for there is not one for each of " +
				axes.names().size() + " dimensions.");
		else if (units.size() > 1) {
			final List<Integer> at = at(json, "units", units, !lastIsFastest);
			for (int d = 0; d < 3; d++)
				if (at.get(d) >= 0)
					placement.unit(d, text(units.get(at.get(d))));
		}
	}

	private void imagej(final Placement placement) {
		final BigDecimal[] lengths = new BigDecimal[3];
		final BigDecimal[] origins = new BigDecimal[3];
		for (int d = 0; d < 3; d++) {
			if (json.has(PIXEL_LENGTHS.get(d)))
				lengths[d] = length(json, PIXEL_LENGTHS.get(d), json.get(PIXEL_LENGTHS.get(d)));
			if (json.has(PIXEL_ORIGINS.get(d)))
				origins[d] = number(json, PIXEL_ORIGINS.get(d), json.get(PIXEL_ORIGINS.get(d))).negate();
		}
		placement.translate(origins).scale(lengths).unit(text(json.get("pixelUnit")));
	}

	private Optional<Placement> canonical(final JsonFile spatial, final Placement placement) {
		if (!spatial.has("transform"))
			return Optional.empty();
		new Transformations(placement, List.of(0, 1, 2), 3).apply(spatial.object("transform"));
		return Optional.of(placement.unit(text(spatial.get("unit"))));
	}

	/**
	 * @return the names that COSEM's transform gives the dimensions, as axes; nothing if there are none, or not for all of them
	 */
	public static Optional<ArrayAxes> axes(final JsonFile json, final int dimensions, final boolean lastIsFastest) {
		if (!(json.get(COSEM) instanceof JsonObject) || !(json.object(COSEM).get("axes") instanceof JsonArray names) || names
			.size() != dimensions)
			return Optional.empty();
		// NB: the last one is the fastest, also in N5, where the last dimension is the slowest.
		final boolean lastNameIsFastest = !"F".equals(text(json.object(COSEM).get("order")));
		final List<JsonElement> list = new java.util.ArrayList<>();
		names.forEach(name -> list.add(lastNameIsFastest == lastIsFastest ? list.size() : 0, name));
		return ArrayAxes.named(list);
	}

	/**
	 * Where x, y and z are in a list: in the order of the dimensions or the other way round, be it of all of them or of the three
	 * that are of space, as funlib has it.
	 */
	private List<Integer> at(final JsonFile holder, final String field, final JsonArray list, final boolean xFirst) {
		final int dimensions = axes.names().size();
		final boolean reversed = xFirst == lastIsFastest;
		if (list.size() == dimensions)
			return axes.dimensions().stream().map(d -> d < 0 || !reversed ? d : dimensions - 1 - d).toList();
		if (list.size() != 3)
			throw holder.wrong(field, "expected a number for each of " + dimensions + " dimensions");
		if (axes.dimensions().contains(-1))
			return IntStream.range(0, 3).map(d -> xFirst ? d : 2 - d).boxed().toList();
		final List<Integer> inOrder = axes.dimensions().stream().sorted().toList();
		return axes.dimensions().stream().map(d -> reversed ? 2 - inOrder.indexOf(d) : inOrder.indexOf(d)).toList();
	}

	private static BigDecimal[] lengths(final JsonFile json, final String field, final JsonArray list, final List<Integer> at) {
		final BigDecimal[] lengths = new BigDecimal[3];
		for (int d = 0; d < 3; d++)
			if (at.get(d) >= 0)
				lengths[d] = length(json, field, list.get(at.get(d)));
		return lengths;
	}

	private static BigDecimal length(final JsonFile json, final String field, final JsonElement value) {
		final BigDecimal length = number(json, field, value);
		if (length.compareTo(SMALLEST) < 0 || length.compareTo(LARGEST) > 0)
			throw json.wrong(field, "expected numbers of 1e-30 to 1e30");
		return length;
	}

	private static BigDecimal[] numbers(final JsonFile json, final String field, final JsonArray list, final List<Integer> at) {
		final BigDecimal[] numbers = new BigDecimal[3];
		for (int d = 0; d < 3; d++)
			if (at.get(d) >= 0) {
				if (at.get(d) >= list.size())
					throw json.wrong(field, "expected a number for each axis");
				numbers[d] = number(json, field, list.get(at.get(d)));
			}
		return numbers;
	}

	private static BigDecimal number(final JsonFile json, final String field, final JsonElement value) {
		return JsonFile.number(value).orElseThrow(() -> json.wrong(field, "expected numbers"));
	}

	private static String text(final JsonElement value) {
		return value instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
	}
}
