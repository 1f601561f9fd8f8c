package org.labelupscaler.source.tiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.json.JsonText;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** What tifffile writes for NumPy arrays: {@code {"shape": [20, 512, 512], "axes": "ZYX"}}, slowest axis first. */
final class ShapedDescription {

	private static final String WRITER = "TIFF of tifffile";

	private ShapedDescription() {}

	static boolean recognises(final String text) {
		return text.startsWith("{") && text.contains("\"shape\"");
	}

	static Description read(final TiffDirectory directory, final String text) {
		final List<Long> shape = new ArrayList<>();
		final JsonObject json;
		final String axes;
		final VoxelSize voxelSize;
		try {
			json = JsonText.parse(text).getAsJsonObject();
			for (final JsonElement size : json.getAsJsonArray("shape"))
				shape.add(size.getAsLong());
			axes = json.has("axes") ? json.get("axes").getAsString().toUpperCase(Locale.ROOT) : "";
		}
		catch (final RuntimeException e) {
			// NB: a text that happens to look similar; the file is read by its pages.
			return Description.none();
		}
		voxelSize = voxelSize(directory, json);
		// NB: colours stand after x, and have a size in the page's fields, too.
		int planeAxes = 2;
		if (axes.endsWith("S") || axes.isEmpty() && directory.number(Tag.SAMPLES_PER_PIXEL, 1) > 1 && shape.size() > 2)
			planeAxes = 3;
		long planes = 1;
		long slices = 1;
		String several = null;
		for (int d = shape.size() - planeAxes - 1; d >= 0; d--) {
			final long size = shape.get(d);
			if (size < 1 || planes > Long.MAX_VALUE / size)
				throw directory.wrong(Tag.IMAGE_DESCRIPTION, "says that the shape is " + Texts.shown(shape.toString()) +
					", which is impossible");
			planes *= size;
			if (size == 1)
				continue;
			final char axis = axes.length() == shape.size() ? axes.charAt(d) : 'Q';
			if (axis == 'C' || axis == 'S')
				several = size + " channels";
			else if (axis == 'T')
				several = size + " time points";
			else if (slices == 1)
				slices = size;
			else
				several = "more than three dimensions, " + Texts.shown(shape.toString());
		}
		return new Description(WRITER, planes, planes > 1 ? slices : 0, several, voxelSize, false, null, null);
	}

	/** NB: by themselves the fields of resolution mean nothing; with a unit of length in the text they do. */
	private static VoxelSize voxelSize(final TiffDirectory directory, final JsonObject json) {
		if (!json.has("unit") || !json.get("unit").isJsonPrimitive())
			return VoxelSize.UNKNOWN;
		final String unit = json.get("unit").getAsString();
		if (org.labelupscaler.grid.LengthUnit.parse(unit).isEmpty())
			return VoxelSize.UNKNOWN;
		final Edges edges = new Edges(directory);
		edges.setResolution(unit);
		if (json.has("spacing") && json.get("spacing").isJsonPrimitive() && json.getAsJsonPrimitive("spacing").isNumber())
			edges.set(2, json.get("spacing").getAsDouble(), unit, Tag.IMAGE_DESCRIPTION);
		return edges.voxelSize();
	}
}
