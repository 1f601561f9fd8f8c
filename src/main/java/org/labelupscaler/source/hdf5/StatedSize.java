package org.labelupscaler.source.hdf5;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.json.JsonText;
import org.labelupscaler.source.VoxelEdges;

/**
 * How large the voxels of a dataset are, by the attributes that programs write: {@code element_size_um}, ilastik's axis
 * tags, {@code resolution}, and by dimension scales. Lengths are in the order of the dataset's axes, slowest first.
 */
record StatedSize(Hdf5File file, Hdf5File.Node node, VolumeAxes axes, long[] stored, Attributes attributes) {

	private static final String ELEMENT_SIZE = "element_size_um";
	private static final String RESOLUTION = "resolution";
	/** Where CREMI's files have their volumes; their format has lengths in nm. */
	private static final String CREMI = "/volumes/";
	/** What some call it, in an order and a unit of their own. */
	private static final List<String> OTHERS = List.of("voxel_size", "voxelsize", "spacing", "pixel_size", "pixelResolution");

	static StatedSize of(final Hdf5File file, final Hdf5File.Node node, final VolumeAxes axes, final long[] stored) {
		return new StatedSize(file, node, axes, stored, new Attributes(file, node));
	}

	/** @throws InvalidInputException if {@code element_size_um} is impossible */
	VoxelEdges.Stated voxelSize() {
		final List<String> notes = new ArrayList<>();
		final long[] size = axes.volume(stored);
		VoxelEdges.Stated stated = elementSize().stated(size);
		if (!stated.voxelSize().known())
			stated = tags().stated(size);
		if (!stated.voxelSize().known() && stated.notes().isEmpty())
			stated = resolution(notes).stated(size);
		if (!stated.voxelSize().known() && stated.notes().isEmpty())
			stated = DimensionScales.of(file, node).edges(axes, stored, notes).stated(size);
		notes.addAll(stated.notes());
		if (!stated.voxelSize().known())
			OTHERS.stream().filter(attributes::has).findFirst().ifPresent(name -> notes.add("What the file says of the size of " +
				"voxels (attribute '" + name + "') is not used."));
		final List<BigDecimal> offset = attributes.decimals("offset");
		if (offset.stream().anyMatch(value -> value == null || value.signum() != 0))
			notes.add("The file says where the volume lies (attribute 'offset'), which is not used.");
		return new VoxelEdges.Stated(stated.voxelSize(), notes);
	}

	/** Of z, y, x, whatever the order of the axes. NB: programs that know nothing of voxel sizes write 0. */
	private VoxelEdges elementSize() {
		final VoxelEdges edges = new VoxelEdges();
		final List<BigDecimal> zyx = attributes.decimals(ELEMENT_SIZE);
		for (final BigDecimal edge : zyx)
			if (edge != null && edge.signum() == 0)
				return edges;
		for (int d = 0; d < 3 && d < zyx.size(); d++) {
			final BigDecimal edge = zyx.get(zyx.size() - 1 - d);
			if (edge == null || edge.signum() < 0 || !VoxelEdges.isWithinReason(edge))
				throw new InvalidInputException(file.path() + ": attribute '" + ELEMENT_SIZE + "' of " + node.path() + " is " + inWords(
					zyx) + ", but a voxel must have a size above 0 and within reason");
			edges.set(d, edge, LengthUnit.MICROMETER.symbol());
		}
		return edges;
	}

	private static String inWords(final List<BigDecimal> numbers) {
		final List<String> words = new ArrayList<>();
		for (final BigDecimal number : numbers)
			words.add(number == null ? "no number" : VoxelSize.format(number.doubleValue()));
		return String.join(", ", words.subList(0, Math.min(8, words.size())));
	}

	/** Ilastik: the tags have lengths, of which 0 says nothing, and 'axis_units' the units. */
	private VoxelEdges tags() {
		final VoxelEdges edges = new VoxelEdges();
		final Map<String, BigDecimal> lengths = new TreeMap<>();
		final Map<String, String> units = new TreeMap<>();
		try {
			attributes.text("axistags").ifPresent(tags -> readTags(tags, lengths));
			attributes.text("axis_units").ifPresent(text -> readUnits(text, units));
		}
		catch (final JsonParseException | IllegalStateException | UnsupportedOperationException | NullPointerException
				| ClassCastException | NumberFormatException e)
		{
			return edges;
		}
		// NB: 1 without a unit is what a program writes that knows none.
		final boolean said = !units.isEmpty() || lengths.values().stream().anyMatch(length -> length.compareTo(
			BigDecimal.ONE) != 0);
		for (int d = 0; d < 3 && said; d++) {
			final String axis = "xyz".substring(d, d + 1);
			final BigDecimal length = lengths.get(axis);
			if (length != null && axes.names() != null && VoxelEdges.isWithinReason(length))
				edges.set(d, length, units.get(axis));
		}
		return edges;
	}

	private static void readTags(final String text, final Map<String, BigDecimal> lengths) {
		for (final JsonElement axis : JsonText.parse(text).getAsJsonObject().getAsJsonArray("axes")) {
			final JsonElement length = axis.getAsJsonObject().get("resolution");
			if (length != null && length.isJsonPrimitive() && length.getAsJsonPrimitive().isNumber())
				lengths.put(axis.getAsJsonObject().get("key").getAsString().toLowerCase(java.util.Locale.ROOT), VoxelEdges.decimal(
					length.getAsDouble()));
		}
		lengths.values().removeIf(length -> length.signum() == 0);
	}

	private static void readUnits(final String text, final Map<String, String> units) {
		final JsonObject all = JsonText.parse(text).getAsJsonObject();
		for (final String axis : List.of("x", "y", "z"))
			if (all.has(axis) && all.get(axis).isJsonPrimitive() && !all.get(axis).getAsString().isBlank())
				units.put(axis, all.get(axis).getAsString());
	}

	/** CREMI's and others', of the axes of space or of all axes. */
	private VoxelEdges resolution(final List<String> notes) {
		final VoxelEdges edges = new VoxelEdges();
		if (!attributes.has(RESOLUTION))
			return edges;
		final List<BigDecimal> values = attributes.decimals(RESOLUTION);
		final List<Integer> wanted = new ArrayList<>();
		for (int axis = 0; axis < stored.length; axis++)
			if (values.size() == stored.length || axis == axes.space()[0] || axis == axes.space()[1] || axis == axes.space()[2])
				wanted.add(axis);
		if (values.size() != wanted.size() || values.stream().anyMatch(v -> v == null || v.signum() <= 0 || !VoxelEdges.isWithinReason(v))) {
			notes.add("The attribute '" + RESOLUTION + "' of the file (" + (values.isEmpty() ? "no numbers" : inWords(values)) +
				") is not understood, and not used.");
			return edges;
		}
		final boolean cremi = node.path().startsWith(CREMI);
		final List<String> units = unit();
		if (units.isEmpty() && cremi)
			notes.add("The file does not say the unit of its resolution; it is taken as nm, as CREMI's files have it.");
		if (!cremi && values.get(0).compareTo(values.get(values.size() - 1)) != 0)
			notes.add("The attribute '" + RESOLUTION + "' of the file, " + inWords(values) +
				", is taken in the order of the axes, that of x last.");
		for (int i = 0; i < wanted.size(); i++)
			for (int d = 0; d < 3; d++)
				if (axes.space()[d] == wanted.get(i))
					edges.set(d, values.get(i), units.isEmpty() ? cremi ? "nm" : null : units.get(units.size() == values.size() ? i
						: 0));
		return edges;
	}

	private List<String> unit() {
		return Optional.of(attributes.texts("units")).filter(texts -> !texts.isEmpty()).orElseGet(() -> attributes.texts("unit"));
	}
}
