package org.labelupscaler.source.tiff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.json.JsonText;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * What tifffile writes for NumPy arrays: {@code {"shape": [20, 512, 512], "axes": "ZYX"}}, slowest axis first. The pages
 * hold the voxels of the array one after the other, whatever their own size is. Axes are those that are named; if none are,
 * the last is x, the one before it y, the one before that z, after axes of one voxel have been left out until there are three,
 * first from the front, then from the back.
 */
final class ShapedDescription {

	private static final String WRITER = "TIFF of tifffile";
	private static final int MOST_AXES = 32;

	private final TiffDirectory directory;
	private final List<Long> shape = new ArrayList<>();
	private final List<String> notes = new ArrayList<>();
	private JsonObject json;
	private String axes = "";

	private ShapedDescription(final TiffDirectory directory) {
		this.directory = directory;
	}

	static boolean recognises(final String text) {
		return text.startsWith("{") && text.contains("\"shape\"");
	}

	static Description read(final TiffDirectory directory, final String text) {
		final ShapedDescription shaped = new ShapedDescription(directory);
		try {
			shaped.parse(text);
		}
		catch (final RuntimeException e) {
			// NB: a text that happens to look similar; the file is read by its pages.
			return Description.none(directory);
		}
		return shaped.shape.isEmpty() || shaped.shape.size() > MOST_AXES ? Description.none(directory) : shaped.description();
	}

	private void parse(final String text) {
		json = JsonText.parse(text).getAsJsonObject();
		for (final JsonElement size : json.getAsJsonArray("shape"))
			shape.add(size.getAsLong());
		if (json.has("axes"))
			axes = json.get("axes").getAsString().toUpperCase(Locale.ROOT);
	}

	private Description description() {
		final PageLayout layout = PageLayout.of(directory);
		long voxels = 1;
		for (final long size : shape) {
			if (size < 1 || voxels > Long.MAX_VALUE / size)
				throw wrong(", which is impossible");
			voxels *= size;
		}
		final long page = (long) layout.width() * layout.height();
		final long samples = Math.max(1, layout.samples());
		if (samples > Long.MAX_VALUE / page || voxels % (page * samples) != 0)
			throw wrong(", which does not fit its pages of " + layout.width() + " x " + layout.height() + "; save the image anew");
		final boolean named = axes.length() == shape.size() && axes.indexOf('X') >= 0 && axes.indexOf('Y') >= 0 && IntStream.range(0,
			axes.length()).allMatch(i -> axes.indexOf(axes.charAt(i)) == i);
		final int[] place = named ? named() : guessed(samples);
		final long[] size = new long[3];
		for (int d = 0; d < 3; d++)
			size[d] = place[d] < 0 ? 1 : shape.get(place[d]);
		final String several = several(place);
		StoredAxes stored = StoredAxes.of(size, place);
		if (several == null && stored.order().equals(AxisOrder.SAME) && size[0] == layout.width() && size[1] ==
			layout.height())
			stored = null;
		if (!named && !axes.isEmpty())
			notes.add("The axes of the file, '" + Texts.shown(axes) + "', do not name x and y; they are taken as z, y, x (axes).");
		else if (!named && (size[0] != layout.width() || size[1] != layout.height()))
			notes.add("The axes of the file have no names; its shape " + Texts.shown(shape.toString()) + " is taken as z, y, x (axes).");
		final long planes = voxels / page / samples;
		final Edges edges = edges();
		if (stored != null && !text("unit").isEmpty())
			notes.add("The rows of the file's pages do not run along x; its resolution is taken as that of the axes x and y, its " +
				"spacing as that of z.");
		return Description.of(WRITER, planes, planes > 1 || size[2] > 1 ? size[2] : 0, several, edges).withAxes(stored).withNotes(
			notes);
	}

	/** The places of x, y and z in the shape. NB: of other names, tifffile gives Q and I where nobody has told it any. */
	private int[] named() {
		final int[] place = { axes.indexOf('X'), axes.indexOf('Y'), axes.indexOf('Z') };
		if (place[2] >= 0)
			return place;
		for (int i = axes.length() - 1; i >= 0; i--)
			if ("XYCST".indexOf(axes.charAt(i)) < 0 && shape.get(i) > 1) {
				place[2] = i;
				notes.add("The axis " + Texts.shown(axes.substring(i, i + 1)) + " of the file is taken as z (axes).");
				break;
			}
		return place;
	}

	private int[] guessed(final long samples) {
		final List<Integer> left = new ArrayList<>();
		for (int i = 0; i < shape.size(); i++)
			left.add(i);
		// NB: colours stand after x, and have a size in the page's fields, too.
		if (samples > 1 && left.size() > 2 && shape.get(left.size() - 1) == samples)
			left.remove(left.size() - 1);
		while (left.size() > 3 && shape.get(left.get(0)) == 1)
			left.remove(0);
		for (int i = left.size() - 1; i >= 0 && left.size() > 3; i--)
			if (shape.get(left.get(i)) == 1)
				left.remove(i);
		final int[] place = { -1, -1, -1 };
		for (int d = 0; d < 3 && d < left.size(); d++)
			place[d] = left.get(left.size() - 1 - d);
		return place;
	}

	/** What there is more than one of. */
	private String several(final int[] place) {
		String several = null;
		for (int i = 0; i < shape.size(); i++) {
			final int axis = i;
			if (shape.get(i) == 1 || Arrays.stream(place).anyMatch(p -> p == axis))
				continue;
			final char name = axes.length() == shape.size() ? axes.charAt(i) : 'Q';
			several = name == 'C' || name == 'S' ? shape.get(i) + " channels" : name == 'T' ? shape.get(i) + " time points"
				: "more than three dimensions, " + Texts.shown(shape.toString());
		}
		return several;
	}

	/** NB: by themselves the fields of resolution mean nothing; with a unit of length in the text they do. */
	private Edges edges() {
		final Edges edges = new Edges(directory);
		final String unit = text("unit");
		if (unit.isEmpty()) {
			if (text("PhysicalSizeX").isEmpty())
				notes.addAll(edges.unused());
			if (!text("spacing").isEmpty())
				notes.add("The file says a spacing of " + Texts.shown(text("spacing")) + ", but no unit of it; it is not used.");
			for (int d = 0; d < 3; d++) {
				final String name = "PhysicalSize" + "XYZ".charAt(d);
				final String said = text(name + "Unit");
				final int axis = d;
				Edges.decimal(text(name)).ifPresent(edge -> edges.set(axis, edge, said.isEmpty() ? "um" : said, Tag.IMAGE_DESCRIPTION));
			}
			return edges;
		}
		final boolean inch = unit.strip().toLowerCase(Locale.ROOT).matches("inch(es)?|in");
		if (!inch && LengthUnit.parse(unit).isEmpty()) {
			notes.add("The unit of the voxel size, '" + Texts.shown(unit) + "', is none of length that is known.");
			return edges;
		}
		final boolean mixed = directory.number(Tag.RESOLUTION_UNIT, 1) == 3 && !unit.equalsIgnoreCase("cm");
		if (mixed)
			notes.add("The file has a resolution in centimetres (ResolutionUnit) and the unit '" + Texts.shown(unit) +
				"' in its text; the former counts for x and y, the latter for z.");
		final Optional<BigDecimal> x = edges.pixel(Tag.X_RESOLUTION);
		x.ifPresent(edge -> edges.set(0, edge, mixed ? "cm" : unit, Tag.X_RESOLUTION));
		edges.pixel(Tag.Y_RESOLUTION).ifPresent(edge -> edges.set(1, edge, mixed ? "cm" : unit, Tag.Y_RESOLUTION));
		Edges.decimal(text("spacing")).ifPresent(edge -> edges.set(2, edge, unit, Tag.IMAGE_DESCRIPTION));
		return edges;
	}

	/** A text or number; empty if there is none. */
	private String text(final String key) {
		return json.has(key) && json.get(key).isJsonPrimitive() ? json.get(key).getAsString() : "";
	}

	private InvalidInputException wrong(final String why) {
		return directory.wrong(Tag.IMAGE_DESCRIPTION, "says that the shape is " + Texts.shown(shape.toString()) + why);
	}
}
